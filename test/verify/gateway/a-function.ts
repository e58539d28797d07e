import { answer } from '../../../src/verify/gateway/answer';
import type { GatewayAnswer } from '../../../src/verify/gateway/answers';
import { anApi, answered, aRequest } from './an-api';

type Json = Readonly<Record<string, unknown>>;

export const APP = 'https://app.example.com';
export const URI = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      ':lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': ['Fn', 'Arn'] },
      '/invocations',
    ],
  ],
};
export const uriOf = (callee: Json): Json => ({
  'Fn::Join': ['', ['arn:aws:apigateway:x:lambda:path/2015-03-31/functions/', callee, '/invocations']],
});
export const LAYER = {
  Type: 'AWS::Lambda::LayerVersion',
  Properties: { Description: 'cdk-apigateway-cors: adds the CORS headers to what a handler returns' },
};
export const POLICY = { appliedBy: 'handler', allowOrigins: [APP, 'https://b.example.com'], allowCredentials: true };

export function aFunction(policy: unknown, more: Json = {}, variables: Json = {}): Json {
  const text = typeof policy === 'object' && policy !== null && 'appliedBy' in policy ? JSON.stringify(policy) : policy;
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs22.x',
      Environment: { Variables: { ...(text === undefined ? {} : { CDK_APIGATEWAY_CORS: text }), ...variables } },
      ...more,
    },
  };
}

export const wrapped = (more: Json = {}, variables: Json = {}): Json =>
  aFunction(
    { ...POLICY, appliedBy: 'layer' },
    { Layers: [{ Ref: 'Mine' }, { Ref: 'Layer' }], ...more },
    { AWS_LAMBDA_EXEC_WRAPPER: '/opt/cdk-apigateway-cors/nodejs', ...variables },
  );

export function answerOf(resources: Json, integration: Json = {}, origin: string | null = APP): GatewayAnswer {
  const api = anApi(
    { '/orders': { GET: { Integration: { Type: 'AWS_PROXY', Uri: URI, ...integration } } } },
    { resources: { Layer: LAYER, ...resources } },
  );
  return answer(api, aRequest('GET /orders', origin === null ? {} : { Origin: origin }));
}

export function headersOf(resources: Json, integration: Json = {}, origin?: string | null): Json {
  return Object.fromEntries(answered(answerOf(resources, integration, origin)).headers);
}
