import { App, Aspects, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { Construct } from 'constructs';
import type { RestApiCorsOptions } from '../../src';
import { APP, anApi, cors, mock } from '../support/apis';

interface Written {
  readonly Integration?: { readonly RequestTemplates?: unknown; readonly TimeoutInMillis?: number };
  readonly MethodResponses?: readonly unknown[];
  readonly OperationName?: string;
}

/** So many resources that the OPTIONS methods look up what they answer. */
const COUNT = 101;

type Change = (options: CfnMethod) => unknown;

/** A stack with an API of so many resources. */
function anApiOf(count: number, policy: Partial<RestApiCorsOptions>): Stack {
  const stack = new Stack(new App(), 'Large');
  const api = anApi(stack);
  for (let index = 0; index < count; index += 1) {
    api.root.addResource(`r${index}`).addMethod('GET', mock());
  }
  cors(api, policy);
  return stack;
}

/** A stack with a large API, whose OPTIONS method at /r7 an Aspect changes. */
function aLargeApi(change: Change): Stack {
  const stack = anApiOf(COUNT, { allowOrigins: [APP, 'https://*.example.org'] });
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof CfnMethod && node.node.path.endsWith('/r7/OPTIONS/Resource')) {
        change(node);
      }
    },
  });
  return stack;
}

/** What the changed method says in the template, and what each of the others says. */
function written(change: Change): { one: Written; others: readonly Written[] } {
  const methods = Template.fromStack(aLargeApi(change)).findResources('AWS::ApiGateway::Method');
  const others = new Map<string, Written>();
  let one: Written = {};
  for (const { Properties } of Object.values(methods)) {
    const { ResourceId, RestApiId, ...own } = Properties;
    if (own.HttpMethod === 'OPTIONS' && /^Apir7[0-9A-F]{8}$/.test(ResourceId.Ref)) {
      one = own;
    } else if (own.HttpMethod === 'OPTIONS') {
      others.set(JSON.stringify(own), own);
    }
  }
  return { one, others: [...others.values()] };
}

/** As users change what the types call read-only. */
function inPlace(change: (integration: Record<string, unknown>) => void): Change {
  return ({ integration }) => change(Object(integration));
}

const usual = written(() => undefined);

test.each<[string, number, Partial<RestApiCorsOptions>]>([
  ['of one origin', 2, { maxAge: Duration.hours(1), exposeHeaders: ['X-Total'] }],
  ['of every origin', 2, { allowOrigins: ['*'] }],
  ['of a list with credentials', 2, { allowOrigins: [APP, 'https://*.example.org'], allowCredentials: true }],
  ['among hundreds', COUNT, {}],
])('an OPTIONS method %s is written as the CDK itself writes it', (_name, count, policy) => {
  const [stack, lookedAt] = [anApiOf(count, policy), anApiOf(count, policy)];
  // Whoever looks at a method gets it in the hands of the CDK.
  Aspects.of(lookedAt).add({ visit: (node) => node instanceof CfnMethod && node.integration });
  const [ours, theirs] = [stack, lookedAt].map((one) => JSON.stringify(Template.fromStack(one).toJSON()));
  expect(ours).toContain('"HttpMethod":"OPTIONS"');
  expect(ours).toBe(theirs);
});

describe('one OPTIONS method of hundreds', () => {
  test('is rendered as CDK renders a method that nobody shares', () => {
    const stack = new Stack(new App(), 'Small');
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    const { integration, methodResponses } = aLargeMethod();
    new CfnMethod(stack, 'Alone', {
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      resourceId: api.root.resourceId,
      restApiId: api.restApiId,
      integration,
      methodResponses,
    });
    const { Alone } = Template.fromStack(stack).findResources('AWS::ApiGateway::Method');
    const { ResourceId, RestApiId, ...alone } = Alone.Properties;
    expect(usual.one).toEqual(alone);
    expect(usual.others).toContainEqual(alone);
  });

  test.each<[string, Change, Partial<Written>]>([
    ['no more than a look', ({ integration, methodResponses }) => [integration, methodResponses], usual.one],
    ['a property of the method', (one) => (one.operationName = 'Ask'), { ...usual.one, OperationName: 'Ask' }],
    [
      'another integration',
      (one) => (one.integration = { type: 'MOCK', timeoutInMillis: 50 }),
      { ...usual.one, Integration: { Type: 'MOCK', TimeoutInMillis: 50 } as object },
    ],
    [
      'the integration in place',
      inPlace((integration) => (integration.timeoutInMillis = 50)),
      { ...usual.one, Integration: { ...usual.one.Integration, TimeoutInMillis: 50 } },
    ],
    [
      'its text in place',
      inPlace((integration) => (integration.requestTemplates = { 'text/plain': 'mine' })),
      { ...usual.one, Integration: { ...usual.one.Integration, RequestTemplates: { 'text/plain': 'mine' } } },
    ],
    [
      'the headers in place',
      ({ methodResponses }) => {
        const [response] = methodResponses as CfnMethod.MethodResponseProperty[];
        (response.responseParameters as Record<string, boolean>)['method.response.header.X-Mine'] = false;
      },
      {
        ...usual.one,
        MethodResponses: [
          {
            StatusCode: '204',
            ResponseParameters: {
              'method.response.header.Access-Control-Allow-Origin': true,
              'method.response.header.X-Mine': false,
            },
          },
        ],
      },
    ],
    ['no responses', (one) => (one.methodResponses = undefined), { ...usual.one, MethodResponses: undefined }],
    ['no integration', (one) => (one.integration = undefined), { ...usual.one, Integration: undefined }],
    [
      'an override',
      (one) => one.addPropertyOverride('Integration.TimeoutInMillis', 50),
      { ...usual.one, Integration: { ...usual.one.Integration, TimeoutInMillis: 50 } },
    ],
  ])('can be given %s, and the others stay as they are', (_, change, expected) => {
    const { one, others } = written(change);
    expect(one).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(others).toEqual(usual.others);
  });

  test('is whole in the tree of the constructs', () => {
    const method = aLargeMethod();
    const attributes: Record<string, Written> = {};
    method.inspect({ attributes, addAttribute: (name: string, value: Written) => (attributes[name] = value) } as never);
    const { integration, methodResponses, ...own } = method.stack.resolve(attributes['aws:cdk:cloudformation:props']);
    expect(own).toEqual({
      httpMethod: 'OPTIONS',
      authorizationType: 'NONE',
      resourceId: { Ref: expect.any(String) },
      restApiId: { Ref: expect.any(String) },
    });
    expect({ integration, methodResponses }).toEqual(
      method.stack.resolve({ integration: method.integration, methodResponses: method.methodResponses }),
    );
    expect(JSON.stringify(integration)).toContain('Fn::FindInMap');
  });
});

/** The OPTIONS method at /r7 once the app was synthesised. */
function aLargeMethod(): CfnMethod {
  const stack = aLargeApi(() => undefined);
  (stack.node.root as App).synth();
  return stack.node.findAll().find(isTheOne) as CfnMethod;
}

function isTheOne({ node }: Construct): boolean {
  return node.path.endsWith('/r7/OPTIONS/Resource');
}
