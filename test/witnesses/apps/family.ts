import type { Stack } from 'aws-cdk-lib';
import {
  ContentHandling,
  HttpIntegration,
  type IntegrationResponse,
  type IResource,
  type MethodOptions,
  MockIntegration,
  PassthroughBehavior,
} from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { RestApiCors, type RestApiCorsOptions } from '../../../src';
import { APP, anApi, OTHER } from '../../support/apis';

/** An API as a plan, which fast-check can make up and print. */
export interface ApiPlan {
  readonly nodes: readonly NodePlan[];
  readonly policy: Partial<RestApiCorsOptions> | undefined;
  readonly binary: boolean;
}

export interface NodePlan {
  readonly parent: number;
  readonly part: string;
  readonly methods: Readonly<Record<string, IntegrationPlan>>;
}

export type IntegrationPlan =
  | {
      readonly kind: 'mock';
      readonly status: string;
      readonly template: string | undefined;
      readonly override: string | undefined;
      readonly strict: boolean;
      readonly keyed: boolean;
    }
  | { readonly kind: 'mapped'; readonly backend: string; readonly templated: boolean }
  | { readonly kind: 'proxy'; readonly backend: string };

const VERBS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ANY', 'OPTIONS'];

const integration: fc.Arbitrary<IntegrationPlan> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('mock' as const),
      status: fc.constantFrom('200', '201', '204', '404'),
      template: fc.constantFrom(undefined, '{"fixed": true}', '#set($a = 1)\n{"a": $a, "q": "$input.params(\'q\')"}'),
      override: fc.constantFrom(undefined, undefined, "'yes'", "$input.params('q')"),
      strict: fc.boolean(),
      keyed: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mapped' as const),
      backend: fc.constantFrom('/status/200', '/status/404', '/status/503', '/status/302', '/status/201/open'),
      templated: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('proxy' as const),
      backend: fc.constantFrom('/status/200', '/status/200/open', '/status/404'),
    }),
  },
);

const methods = fc
  .uniqueArray(fc.constantFrom(...VERBS), { minLength: 0, maxLength: 3 })
  .chain((verbs) => fc.record(Object.fromEntries(verbs.map((verb) => [verb, integration]))));

/** A tree that API Gateway takes: one variable below a node at most, nothing below a greedy one, no part twice. */
const nodes: fc.Arbitrary<readonly NodePlan[]> = fc
  .tuple(
    methods,
    fc.array(fc.record({ parent: fc.nat(9), part: fc.constantFrom('a', 'b', 'items', '{id}', '{proxy+}'), methods }), {
      minLength: 3,
      maxLength: 8,
    }),
  )
  .map(([atRoot, rest]) => {
    const tree: NodePlan[] = [
      { parent: -1, part: '', methods: { GET: { kind: 'proxy', backend: '/status/200' }, ...atRoot } },
    ];
    for (const { parent: wish, ...node } of rest) {
      const parent = wish % tree.length;
      const siblings = tree.filter((one) => one.parent === parent).map(({ part }) => part);
      const taken = siblings.includes(node.part) || (isVariable(node.part) && siblings.some(isVariable));
      if (!taken && tree[parent]?.part !== '{proxy+}') {
        // A name that stands twice in one path would be an error.
        const part = node.part === '{id}' ? `{id${tree.length}}` : node.part;
        tree.push({ parent, ...node, part });
      }
    }
    return tree;
  });

export const aPlan: fc.Arbitrary<ApiPlan> = fc.record({
  nodes,
  policy: fc.constantFrom<Partial<RestApiCorsOptions> | undefined>(
    { allowOrigins: [APP] },
    { allowOrigins: [APP], allowCredentials: true, exposeHeaders: ['ETag'] },
    { allowOrigins: ['*'] },
    { allowOrigins: [APP, OTHER] },
    { allowOrigins: [APP, 'https://*.preview.example.com'], allowCredentials: true },
    { allowOrigins: ['https://**.preview.example.com', 'http://localhost:*'], exposeHeaders: ['ETag', 'X-Backend'] },
    undefined,
  ),
  binary: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
});

/** Builds what a plan says; the backend is where its HTTP integrations lead. */
export function build(plan: ApiPlan, backend: string): (stack: Stack) => void {
  return (stack) => {
    const api = anApi(stack, plan.binary ? { binaryMediaTypes: ['image/png'] } : {});
    const resources: IResource[] = [];
    for (const { parent, part, methods } of plan.nodes) {
      const resource = parent < 0 ? api.root : (resources[parent] ?? api.root).addResource(part);
      resources.push(resource);
      for (const [verb, one] of Object.entries(methods)) {
        addMethod(resource, verb, one, backend);
      }
    }
    if (plan.policy !== undefined) {
      new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP], ...plan.policy });
    }
  };
}

function addMethod(resource: IResource, verb: string, plan: IntegrationPlan, backend: string): void {
  switch (plan.kind) {
    case 'mock': {
      const override =
        plan.override === undefined ? '' : `#set($context.responseOverride.header.X-Override = ${plan.override})`;
      const integrationResponses: IntegrationResponse[] = [
        {
          statusCode: plan.status,
          responseParameters: { 'method.response.header.X-Static': `'of ${plan.status}'` },
          ...(plan.template === undefined
            ? {}
            : { responseTemplates: { 'application/json': override + plan.template } }),
        },
      ];
      const mock = new MockIntegration({
        requestTemplates: { 'application/json': `{"statusCode": ${plan.status}}` },
        integrationResponses,
        passthroughBehavior: plan.strict ? PassthroughBehavior.NEVER : PassthroughBehavior.WHEN_NO_MATCH,
      });
      resource.addMethod(verb, mock, { ...declared(integrationResponses), apiKeyRequired: plan.keyed });
      return;
    }
    case 'mapped': {
      const integrationResponses = mappedResponses(plan.templated);
      const http = new HttpIntegration(backend + plan.backend, {
        proxy: false,
        options: { integrationResponses: [...integrationResponses] },
      });
      resource.addMethod(verb, http, declared(integrationResponses));
      return;
    }
    case 'proxy':
      resource.addMethod(verb, new HttpIntegration(backend + plan.backend));
  }
}

/** One for each kind of status that the backend answers. All are text, so that origins can be compared in any API. */
function mappedResponses(templated: boolean): readonly IntegrationResponse[] {
  const contentHandling = ContentHandling.CONVERT_TO_TEXT;
  const header = (name: string, value: string) => ({
    responseParameters: { [`method.response.header.${name}`]: value },
  });
  const templates = templated ? { responseTemplates: { 'application/json': '{"failed": true}' } } : {};
  return [
    { statusCode: '200', contentHandling, ...header('X-Mapped', 'integration.response.header.X-Backend') },
    { statusCode: '400', contentHandling, selectionPattern: '4\\d{2}', ...header('X-Static', "'error'") },
    { statusCode: '502', contentHandling, selectionPattern: '5\\d{2}', ...templates },
  ];
}

/** A mapped header has to be declared. */
function declared(integrationResponses: readonly IntegrationResponse[]): MethodOptions {
  return {
    methodResponses: integrationResponses.map(({ statusCode, responseParameters = {} }) => ({
      statusCode,
      responseParameters: Object.fromEntries(Object.keys(responseParameters).map((name) => [name, true])),
    })),
  };
}

function isVariable(part: string): boolean {
  return part.startsWith('{');
}
