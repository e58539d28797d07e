import fc from 'fast-check';
import { corsPolicy, type HandlerPolicy } from '../../src/lambda/handler-policy';
import type { CorsPolicy } from '../../src/policy/policy';
import { functionPolicy } from '../../src/render/function-policy';
import { aPolicy } from './policies';

/** What the environment of a function has for a policy. */
export function environmentOf(policy: CorsPolicy): string {
  return functionPolicy(policy, 'handler', (text) => text);
}

/** Runs with the environment that a function of the policy has; without one where there is none. */
export function inFunctionOf<T>(policy: CorsPolicy | undefined, run: () => T): T {
  return inEnvironment(policy === undefined ? undefined : environmentOf(policy), run);
}

export function inEnvironment<T>(text: string | undefined, run: () => T): T {
  const before = process.env.CDK_APIGATEWAY_CORS;
  setVariable(text);
  try {
    return run();
  } finally {
    setVariable(before);
  }
}

export interface Answer {
  readonly statusCode?: number;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

const aName = fc.constantFrom(
  'Access-Control-Allow-Origin',
  'access-control-allow-origin',
  'Access-Control-Allow-Credentials',
  'ACCESS-CONTROL-EXPOSE-HEADERS',
  'Vary',
  'vary',
  'Content-Type',
);
const aValue = fc.constantFrom('https://app.example.com', '*', '', 'Accept', 'accept-encoding, origin', 'true');
const aMap = (value: fc.Arbitrary<unknown>) =>
  fc.option(fc.dictionary(aName, value, { maxKeys: 4, noNullPrototype: true }), { freq: 3 });

/** Answers that a handler may give, most of which have to do with CORS. */
export const anAnswer: fc.Arbitrary<Answer> = fc.record(
  {
    statusCode: fc.constantFrom(200, 404),
    headers: aMap(fc.option(aValue, { freq: 9 })),
    multiValueHeaders: aMap(fc.array(aValue, { maxLength: 2 })),
    body: fc.constantFrom('', 'text'),
    isBase64Encoded: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** What policies say to a function. */
export const anEnvironment: fc.Arbitrary<string> = fc
  .record({
    allowOrigins: fc.constantFrom(
      ['*'],
      ['https://app.example.com'],
      ['https://app.example.com', 'https://b.example.com'],
      ['https://*.example.com'],
    ),
    allowCredentials: fc.boolean(),
    exposeHeaders: fc.subarray(['ETag', 'X-Total']),
  })
  .map((input) =>
    environmentOf(aPolicy({ ...input, allowCredentials: input.allowCredentials && input.allowOrigins[0] !== '*' })),
  );

export const aHandlerPolicy: fc.Arbitrary<HandlerPolicy> = anEnvironment.map((text) => {
  const policy = inEnvironment(text, corsPolicy);
  if (policy === undefined) {
    throw new Error(`not a policy: ${text}`);
  }
  return policy;
});

/** What a REST API sends to a function for a request from a page, as far as it matters here. */
export function aRestEvent(origin: string | undefined, over: Readonly<Record<string, unknown>> = {}): object {
  const headers = { Host: 'api.example.com', ...(origin === undefined ? {} : { origin }) };
  return {
    resource: '/orders',
    path: '/orders',
    httpMethod: 'GET',
    headers,
    multiValueHeaders: inLists(headers),
    requestContext: { resourceId: 'abc123', apiId: 'api1', stage: 'prod', httpMethod: 'GET', identity: {} },
    body: null,
    isBase64Encoded: false,
    ...over,
  };
}

/** What an Application Load Balancer sends, with headers in texts or in lists. */
export function aLoadBalancerEvent(origin: string, lists: boolean): object {
  const headers = { host: 'internal', origin };
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/x/1' } },
    httpMethod: 'GET',
    path: '/orders',
    ...(lists ? { multiValueHeaders: inLists(headers) } : { headers }),
    body: '',
    isBase64Encoded: false,
  };
}

function inLists(headers: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

function setVariable(value: string | undefined): void {
  if (value === undefined) {
    delete process.env.CDK_APIGATEWAY_CORS;
  } else {
    process.env.CDK_APIGATEWAY_CORS = value;
  }
}
