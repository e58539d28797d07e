import * as fc from 'fast-check';
import type { Overrides } from '../../src/verify/gateway/velocity/lent-objects';
import { OneOf, Unknown } from '../../src/verify/gateway/velocity/values';
import { type Rendered, renderTemplate } from '../../src/verify/gateway/velocity/velocity';

const NO_OVERRIDES: Overrides = { headers: new Map(), status: null, repeated: [] };
const HEADER = '$context.responseOverride.header';

function render(template: string, body: string | Unknown): Rendered {
  return renderTemplate(template, {
    parameters: { path: new Map(), querystring: new Map(), header: new Map() },
    body,
    missing: 'null',
    overrides: NO_OVERRIDES,
    stageVariables: new Map(),
    context: new Map(),
  });
}

const STATUS = '#set($context.responseOverride.status = 500)';
const BODY = ["$input.path('$.p')", "$input.path('$.list')", "$input.path('$.q')"];
const HOLDS = [...BODY, "$input.path('$.p') == 'x'", "$input.path('$.list').size() == 1"];

/** What the template knows before it meets the body. */
const known = fc.constantFrom(
  "#set($a = 'x')",
  "#set($a = ['x'])",
  "#set($a = {'x': 'y'})",
  '#set($b = $a)',
  "#set($b = ['x', $a])",
  '#set($b = false)',
  `#set($a = ${HEADER})`,
  `#set($b = ${HEADER})`,
);

/** What may be done where the body decides. */
const effect = fc.oneof(
  fc.constantFrom('text', '$!a', '#break', "#set($a = 'z')", '#set($b = $a)', '#set($a = $b)', '#set($b = true)'),
  fc.constantFrom(...BODY).map((from) => `#set($a = ${from})`),
  fc.constantFrom("$!a.add('z')", "$!b.add('x')", "$!a.put('x', 'z')", "$!b.put('W', 'w')", "#set($a.x = 'z')"),
  fc.constantFrom(
    "#set($b.W = 'w')",
    `#set(${HEADER}.V = 'v')`,
    `#set($b = ${HEADER})`,
    STATUS,
    `#set($a = [${HEADER}])`,
  ),
);
const effects = fc.array(effect, { minLength: 1, maxLength: 2 }).map((all) => all.join(''));

const decided = fc.oneof(
  fc.tuple(fc.constantFrom(...HOLDS), effects).map(([holds, then]) => `#if(${holds})${then}#end`),
  fc
    .tuple(fc.constantFrom(...HOLDS), effects, effects)
    .map(([holds, one, other]) => `#if(${holds})${one}#else${other}#end`),
  fc.tuple(fc.constantFrom(...BODY), effects).map(([from, body]) => `#foreach($i in ${from})${body}#end`),
  fc.constantFrom(...BODY).map((from) => `#set($b = ${from})`),
);
const inLoop = decided.map((inner) => `#foreach($k in ['1', '2'])${inner}#set($c = $k)#end`);

/** What shows in a header what has become of it. */
const probe = fc.constantFrom(
  `#if($a == 'x')#set(${HEADER}.P1 = '1')#end`,
  `#if($a.size() == 1)#set(${HEADER}.P2 = '2')#end`,
  `#if($b.size() == 1)#set(${HEADER}.P3 = '3')#else#set(${HEADER}.P4 = '4')#end`,
  `#if($a.contains('z'))#set(${HEADER}.P5 = '5')#end`,
  `#if($b.get('x') == 'y')#set(${HEADER}.P6 = '6')#end`,
  `#if($c == '2')#set(${HEADER}.P7 = '7')#end`,
  `#set(${HEADER}.P8 = $a)`,
  `#set(${HEADER}.P9 = "$b")`,
  `#foreach($i in $a)#set(${HEADER}.P0 = $i)#end`,
  `$!b.put('W', 'w')`,
  `#set($b.W = 'w')`,
);

const many = (parts: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(parts, { minLength, maxLength }).map((all) => all.join(''));
const templates = fc
  .tuple(many(known, 1, 3), many(fc.oneof(decided, inLoop), 1, 2), many(effect, 0, 1), many(probe, 1, 3))
  .map((parts) => parts.join(''));

const scalar = fc.constantFrom('x', 'y', true, false, null, 1);
const body = fc
  .record({ p: fc.oneof(scalar, fc.constant({ x: 'x' })), q: scalar, list: fc.array(scalar, { maxLength: 3 }) })
  .map((json) => JSON.stringify(json));

/** By name in lower case, what a header is overridden with. */
function headersOf(overrides: Overrides): ReadonlyMap<string, unknown> {
  return new Map([...overrides.headers].map(([own, of]) => [own.toLowerCase(), of]));
}

test('what a template overrides whatever the body is, it overrides for each body', () => {
  let told = 0;
  let compared = 0;
  fc.assert(
    fc.property(templates, fc.array(body, { minLength: 3, maxLength: 3 }), (template, bodies) => {
      const whatever = render(template, new Unknown('the body'));
      if (whatever.kind === 'undetermined') {
        return;
      }
      told += 1;
      const expected = headersOf(whatever.overrides);
      for (const each of bodies) {
        const one = render(template, each);
        if (one.kind === 'undetermined') {
          continue;
        }
        compared += 1;
        const found = headersOf(one.overrides);
        // Whether an unknown value is null, and so not set at all, is as unknown as the value.
        const mayBeAbsent = [...expected].filter(([, of]) => of instanceof Unknown).map(([own]) => own);
        expect([...found.keys()].filter((own) => !expected.has(own))).toEqual([]);
        expect([...expected.keys()].filter((own) => !found.has(own) && !mayBeAbsent.includes(own))).toEqual([]);
        for (const [own, of] of expected) {
          if (!(of instanceof Unknown) && typeof of !== 'object') {
            expect([own, found.get(own)]).toEqual([own, of]);
          }
        }
        if (whatever.overrides.repeated.length === 0 && mayBeAbsent.length === 0) {
          expect(one.overrides.repeated).toEqual([]);
        }
        const { status } = whatever.overrides;
        expect(status instanceof OneOf ? status.values : [status]).toContain(one.overrides.status);
        if (typeof whatever.text === 'string') {
          expect(one.text).toBe(whatever.text);
        }
      }
    }),
    { numRuns: 1500 },
  );
  expect(told).toBeGreaterThan(80);
  expect(compared).toBeGreaterThan(200);
});
