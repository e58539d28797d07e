import type { Answered, GatewayAnswer, GatewayRequest } from '../../../src/verify/gateway/answers';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { HttpApi, RestApi } from '../../../src/verify/gateway/model';
import { readTemplates } from '../../../src/verify/template/templates';

type Json = Readonly<Record<string, unknown>>;

/** Methods by path and verb, as the properties that differ from a public method with a MOCK integration. */
export type Methods = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A template with one REST API, whose Deployment depends on every method. */
export function aTemplate(methods: Methods, more: { readonly api?: Json; readonly resources?: Json } = {}): Json {
  const resources: Record<string, unknown> = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop', ...more.api } },
    ...more.resources,
  };
  const ids = new Map<string, unknown>([['', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }]]);
  const methodIds: string[] = [];
  for (const [path, verbs] of Object.entries(methods)) {
    const parts = path.split('/').filter((part) => part !== '');
    for (const [index, part] of parts.entries()) {
      const key = parts.slice(0, index + 1).join('/');
      if (!ids.has(key)) {
        const id = `Resource${ids.size}`;
        const ParentId = ids.get(parts.slice(0, index).join('/'));
        resources[id] = {
          Type: 'AWS::ApiGateway::Resource',
          Properties: { RestApiId: { Ref: 'Api' }, ParentId, PathPart: part },
        };
        ids.set(key, { Ref: id });
      }
    }
    for (const [verb, properties] of Object.entries(verbs)) {
      const id = methodId(verb, path);
      methodIds.push(id);
      const place = { RestApiId: { Ref: 'Api' }, ResourceId: ids.get(parts.join('/')) };
      resources[id] = {
        Type: 'AWS::ApiGateway::Method',
        Properties: { ...place, HttpMethod: verb, ...aMock(), ...properties },
      };
    }
  }
  const gatewayResponses = Object.keys(more.resources ?? {});
  return {
    Resources: {
      ...resources,
      Deployment: {
        Type: 'AWS::ApiGateway::Deployment',
        Properties: { RestApiId: { Ref: 'Api' } },
        DependsOn: [...methodIds, ...gatewayResponses],
      },
    },
  };
}

/** `OPTIONS /pets/{id}` is `OPTIONSpetsid`. */
export function methodId(verb: string, path: string): string {
  return `${verb}${path.replace(/[^A-Za-z0-9]/g, '')}`;
}

/** A MOCK integration that answers 200 with one header. */
export function aMock(): Json {
  return {
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode":200}' },
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.X-From': "'mock'" } }],
    },
    MethodResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.X-From': true } }],
  };
}

/** A MOCK integration with other properties in its Integration. */
export function aMockWith(integration: Json, methodResponses?: unknown): Json {
  const mock = aMock() as { Integration: Json; MethodResponses: unknown };
  return {
    Integration: { ...mock.Integration, ...integration },
    MethodResponses: methodResponses ?? mock.MethodResponses,
  };
}

export function anApi(methods: Methods, more?: Parameters<typeof aTemplate>[1]): RestApi {
  return theRestApi(aTemplate(methods, more));
}

export function theRestApi(...templates: readonly Json[]): RestApi {
  const apis = deployedApis(readTemplates(templates.map((json, index) => ({ name: `stack${index}.json`, json }))));
  const rest = apis.filter((api) => api.kind === 'rest');
  if (rest.length !== 1 || rest[0] === undefined) {
    throw new Error(`one REST API was expected, not ${rest.length}`);
  }
  return rest[0];
}

export function theHttpApi(template: Json): HttpApi {
  const [api] = deployedApis(readTemplates([{ name: 'stack.json', json: template }]));
  if (api?.kind !== 'http') {
    throw new Error('an HTTP API was expected');
  }
  return api;
}

export function aRequest(line: string, headers: Readonly<Record<string, string>> = {}, body?: string): GatewayRequest {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query] = target.split('?');
  return {
    method,
    path,
    headers: Object.entries(headers),
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body }),
  };
}

export function answered(answer: GatewayAnswer): Answered {
  if (answer.kind !== 'answered') {
    throw new Error(`undetermined: ${answer.reason}`);
  }
  return answer;
}

export function reasonOf(answer: GatewayAnswer): string {
  if (answer.kind !== 'undetermined') {
    throw new Error(`answered ${answer.status} by ${answer.by.what}`);
  }
  return answer.reason;
}

export function header(answer: GatewayAnswer, name: string): string | undefined {
  return answered(answer).headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}
