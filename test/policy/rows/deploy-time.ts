import { CfnParameter, Duration, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { CorsPolicyOptions } from '../../../src/constructs/cors-policy-options';
import type { RuleId } from '../../../src/policy/rules';

/** A policy of a construct with a value that is known only at deployment, where that is too late. */
export interface DeployTimeRow {
  readonly id: RuleId;
  readonly property: string;
  readonly options: Partial<CorsPolicyOptions>;
  readonly fix: string;
}

const list = Fn.split(',', new CfnParameter(new Stack(), 'Origins').valueAsString);
const text = Lazy.string({ produce: () => 'late' });

const unresolved = (
  property: string,
  options: Partial<CorsPolicyOptions>,
  fix = 'write the values out',
): DeployTimeRow => ({
  id: 'value-unresolved-token',
  property,
  options,
  fix,
});

export const DEPLOY_TIME_ROWS: readonly DeployTimeRow[] = [
  {
    id: 'origins-unresolved-list',
    property: 'allowOrigins',
    options: { allowOrigins: list },
    fix: 'take the items one by one: [Fn.select(0, list), Fn.select(1, list)]',
  },
  unresolved('allowMethods', { allowMethods: [text] }),
  unresolved('allowHeaders', { allowHeaders: list }),
  unresolved('exposeHeaders', { exposeHeaders: ['X-Shop', text] }),
  unresolved('maxAge', { maxAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) }, 'Duration.hours(2)'),
  unresolved('statusCode', { statusCode: Token.asNumber({ Ref: 'Status' }) }, '204'),
];
