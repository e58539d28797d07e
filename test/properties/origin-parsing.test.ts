import fc from 'fast-check';
import { parseOrigin } from '../../src/policy/parse-origin';
import { Findings } from '../../src/policy/problem';
import { allowedBy, anything, filling, listed, MUTATIONS, textOf } from '../support/origins';
import { allowing } from '../support/policies';

const RUNS = { numRuns: 3000 };

const written = fc.oneof(
  listed.map(textOf),
  fc.tuple(listed.map(textOf), fc.constantFrom(...MUTATIONS)).map(([text, mutate]) => mutate(text)),
  fc
    .tuple(listed.map(textOf), fc.nat(40), fc.constantFrom(...'*./:?#@%[]- ,\u00e4\uff0e\uff11'))
    .map(([text, at, extra]) => text.slice(0, at) + extra + text.slice(at)),
  fc.tuple(listed.map(textOf), fc.nat(12)).map(([text, at]) => text.slice(at)),
  anything,
);

function parse(text: string) {
  const findings = new Findings();
  return { parsed: parseOrigin(text, 'allowOrigins[0]', findings), errors: findings.errors };
}

test('an entry is either parsed as it was written or refused with a reason', () => {
  fc.assert(
    fc.property(written, (text) => {
      const { parsed, errors } = parse(text);
      expect(parsed === null ? errors.length > 0 : parsed.text === text && errors.length === 0).toBe(true);
    }),
    RUNS,
  );
});

test('an origin that is printed as the fix can itself be listed', () => {
  fc.assert(
    fc.property(written, (text) => {
      const fixes = parse(text).errors.flatMap(({ fix }) => [...fix.matchAll(/"([a-z]+:\/\/[^"]+)"/g)]);
      expect(fixes.flatMap(([, origin]) => parse(origin).errors.map(({ id }) => `${origin} ${id}`))).toEqual([]);
    }),
    RUNS,
  );
});

test('what is accepted holds no character that means something in Velocity or in a mapping', () => {
  fc.assert(
    fc.property(written, (text) => {
      const { parsed } = parse(text);
      expect(parsed === null || /^[a-z0-9+.:/[\]*_-]+$/.test(parsed.text)).toBe(true);
    }),
    RUNS,
  );
});

test('an accepted http or https origin is the one that a browser would send', () => {
  fc.assert(
    fc.property(written, (text) => {
      const { parsed } = parse(text);
      const exact = parsed?.kind === 'exact' && /^https?:/.test(text);
      expect(exact ? new URL(text).origin : text).toBe(text);
    }),
    RUNS,
  );
});

test('the origin of any web page is accepted, and allowed by its own policy alone', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.webUrl(), (page, other) => {
      const [{ origin }, stranger] = [new URL(page), new URL(other)];
      expect(allowing(origin).allows(origin)).toBe(true);
      expect(allowing(origin).allows(stranger.origin)).toBe(stranger.origin === origin);
    }),
    RUNS,
  );
});

test('an entry allows every origin that its pattern describes', () => {
  fc.assert(
    fc.property(listed, filling, (parts, fill) => {
      expect(allowing(textOf(parts)).allows(allowedBy(parts, fill))).toBe(true);
    }),
    RUNS,
  );
});
