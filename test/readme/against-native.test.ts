import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import {
  CfnMethod,
  CfnResource,
  type CorsOptions,
  Deployment,
  type RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import { ProxyResponses } from '../../src';
import { simulate } from '../../src/verify';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { aFunction, route } from '../support/lambdas';
import { apiOf } from '../support/simulated';
import { headersOf, Synthesised } from '../support/synthesised';

interface Row {
  readonly holds: (synthesise: Synthesise) => boolean;
}

/** Makes an app with CORS of either kind, and reads what became of it. */
type Synthesise = (
  options: CorsOptions,
  build?: (api: RestApi, stack: Stack) => void,
  props?: RestApiProps,
) => Synthesised;

const ours: Synthesise = (options, build = oneRoute, props = {}) => {
  const stack = aStack();
  const api = anApi(stack, props);
  const { allowOrigins, allowCredentials } = options;
  cors(api, { allowOrigins, allowCredentials, proxyResponses: ProxyResponses.wrap() });
  build(api, stack);
  return new Synthesised(stack);
};

const native: Synthesise = (options, build = oneRoute, props = {}) => {
  const stack = aStack();
  const api = anApi(stack, { ...props, defaultCorsPreflightOptions: options });
  build(api, stack);
  return new Synthesised(stack);
};

function oneRoute(api: RestApi): void {
  api.root.addMethod('GET', mapped('200'), responses('200'));
}

const allOf = (preflight: ReturnType<Synthesised['method']>) => JSON.stringify(preflight);

/** The rows of the README's table: each holds with this construct and does not with native CORS. */
const ROWS: Readonly<Record<string, Row>> = {
  'a preflight allows the methods that the route has': {
    holds: (synthesise) =>
      headersOf(synthesise({ allowOrigins: [APP] }).method('OPTIONS', 'Api'), '204')['Access-Control-Allow-Methods'] ===
      "'OPTIONS,GET'",
  },
  'real responses carry the headers (AWS, HTTP and mock integrations)': {
    holds: (synthesise) =>
      headersOf(synthesise({ allowOrigins: [APP] }).method('GET', 'Api'), '200')['Access-Control-Allow-Origin'] ===
      `'${APP}'`,
  },
  'answers of Lambda functions carry them (Node.js and Python, with `proxyResponses`)': {
    holds: (synthesise) => {
      const { template } = synthesise({ allowOrigins: [APP] }, (api, stack) => route(api, 'orders', aFunction(stack)));
      const { responses: answers } = simulate(apiOf(template), { origin: APP, method: 'GET', path: '/orders' });
      return answers.every(({ verdict }) => verdict.verdict === 'ALLOWED');
    },
  },
  'errors of API Gateway itself carry them (401, 403, 429, 5xx)': {
    holds: (synthesise) =>
      synthesise({ allowOrigins: [APP] })
        .gatewayResponses()
        .has('DEFAULT_4XX'),
  },
  'with several origins, preflights and responses tell a foreign one nothing': {
    holds: (synthesise) =>
      ['OPTIONS', 'GET'].every((verb) => {
        const method = synthesise({ allowOrigins: [APP, OTHER] }).method(verb, 'Api');
        const { StatusCode = '' } = method.Integration.IntegrationResponses?.[0] ?? {};
        const listed = JSON.stringify(method.Integration).includes(OTHER);
        const told = Object.keys(headersOf(method, StatusCode, 'https://foreign.example'));
        return listed && told.every((name) => name === 'Vary');
      }),
  },
  'subdomain patterns (`https://*.example.com`)': {
    holds: (synthesise) =>
      !allOf(synthesise({ allowOrigins: ['https://*.example.com'] }).method('OPTIONS', 'Api')).includes(
        'https://*.example.com',
      ),
  },
  'binary media types leave preflights working': {
    holds: (synthesise) =>
      synthesise({ allowOrigins: [APP] }, oneRoute, { binaryMediaTypes: ['*/*'] }).method('OPTIONS', 'Api').Integration
        .ContentHandling === 'CONVERT_TO_TEXT',
  },
  'routes written as L1s, in this stack or in another': {
    holds: (synthesise) =>
      [false, true].every((elsewhere) => {
        let home: Stack | undefined;
        synthesise({ allowOrigins: [APP] }, (api, stack) => {
          home = elsewhere ? new Stack(stack.node.root as App, 'Elsewhere') : stack;
          const at = { restApiId: api.restApiId, parentId: api.root.resourceId };
          const { ref: resourceId } = new CfnResource(home, 'Low', { ...at, pathPart: 'low' });
          const integration = { type: 'HTTP_PROXY' };
          new CfnMethod(home, 'Get', { httpMethod: 'GET', restApiId: api.restApiId, resourceId, integration });
          oneRoute(api);
        });
        return home !== undefined && new Synthesised(home).methods('OPTIONS').some(({ id }) => id.startsWith('Low'));
      }),
  },
  'a change of CORS makes a new deployment, your own `Deployment` included': {
    holds: (synthesise) => {
      const idFor = (origin: string) =>
        synthesise(
          { allowOrigins: [origin] },
          (api, stack) => {
            new Deployment(stack, 'Mine', { api });
            api.root.addMethod('GET', mock());
          },
          { deploy: false },
        ).deployment.id;
      return idFor(APP) !== idFor(OTHER);
    },
  },
  'mistakes stop the synthesis (`*` with credentials, a path, a quote...)': {
    holds: (synthesise) =>
      [
        { allowOrigins: ['*'], allowCredentials: true },
        { allowOrigins: [`${APP}/shop`] },
        { allowOrigins: [APP, 'https://x" || "a" == "a'] },
      ].every((options) => throws(() => synthesise(options))),
  },
};

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

describe('the table of the README', () => {
  test.each(Object.entries(ROWS))('%s: yes here, no with defaultCorsPreflightOptions', (_, { holds }) => {
    expect([holds(ours), holds(native)]).toEqual([true, false]);
  });

  test('has exactly the rows that are tested', () => {
    const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| (.+?) \| yes \| no \|$/gm)].map(([, row]) => row);
    expect(rows).toEqual(Object.keys(ROWS));
  });
});
