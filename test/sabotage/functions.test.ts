import { ProxyResponses } from '../../src';
import { simulate } from '../../src/verify';
import { APP, anApi, aStack, cors, OTHER } from '../support/apis';
import { aFunction, route } from '../support/lambdas';
import { theApi } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

interface FunctionProperties {
  Environment: { Variables: Record<string, unknown> };
  Layers: unknown[];
  Runtime: unknown;
}
type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

const CALL = { origin: APP, method: 'GET', path: '/orders', credentials: true };

/** A template whose function is covered, and its parts. */
function right(proxyResponses: ProxyResponses): { json: { Resources: Resources }; called: FunctionProperties } {
  const stack = aStack();
  const api = anApi(stack);
  route(api, 'orders', aFunction(stack));
  cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true, proxyResponses });
  const json = new Synthesised(stack).template.toJSON() as { Resources: Resources };
  const called = Object.values(json.Resources).find(({ Type }) => Type === 'AWS::Lambda::Function')?.Properties;
  return { json, called: called as unknown as FunctionProperties };
}

const sayingOf = (json: unknown) =>
  simulate(theApi(json), CALL).responses.map(({ verdict }) => verdict.reason ?? verdict.verdict);

const variables = ({ Environment }: FunctionProperties) => Environment.Variables;
const rewrite = (called: FunctionProperties, from: string, to: string) => {
  variables(called).CDK_APIGATEWAY_CORS = String(variables(called).CDK_APIGATEWAY_CORS).replace(from, to);
};
const drop = (name: string) => (called: FunctionProperties) => {
  delete variables(called)[name];
};

type Break = readonly [what: string, how: (called: FunctionProperties, resources: Resources) => void, saying: string];

const OF_BOTH: readonly Break[] = [
  ['the policy', drop('CDK_APIGATEWAY_CORS'), 'UNDETERMINED'],
  ['the origin in the policy', (called) => rewrite(called, APP, 'https://evil.example'), 'MissingAllowOriginHeader'],
  ['the origin by a slash', (called) => rewrite(called, APP, `${APP}/`), 'MissingAllowOriginHeader'],
  ['the list of origins', (called) => rewrite(called, `["${APP}","${OTHER}"]`, '"*"'), 'WildcardOriginNotAllowed'],
  ['all origins but a stranger', (called) => rewrite(called, `"${APP}",`, ''), 'AllowOriginMismatch'],
  ['the credentials', (called) => rewrite(called, ',"allowCredentials":true', ''), 'InvalidAllowCredentials'],
  ['the JSON', (called) => rewrite(called, '{', ''), 'UNDETERMINED'],
  [
    'the way to the function',
    (_called, resources) => {
      const method = Object.values(resources).find(({ Properties }) => Properties?.HttpMethod === 'GET');
      (method?.Properties.Integration as { Uri: unknown }).Uri = 'arn:aws:apigateway:x:lambda:path/elsewhere';
    },
    'UNDETERMINED',
  ],
];

const OF_THE_LAYER: readonly Break[] = [
  ['the wrapper', drop('AWS_LAMBDA_EXEC_WRAPPER'), 'UNDETERMINED'],
  [
    'the wrapper by another',
    (called) => (variables(called).AWS_LAMBDA_EXEC_WRAPPER = '/opt/otel-handler'),
    'UNDETERMINED',
  ],
  ['the list of layers', (called) => called.Layers.splice(0), 'UNDETERMINED'],
  ['the layer itself', (_called, resources) => removeLayers(resources), 'UNDETERMINED'],
  ['the runtime', (called) => (called.Runtime = 'provided.al2023'), 'UNDETERMINED'],
];

function removeLayers(resources: Resources): void {
  for (const [id, { Type }] of Object.entries(resources)) {
    if (Type === 'AWS::Lambda::LayerVersion') {
      delete resources[id];
    }
  }
}

describe.each<readonly [string, ProxyResponses, readonly Break[]]>([
  ['wrapped', ProxyResponses.wrap(), [...OF_BOTH, ...OF_THE_LAYER]],
  ['declared', ProxyResponses.helper(), OF_BOTH],
])('a %s function', (_, proxyResponses, breaks) => {
  test('is covered', () => {
    expect(sayingOf(right(proxyResponses).json)).toEqual(['ALLOWED']);
  });

  test.each(breaks)('is not when somebody breaks %s', (_what, how, saying) => {
    const { json, called } = right(proxyResponses);
    how(called, json.Resources);
    expect(sayingOf(json)).toEqual([saying]);
  });
});
