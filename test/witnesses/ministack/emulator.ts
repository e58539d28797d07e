import { headerOf } from '../../../src/verify/gateway/requests';
import type { Element, SynthesisedTemplate } from '../apps/assemblies';
import type { Limitation } from '../emulators/comparison';
import type { EmulatorKind } from '../emulators/emulator';
import { urlOf } from '../witnesses';
import { OWN_STATUS } from './refusing-api';

/** What the tests deploy on it; it has much more. */
const MADE_HERE = /^AWS::(?:ApiGateway|ApiGatewayV2|IAM|Lambda|Logs|CDK)::/;

export function ministack(): EmulatorKind {
  const url = urlOf('ministack');
  return {
    url,
    has: (type) => MADE_HERE.test(type),
    adapted,
    invokeUrl: (apiId, stage) => `${url}/_aws/execute-api/${apiId}/${stage}`,
  };
}

/** What it does otherwise where API Gateway answers by itself; each is shown by a test to be still so. */
export const ERROR_LIMITATIONS: readonly Limitation[] = [
  {
    // @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
    name: 'a status of DEFAULT_4XX or DEFAULT_5XX: types that inherit keep their own, and AWS documents that they do not',
    hides: ({ told }) =>
      told.status === OWN_STATUS && /gateway response DEFAULT_\dXX for/.test(told.by.what) ? 'status' : undefined,
  },
];

export const HTTP_LIMITATIONS: readonly Limitation[] = [
  {
    // @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    name: 'OPTIONS that a route takes, or nothing: all are answered by the CORS configuration, whatever AWS documents',
    hides: ({ told, request }) =>
      request.method === 'OPTIONS' && !told.by.what.startsWith('the CORS configuration') ? 'everything' : undefined,
  },
  {
    name: 'preflights from an origin that is not allowed: a 403 here; what AWS answers is not known, and no header is told',
    hides: ({ told }) =>
      told.by.what.startsWith('the CORS configuration') && told.undeterminedHeaders.some(({ name }) => name === '*')
        ? 'everything'
        : undefined,
  },
  {
    // @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    name: 'requests without an Origin: they get the headers of "*" here, and AWS documents that they get none',
    hides: ({ request }) => (headerOf(request, 'Origin') === undefined ? 'headers' : undefined),
  },
];

/** Its CloudFormation hands these on as they are written, and its API Gateway knows them by other names. */
function adapted(element: Element): Element {
  const { MethodSettings, CorsConfiguration, ...properties } = element.Properties ?? {};
  if (element.Type === 'AWS::ApiGateway::Stage' && Array.isArray(MethodSettings)) {
    const settings = MethodSettings.map(({ ResourcePath, ...rest }) => ({
      ...rest,
      ResourcePath: String(ResourcePath).replace(/^\/~1/, '/'),
    }));
    return { ...element, Properties: { ...properties, MethodSettings: settings } };
  }
  if (element.Type === 'AWS::ApiGatewayV2::Api' && CorsConfiguration !== undefined) {
    const members = Object.entries(CorsConfiguration as Readonly<Record<string, unknown>>);
    const cors = Object.fromEntries(members.map(([name, value]) => [name[0]?.toLowerCase() + name.slice(1), value]));
    return { ...element, Properties: { ...properties, CorsConfiguration: cors } };
  }
  return element;
}

/** Its CloudFormation makes no request validators, and its API Gateway does. */
export async function makeValidators(
  templates: readonly SynthesisedTemplate[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const elements = Object.fromEntries(templates.flatMap(({ json }) => Object.entries(json.Resources)));
  const named = (reference: unknown): string => (reference as { readonly Ref?: string }).Ref ?? '';
  const idOf = (reference: unknown): string => ids.get(named(reference)) ?? '';
  for (const { Type, Properties = {} } of Object.values(elements)) {
    if (Type === 'AWS::ApiGateway::Method' && Properties.RequestValidatorId !== undefined) {
      const validator = elements[named(Properties.RequestValidatorId)]?.Properties ?? {};
      const api = `restapis/${idOf(Properties.RestApiId)}`;
      const { id: value } = await ask('POST', `${api}/requestvalidators`, {
        validateRequestBody: validator.ValidateRequestBody ?? false,
        validateRequestParameters: validator.ValidateRequestParameters ?? false,
      });
      await ask('PATCH', `${api}/resources/${idOf(Properties.ResourceId)}/methods/${Properties.HttpMethod}`, {
        patchOperations: [{ op: 'replace', path: '/requestValidatorId', value }],
      });
    }
  }
}

async function ask(method: string, path: string, body: unknown): Promise<{ readonly id?: string }> {
  const response = await fetch(`${urlOf('ministack')}/${path}`, {
    method,
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20200101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`ministack refuses ${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as { readonly id?: string };
}
