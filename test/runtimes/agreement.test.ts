import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { withCors } from '../../src/lambda';
import { ALLOWED, BYPASSES } from '../support/bypasses';
import { policyAndCallers } from '../support/callers';
import {
  aLoadBalancerEvent,
  anAnswer,
  anEnvironment,
  aRestEvent,
  environmentOf,
  inEnvironment,
} from '../support/functions';
import { allowing } from '../support/policies';
import { describeWith, PYTHON } from './runtimes';

const LAYER = join(__dirname, '..', '..', 'layer', 'python');

/** What the Python of the layer makes of the cases. */
function inPython(python: string, cases: readonly object[]): readonly unknown[] {
  const { stdout, stderr } = spawnSync(python, ['-B', join(__dirname, 'agreement.py')], {
    input: cases.map((one) => JSON.stringify(one)).join('\n'),
    encoding: 'utf8',
    env: { PYTHONPATH: LAYER, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1 << 28,
  });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const anOrigin = fc.constantFrom('https://app.example.com', 'https://b.example.com', 'https://evil.example', undefined);
const anEvent = fc.oneof(
  anOrigin.map((origin) => aRestEvent(origin)),
  fc.tuple(anOrigin, fc.boolean()).map(([origin, lists]) => aLoadBalancerEvent(origin ?? 'null', lists)),
  anOrigin.map((origin) => aRestEvent(undefined, { headers: null, multiValueHeaders: { Origin: [origin ?? '', ''] } })),
  fc.constantFrom({}, { version: '2.0' }, aRestEvent('https://app.example.com', { methodArn: 'arn' })),
);
/** What is no text, and what is no list, is for API Gateway to judge; no wrapper may fail over it. */
const anOddValue = fc.oneof(
  fc.constantFrom<unknown>('Accept', 'origin', '', 'https://app.example.com', null, true, 7, 1.5),
  fc.array(fc.constantFrom<unknown>('Accept', 'Origin', null, false, 7, []), { maxLength: 2 }),
);
const anOddMap = fc.option(
  fc.dictionary(
    fc.constantFrom('Vary', 'vary', 'Access-Control-Allow-Origin', 'access-control-allow-credentials', '1', '42'),
    anOddValue,
    { maxKeys: 4, noNullPrototype: true },
  ),
  { freq: 5 },
);
const anOddAnswer = fc.record(
  { headers: anOddMap, multiValueHeaders: anOddMap, '200': fc.boolean() },
  { requiredKeys: [] },
);

const aResult = fc.oneof(
  { weight: 5, arbitrary: anAnswer },
  { weight: 5, arbitrary: anOddAnswer },
  { weight: 1, arbitrary: fc.constantFrom('ok', 7, null, [], { headers: 'a' }, { multiValueHeaders: [] }) },
);

describeWith(PYTHON, 'the Python of the layer', ({ command: [python] }) => {
  test('allows an origin exactly when the policy does', () => {
    const cases = fc.sample(policyAndCallers, 1000).map(({ policy, callers }) => {
      const origins = callers.map(({ origin = '' }) => origin);
      return { environment: environmentOf(policy), origins, expected: origins.map((origin) => policy.allows(origin)) };
    });
    expect(inPython(python, cases)).toEqual(cases.map(({ expected }) => expected));
    const verdicts = cases.flatMap(({ expected }) => expected);
    expect(verdicts.filter((allowed) => allowed).length).toBeGreaterThan(1500);
    expect(verdicts.filter((allowed) => !allowed).length).toBeGreaterThan(1500);
  });

  test('lets none of the classic bypasses through', () => {
    const patterns = Object.keys(BYPASSES);
    const cases = patterns.flatMap((pattern) => [
      { environment: environmentOf(allowing(pattern)), origins: BYPASSES[pattern], expected: false },
      { environment: environmentOf(allowing(pattern)), origins: ALLOWED[pattern] ?? [], expected: true },
    ]);
    expect(inPython(python, cases)).toEqual(cases.map(({ origins, expected }) => origins.map(() => expected)));
  });

  test('makes of an answer what the Node.js of the layer makes of it', () => {
    const aCase = fc.record({ environment: anEnvironment, event: anEvent, result: aResult, inTuples: fc.boolean() });
    const cases = fc.sample(aCase, 5000);
    const inNode = cases.map(({ environment, event, result }) => {
      const handler = inEnvironment(environment, () => withCors((_event: object): unknown => result));
      return JSON.parse(JSON.stringify(handler(event)));
    });
    expect(inPython(python, cases)).toEqual(inNode);
    const changed = cases.filter(({ result }, index) => JSON.stringify(result) !== JSON.stringify(inNode[index]));
    expect(changed.length).toBeGreaterThan(2000);
  });
});
