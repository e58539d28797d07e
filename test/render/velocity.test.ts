import { allowListedOrigin, BODY_AS_IT_IS, preflightTemplate } from '../../src/render/velocity';
import { preflightAnswer } from '../../src/response/answers';
import { deployTime } from '../support/deploy-time';
import { aPolicy } from '../support/policies';
import { evaluate } from '../support/velocity';

const LISTED = [
  'https://app.example.com',
  'https://*.example.com',
  'https://**.example.org:*',
  'https://example.net:8443',
  'https://**.example.net:9443',
  'http://[::1]:*',
  'http://192.0.2.1:3000',
  'x+y-z.1://shop:*',
];

function originsOf(...allowOrigins: string[]) {
  const { origins } = aPolicy({ allowOrigins }, { deployTime });
  return origins === 'any' ? [] : origins;
}

const POLICY = aPolicy(
  { maxAge: 60, allowOrigins: LISTED, allowCredentials: true, dangerouslyAllowInsecureOrigins: true },
  { deployTime },
);
const ANSWER = preflightAnswer(POLICY, ['PUT']);
const preflight = () => preflightTemplate(204, ANSWER);
const REFUSED = { Vary: 'Origin' };
const ALIKE = {
  'Access-Control-Allow-Methods': 'OPTIONS,PUT',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Access-Control-Max-Age': '60',
};
const CREDENTIALS = { 'Access-Control-Allow-Credentials': 'true' };
const ALLOWED = { ...REFUSED, ...CREDENTIALS, ...ALIKE };

