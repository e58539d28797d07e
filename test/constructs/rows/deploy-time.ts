import {
  CfnDynamicReference,
  CfnDynamicReferenceService,
  CfnParameter,
  Duration,
  Fn,
  Lazy,
  Stack,
  Token,
} from 'aws-cdk-lib';
import type { RestApiCorsOptions } from '../../../src/constructs/rest-api-cors-options';
import type { RuleId } from '../../../src/policy/rules';

/** A policy of a construct with a value that is known only at deployment, where that is too late. */
export interface DeployTimeRow {
  readonly id: RuleId;
  readonly property: string;
  readonly options: Partial<RestApiCorsOptions>;
  readonly fix: string;
}

const list = Fn.split(',', new CfnParameter(new Stack(), 'Origins').valueAsString);
const text = Lazy.string({ produce: () => 'late' });

const dynamicReference = Token.asString(new CfnDynamicReference(CfnDynamicReferenceService.SSM, '/cors/origin'));

const unresolved = (
  property: string,
  options: Partial<RestApiCorsOptions>,
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
    fix: '[Fn.select(0, list), Fn.select(1, list)], with as many items as the list always has',
  },
  {
    id: 'origins-unresolved-list',
    property: 'allowOrigins',
    options: { allowOrigins: ['https://app.example.com', ...list] },
    fix: '[Fn.select(0, list), Fn.select(1, list)], with as many items as the list always has',
  },
  {
    id: 'origins-not-a-list',
    property: 'allowOrigins',
    options: JSON.parse('{"allowOrigins":"https://a.example,https://b.example"}'),
    fix: '["https://a.example","https://b.example"]',
  },
  {
    id: 'origin-not-text',
    property: 'allowOrigins[1]',
    options: JSON.parse('{"allowOrigins":["https://a.example",null]}'),
    fix: 'set the variable, or give a default',
  },
  {
    id: 'origin-dynamic-reference',
    property: 'allowOrigins[0]',
    options: { allowOrigins: [`https://${dynamicReference}`] },
    fix: 'a CfnParameter, or StringParameter.valueForStringParameter',
  },
  {
    id: 'origin-wildcard-placement',
    property: 'allowOrigins[0]',
    options: { allowOrigins: [`https://*.${text}`] },
    fix: 'write the whole pattern out, or list the origins',
  },
  {
    id: 'origin-unsafe-character',
    property: 'allowOrigins[0]',
    options: { allowOrigins: [`https://a'||'${text}`] },
    fix: 'write what is not a token as a browser sends it',
  },
  unresolved('allowMethods', { allowMethods: [text] }),
  unresolved('allowHeaders', { allowHeaders: list }),
  unresolved('exposeHeaders', { exposeHeaders: ['X-Shop', text] }),
  unresolved('maxAge', { maxAge: Duration.seconds(Token.asNumber({ Ref: 'Age' })) }, 'Duration.hours(2)'),
  unresolved('statusCode', { statusCode: Token.asNumber({ Ref: 'Status' }) }, '204'),
];
