import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { HttpApi } from '../../../src/verify/gateway/model';
import { readTemplates } from '../../../src/verify/template/templates';
import { aRequest } from './an-api';

type Json = Readonly<Record<string, unknown>>;

function part(type: string, api: unknown, properties: Json = {}, more: Json = {}): Json {
  return { Type: `AWS::ApiGatewayV2::${type}`, Properties: { ApiId: api, ...properties }, ...more };
}

/** What is noted of GET /x, which both of two APIs have, beside these parts. */
function notes(parts: Json): Readonly<Record<string, readonly string[]>> {
  const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
  const Resources = {
    One: api,
    Other: api,
    OneRoute: part('Route', ONE, { RouteKey: 'GET /x' }),
    OtherRoute: part('Route', OTHER, { RouteKey: 'GET /x' }),
    ...parts,
  };
  const apis = deployedApis(readTemplates([{ name: 'stack.json', json: { Resources } }])) as readonly HttpApi[];
  return Object.fromEntries(
    apis.map((one) => [
      one.logicalId,
      answer(one, aRequest('GET /x'), { backend: () => ({ status: 200, headers: [] }) }).notes.map(({ id }) => id),
    ]),
  );
}

const ONE = { Ref: 'One' };
const OTHER = { Ref: 'Other' };
const NEITHER = { One: ['no-deployment'], Other: ['no-deployment'] };

test('a stage that is deployed automatically serves the API that it belongs to, and no other', () => {
  expect(notes({ Stage: part('Stage', ONE, { AutoDeploy: true }) })).toEqual({ ...NEITHER, One: [] });
});

test('one such stage among several is enough', () => {
  const Fixed = part('Stage', ONE, { AutoDeploy: false });
  expect(notes({ Fixed, Stage: part('Stage', ONE, { AutoDeploy: 'true' }) })).toEqual({ ...NEITHER, One: [] });
});

test.each([
  ['does not say that it is deployed automatically', {}],
  ['does not tell whether it is', { AutoDeploy: { Ref: 'AWS::Region' } }],
  ['is not', { AutoDeploy: false }],
])('a stage that %s serves nothing that is known', (_what, properties) => {
  expect(notes({ Stage: part('Stage', ONE, properties) })).toEqual(NEITHER);
});

test('a stage of an API that is elsewhere serves none of these', () => {
  expect(notes({ Stage: part('Stage', 'abc123', { AutoDeploy: true }) })).toEqual(NEITHER);
});

test('a deployment takes in what it waits for, in the API that it belongs to', () => {
  const waits = { DependsOn: ['OneRoute', 'OtherRoute'] };
  expect(notes({ Deployment: part('Deployment', ONE, {}, waits) })).toEqual({ ...NEITHER, One: [] });
  expect(notes({ Deployment: part('Deployment', ONE) })).toEqual({ ...NEITHER, One: ['may-not-be-deployed'] });
});
