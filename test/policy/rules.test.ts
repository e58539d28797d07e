import { policyOf } from '../../src/constructs/policy-props';
import { RULES } from '../../src/policy/rules';
import { aStack } from '../support/apis';
import { deployTime } from '../support/deploy-time';
import { aPolicy, problemsOf } from '../support/policies';
import { DEPLOY_TIME_ROWS } from './rows/deploy-time';
import { HEADER_NEIGHBOURS, HEADER_ROWS } from './rows/headers';
import { HTTP_API_NEIGHBOURS, HTTP_API_ROWS } from './rows/http-api';
import { LIST_NEIGHBOURS, LIST_ROWS } from './rows/lists';
import { METHOD_NEIGHBOURS, METHOD_ROWS } from './rows/methods';
import { NUMBER_NEIGHBOURS, NUMBER_ROWS } from './rows/numbers';
import { ORIGIN_NEIGHBOURS, ORIGIN_ROWS } from './rows/origins';
import { RISK_NEIGHBOURS, RISK_ROWS } from './rows/risks';

const ROWS = [ORIGIN_ROWS, LIST_ROWS, RISK_ROWS, METHOD_ROWS, HEADER_ROWS, NUMBER_ROWS, HTTP_API_ROWS].flat();
const NEIGHBOURS = [
  ORIGIN_NEIGHBOURS,
  LIST_NEIGHBOURS,
  RISK_NEIGHBOURS,
  METHOD_NEIGHBOURS,
  HEADER_NEIGHBOURS,
  NUMBER_NEIGHBOURS,
].flat();

describe('each rule', () => {
  test.each(ROWS)('$id says what is wrong with $got ($severity)', ({ input, api, why, ...expected }) => {
    expect(problemsOf(input, { deployTime, api })).toEqual([{ ...expected, why: expect.stringContaining(why) }]);
  });

  test.each(DEPLOY_TIME_ROWS)(
    '$id refuses $property when it is known only at deployment',
    ({ id, options, ...row }) => {
      const policy = () => policyOf(aStack(), { allowOrigins: ['https://app.example.com'], ...options });
      expect(policy).toThrow(`: 1 problem in the CORS policy\n  ${id}  ${row.property}\n`);
      expect(policy).toThrow(`fix: ${row.fix}`);
    },
  );

  test('is triggered by a row of its own', () => {
    const triggered = new Set([...ROWS, ...DEPLOY_TIME_ROWS].map(({ id }) => id));
    expect([...triggered].sort()).toEqual(Object.keys(RULES).sort());
  });

  test.each(NEIGHBOURS.map((neighbour) => [JSON.stringify(neighbour), neighbour] as const))(
    'has nothing to say about %s',
    (_name, neighbour) => {
      expect(problemsOf(neighbour)).toEqual([]);
    },
  );

  test.each(HTTP_API_NEIGHBOURS.map((neighbour) => [JSON.stringify(neighbour).slice(0, 100), neighbour] as const))(
    'has nothing to say about %s on an HTTP API',
    (_name, neighbour) => {
      expect(problemsOf(neighbour, { api: 'http' })).toEqual([]);
    },
  );
});

describe('the fix of an origin', () => {
  const fixed = ORIGIN_ROWS.concat(RISK_ROWS).filter(({ fix }) => fix.startsWith('"'));

  test.each(fixed)('is an origin that can be listed: $fix for $got', ({ fix, input }) => {
    const allowOrigins = [...fix.matchAll(/"([^"]+)"/g)].map(([, origin]) => origin);
    expect(() => aPolicy({ ...input, allowOrigins })).not.toThrow();
  });
});
