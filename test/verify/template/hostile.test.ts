import * as fc from 'fast-check';
import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import { errorAnswer, GATEWAY_RESPONSE_TYPES } from '../../../src/verify/gateway/error-answers';
import { TemplateError } from '../../../src/verify/template/template-error';
import { readTemplates } from '../../../src/verify/template/templates';
import { Unresolved, type Value } from '../../../src/verify/template/value';
import { deep, valueIn } from './stacks';

/** Reads, and asks every API; gives what was thrown, if that was a TemplateError. */
function outcome(json: unknown): TemplateError | readonly string[] {
  try {
    const apis = deployedApis(readTemplates([{ name: 's.json', json }]));
    return apis.flatMap((api) => [
      ...['GET', 'OPTIONS'].map(
        (method) => answer(api, { method, path: '/a/b', headers: [['Origin', 'https://a.example']] }).kind,
      ),
      ...(api.kind === 'rest'
        ? GATEWAY_RESPONSE_TYPES.map((type) => errorAnswer(api, type, { method: 'GET', path: '/', headers: [] }).kind)
        : []),
    ]);
  } catch (error) {
    if (error instanceof TemplateError) {
      return error;
    }
    throw error;
  }
}

function resolved(json: unknown): Value | undefined {
  return valueIn({}, json);
}

/** JSON that looks like a template's often enough to reach the readers of properties. */
const name = fc.constantFrom(
  'Api',
  'Res',
  'Met',
  'Dep',
  'Ref',
  'Fn::GetAtt',
  'Fn::Join',
  'Fn::Sub',
  'Fn::If',
  'Fn::Select',
  'Fn::Split',
  'Fn::FindInMap',
  'Fn::ImportValue',
  '__proto__',
  'constructor',
  'toString',
  'AWS::NoValue',
  'AWS::Region',
  'application/json',
  '/a/{b}',
  'get',
  'options',
  'default',
  '$ref',
  'paths',
  'responses',
  'security',
  'x-amazon-apigateway-integration',
  'StatusCode',
  'Type',
  'MOCK',
  'RequestTemplates',
  'IntegrationResponses',
  'ResponseParameters',
  '{"statusCode":200}',
  '#if($x)',
  '*/*',
  '200',
  'NONE',
  'method.response.header.X',
  'gatewayresponse.header.X',
);
const { json: likely } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    name,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('json'), { maxLength: 4 }),
  object: fc.dictionary(name, tie('json'), { maxKeys: 4 }),
}));
const PROPERTIES = [
  'Name',
  'Body',
  'Policy',
  'BinaryMediaTypes',
  'RestApiId',
  'ApiId',
  'ParentId',
  'PathPart',
  'ResourceId',
  'HttpMethod',
  'Integration',
  'MethodResponses',
  'AuthorizationType',
  'AuthorizerId',
  'ApiKeyRequired',
  'RequestParameters',
  'RequestValidatorId',
  'ResponseType',
  'ResponseParameters',
  'StatusCode',
  'DeploymentId',
  'CorsConfiguration',
  'RouteKey',
  'TemplateURL',
  'Parameters',
];
const TYPES = [
  'RestApi',
  'Resource',
  'Method',
  'Deployment',
  'GatewayResponse',
  'Stage',
  'Authorizer',
  'RequestValidator',
].map((type) => `AWS::ApiGateway::${type}`);
const fixed: Readonly<Record<string, unknown>> = {
  RestApiId: { Ref: 'Api' },
  ApiId: { Ref: 'Api' },
  ResourceId: { Ref: 'Res' },
  ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
  PathPart: '{proxy+}',
  HttpMethod: 'ANY',
};
const resource = fc.record({
  Type: fc.constantFrom(...TYPES, 'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Route', 'AWS::CloudFormation::Stack'),
  Properties: fc
    .dictionary(fc.constantFrom(...PROPERTIES), likely, { maxKeys: 8 })
    .map((own) => ({ ...fixed, ...own })),
});
const template = fc.record(
  {
    Resources: fc.record({
      Api: fc.oneof(fc.constant({ Type: 'AWS::ApiGateway::RestApi' }), resource),
      Res: resource,
      Met: resource,
      Dep: resource,
    }),
    Parameters: fc.dictionary(name, likely, { maxKeys: 3 }),
    Conditions: fc.dictionary(name, likely, { maxKeys: 3 }),
    Outputs: fc.dictionary(name, likely, { maxKeys: 3 }),
    Mappings: fc.dictionary(name, likely, { maxKeys: 3 }),
  },
  { requiredKeys: ['Resources'] },
);

test('no JSON makes the readers throw anything but a TemplateError', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), likely), (json) => void outcome(json)),
    { numRuns: 500 },
  );
});

test('no template makes the readers or the answers throw', () => {
  let asked = 0;
  fc.assert(
    fc.property(template, (json) => {
      const found = outcome(json);
      asked += Array.isArray(found) ? found.length : 0;
    }),
    { numRuns: 1000 },
  );
  expect(asked).toBeGreaterThan(1000);
});

test('the depth of a body does not matter to the search for dependencies', () => {
  const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: deep((inner) => ({ paths: inner })) } };
  const Dep = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } };
  expect(outcome({ Resources: { Api: api, Dep } })).toContain('answered');
});

test('names of the prototype are names like all others', () => {
  const json = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"Ref": "AWS::NoValue"}, "toString": "x"}');
  expect(resolved(json)).toEqual(
    new Map<string, unknown>([
      ['__proto__', new Map([['polluted', true]])],
      ['toString', 'x'],
    ]),
  );
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  for (const inherited of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(resolved({ Ref: inherited })).toBeInstanceOf(Unresolved);
    expect(resolved({ 'Fn::FindInMap': [inherited, inherited, inherited] })).toBeInstanceOf(Unresolved);
    expect(resolved({ 'Fn::If': [inherited, 'a', 'b'] })).toBeInstanceOf(Unresolved);
  }
});
