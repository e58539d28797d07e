import { policyOf } from '../../src/constructs/policy-props';
import { RULES } from '../../src/policy/rules';
import { ROWS } from '../policy/rows/all';
import { aStack } from '../support/apis';
import { DEPLOY_TIME_ROWS } from './rows/deploy-time';

test.each(DEPLOY_TIME_ROWS)('$id refuses $property when it is known only at deployment', ({ id, options, ...row }) => {
  const policy = () => policyOf(aStack(), { allowOrigins: ['https://app.example.com'], ...options });
  expect(policy).toThrow(`: 1 problem in the CORS policy\n  ${id}  ${row.property}\n`);
  expect(policy).toThrow(`fix: ${row.fix}`);
});

test('each rule is triggered by a row of its own, of plain values or of those that are known only at deployment', () => {
  const triggered = new Set([...ROWS, ...DEPLOY_TIME_ROWS].map(({ id }) => id));
  expect([...triggered].sort()).toEqual(Object.keys(RULES).sort());
});