describe('the emitted text', () => {
  test.each([
    ['of a preflight', preflight],
    ['of a response', () => allowListedOrigin(originsOf(...LISTED), false) + BODY_AS_IT_IS],
  ])('%s holds no line break, and no dollar but those of its own variables', (_name, render) => {
    const template = render();
    expect(template).not.toMatch(/[\r\n\t]/);
    const own = /\$(?:corsOrigin|input\.params\(\)|!input\.body|context\.responseOverride)(?![A-Za-z])/g;
    expect(template.replace(own, '')).not.toContain('$');
  });

  test('has double quotes only in the status', () => {
    expect(preflight().replace('{"statusCode":204}', '')).not.toContain('"');
    expect(allowListedOrigin(originsOf(...LISTED), true)).not.toContain('"');
  });

  test('is in balance: every directive that opens a block is ended, and quotes come in pairs', () => {
    const template = preflight();
    const opened = template.match(/#if\(/g) ?? [];
    const ended = template.match(/#end/g) ?? [];
    expect(ended).toHaveLength(opened.length);
    expect(template.split("'").length % 2).toBe(1);
  });

  const expressions = () => [...preflight().matchAll(/matches\('([^']*)'\)/g)].map(([, expression]) => expression);

  test('opens no class of characters within another, which Java would read as a union', () => {
    expect(expressions().filter((expression) => /\[[^\]]*\[/.test(expression))).toEqual([]);
  });

  test('bounds every repetition, so that a long Origin cannot exhaust the stack of the matcher', () => {
    const patterns = expressions();
    expect(patterns).toHaveLength(5);
    for (const pattern of patterns) {
      expect(pattern.replaceAll('[+]', '').replaceAll('[.]', '')).not.toMatch(/[*+]|\{\d+,\}|\.(?!\])/);
    }
  });

  test('sets no header twice, which API Gateway answers with a server error', () => {
    const set = [...preflight().matchAll(/responseOverride\.header\.([A-Za-z-]+)=/g)].map(([, name]) => name);
    expect([...set].sort()).toEqual(['Access-Control-Allow-Origin', ...Object.keys(ALLOWED)].sort());
  });

  test('stays within what API Gateway takes as a template with five hundred origins', () => {
    const many = Array.from({ length: 500 }, (_, index) => `https://**.shop-${index}.example.com:*`);
    expect(allowListedOrigin(originsOf(...many), true).length).toBeLessThan(300 * 1024);
  });
});

describe('the emitted condition', () => {
  test.each([
    'https://app.example.com',
    'https://a.b.example.org:65535',
    'https://example.net:8443',
    'http://[::1]',
    'http://[::1]:3000',
    'http://192.0.2.1:3000',
    'x+y-z.1://shop:1',
  ])('echoes %s in a header of either name that browsers send, however a missing one reads', (origin) => {
    for (const name of ['Origin', 'origin']) {
      for (const missing of [null, ''] as const) {
        const { output, overrides } = evaluate(preflight(), { header: { Accept: '*/*', [name]: origin }, missing });
        expect(overrides).toEqual({ 'Access-Control-Allow-Origin': origin, ...ALLOWED });
        expect(output).toBe('{"statusCode":204}');
      }
    }
  });

  test('gives nothing but Vary to an origin in a header of another name', () => {
    for (const name of ['ORIGIN', 'oRiGiN', 'X-Origin']) {
      expect(evaluate(preflight(), { header: { [name]: 'https://app.example.com' } }).overrides).toEqual(REFUSED);
    }
  });

  test.each([
    'http://[::1]]',
    'http://:',
    'http://::1',
    'http://1',
    'xxy-z.1://shop',
    'xy-z.1://shop',
    'x+y-zx1://shop',
    'http://192x0.2.1:3000',
    'https://axexample.com',
  ])('takes the special characters of an entry as they are, so %s gets nothing but Vary', (origin) => {
    expect(evaluate(preflight(), { header: { Origin: origin } }).overrides).toEqual(REFUSED);
  });

  const label = (length: number) => 'a'.repeat(length);
  test.each([
    ['*. is one label', 'https://*.example.com', ['a', label(63)], ['', 'a.b', label(64), 'A', 'é', '.', 'a.']],
    ['**. is one label or more', 'https://**.example.org:*', ['a', 'a.b-c._d'], ['', '.a', 'a..b', 'a.', label(64)]],
    ['**. with a port', 'https://**.example.net:9443', ['a', `${'a.'.repeat(125)}a`], ['', `${'a.'.repeat(126)}a`]],
  ])('%s: a host under %s is allowed, and no other', (_, entry, allowed, refused) => {
    const template = preflight();
    const isAllowed = (name: string) => {
      const origin = entry.replace(/\*+\.(.*?)(:\*)?$/, (_, rest) => (name === '' ? rest : `${name}.${rest}`));
      return 'Access-Control-Allow-Origin' in evaluate(template, { header: { Origin: origin } }).overrides;
    };
    expect(allowed.filter((name) => !isAllowed(name))).toEqual([]);
    expect(refused.filter(isAllowed)).toEqual([]);
  });

  test.each([
    ['no port', 'https://a.example.com', ['', ':443', ':8443']],
    ['one port', 'https://a.example.net', [':9443', '', ':9444', ':94430', ':09443']],
  ])('an entry with %s allows %s with that alone', (_, host, [own, ...others]) => {
    const template = preflight();
    const isAllowed = (port: string) =>
      'Access-Control-Allow-Origin' in evaluate(template, { header: { Origin: host + port } }).overrides;
    expect(isAllowed(own)).toBe(true);
    expect(others.filter(isAllowed)).toEqual([]);
  });

  test.each([null, ''] as const)(
    'gives nothing but Vary to a request without an Origin, where a missing header reads as %p',
    (missing) => {
      const decoy = { Origin: 'https://app.example.com', origin: 'https://app.example.com' };
      const request = { header: { Accept: '*/*' }, querystring: decoy, path: decoy, missing };
      expect(evaluate(preflight(), request)).toEqual({ output: '{"statusCode":204}', overrides: REFUSED });
      expect(evaluate(preflight(), { ...request, header: {} }).overrides).toEqual(REFUSED);
    },
  );

  test.each([null, ''] as const)('gives nothing but Vary to an Origin header whose value reads as %p', (value) => {
    expect(evaluate(preflight(), { header: { Origin: value } }).overrides).toEqual(REFUSED);
  });

  test('takes for :* every port from 1 to 65535 as a browser writes it, and none', () => {
    const template = preflight();
    const allowed = (port: string) =>
      'Access-Control-Allow-Origin' in evaluate(template, { header: { Origin: `http://[::1]${port}` } }).overrides;
    const ports = Array.from({ length: 70_000 }, (_, port) => port).filter((port) => port % 97 === 0 || port > 65_400);
    expect(ports.filter((port) => allowed(`:${port}`) !== (port >= 1 && port <= 65_535))).toEqual([]);
    expect(['', ':', ':01', ':000080', ':100000', ':8 ', ':-1', ':80:80'].filter(allowed)).toEqual(['']);
  });

  test('looks at no other header', () => {
    const header = {
      'X-Origin': 'https://app.example.com',
      'Origin ': 'https://app.example.com',
      Referer: 'https://app.example.com',
    };
    expect(evaluate(preflight(), { header }).overrides).toEqual(REFUSED);
  });

  test('says nothing of credentials where the policy does not', () => {
    const template = allowListedOrigin(originsOf(...LISTED), false);
    const { overrides } = evaluate(template, { header: { origin: 'https://app.example.com' } });
    expect(overrides).toEqual({ 'Access-Control-Allow-Origin': 'https://app.example.com' });
  });

  test('compares an origin that is known only at deployment as it is', () => {
    const template = allowListedOrigin(originsOf('known-$later-#end-.*', 'https://b.example.com'), false);
    expect(evaluate(template, { header: { Origin: 'known-$later-#end-.*' } }).overrides).not.toEqual({});
    expect(evaluate(template, { header: { Origin: 'known-x' } }).overrides).toEqual({});
  });
});

describe('a preflight for everybody alike', () => {
  test.each([
    ['https://app.example.com', {}],
    ['*', { allowOrigins: ['*'] }],
  ])('says %s to whoever asks', (origin, input) => {
    const template = preflightTemplate(204, preflightAnswer(aPolicy({ maxAge: 60, ...input }), ['PUT']));
    for (const asker of ['https://app.example.com', 'https://evil.io']) {
      expect(evaluate(template, { header: { Origin: asker } })).toEqual({
        output: '{"statusCode":204}',
        overrides: { 'Access-Control-Allow-Origin': origin, ...ALIKE },
      });
    }
  });

  test('says every character that a header name or a method may have as it is', () => {
    const odd = 'X-!%&*+.^_|~9';
    const answer = preflightAnswer(aPolicy({ allowHeaders: [odd, 'Content-Type'], allowMethods: [odd] }), []);
    expect(evaluate(preflightTemplate(204, answer), {}).overrides).toMatchObject({
      'Access-Control-Allow-Headers': `${odd},Content-Type`,
      'Access-Control-Allow-Methods': odd,
    });
  });
});

describe('the rest of the output', () => {
  test.each(['', '{"price":"$5 #if(true)"}', 'line\n\nline', '$!input.body'])('is the body %j as it came', (body) => {
    const template = allowListedOrigin(originsOf(...LISTED), true) + BODY_AS_IT_IS;
    for (const origin of ['https://app.example.com', 'https://evil.io']) {
      expect(evaluate(template, { header: { Origin: origin }, body }).output).toBe(body);
    }
  });

  test('is the status alone for a preflight', () => {
    expect(JSON.parse(evaluate(preflight(), { header: { Origin: 'https://evil.io' } }).output)).toEqual({
      statusCode: 204,
    });
  });
});
