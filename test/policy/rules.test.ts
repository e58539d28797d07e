import { RULES, type RuleId } from '../../src/policy/rules';
import { deployTime } from '../support/deploy-time';
import { aPolicy, problemsOf } from '../support/policies';
import { NEIGHBOURS, ROWS } from './rows/all';
import { HTTP_API_NEIGHBOURS } from './rows/http-api';
import { ORIGIN_ROWS } from './rows/origins';
import { RISK_ROWS } from './rows/risks';

describe('each rule', () => {
  test.each(ROWS)('$id says what is wrong with $got ($severity)', ({ input, api, why, ...expected }) => {
    expect(problemsOf(input, { deployTime, api })).toEqual([{ ...expected, why: expect.stringContaining(why) }]);
  });

  test('is as severe as it says, or both where that depends', () => {
    const severities = (id: RuleId) => [
      ...new Set(ROWS.filter((row) => row.id === id).map(({ severity }) => severity)),
    ];
    const said = { error: ['error'], warning: ['warning'], depends: ['error', 'warning'] };
    for (const { id } of ROWS) {
      expect([id, severities(id)]).toEqual([id, said[RULES[id].severity]]);
    }
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
