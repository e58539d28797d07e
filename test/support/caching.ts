import type { Stack } from 'aws-cdk-lib';
import {
  type CfnMethod,
  HttpIntegration,
  type IntegrationOptions,
  type MethodOptions,
  type RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { RestApiCorsOptions } from '../../src';
import { checkApis } from '../../src/verify';
import { APP, anApi, aStack, cors, mapped, OTHER, proxied, responses } from './apis';
import { apiIn } from './deployed';
import { Synthesised } from './synthesised';

export const BOTH = [APP, OTHER];
export const CACHING: StageOptions = { cacheClusterEnabled: true };

export interface Shop {
  readonly deployOptions?: StageOptions;
  readonly options?: Partial<RestApiCorsOptions>;
  readonly build?: (api: RestApi) => void;
}

/** /orders with a mapped GET and a proxied POST, or what is built. */
export function aShop({ deployOptions = CACHING, options = {}, build = theOrders }: Shop): {
  stack: Stack;
  shop: Synthesised;
} {
  const stack = aStack();
  const api = anApi(stack, { deployOptions });
  build(api);
  cors(api, { allowOrigins: BOTH, ...options });
  return { stack, shop: new Synthesised(stack) };
}

export function theOrders(api: RestApi): void {
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mapped('200'), responses('200'));
  orders.addMethod('POST', proxied());
}

/** What the warning names: method (stage). */
export const warned = ({ shop }: { shop: Synthesised }) =>
  /\w+ \S+ \(stage \w+\)/.exec(shop.warnings().get('cached-by-stage') ?? '')?.[0];

/** The routes of which the verifier says that a cache endangers them. */
export function hazards(stack: Stack): readonly string[] {
  const checked = checkApis([apiIn(stack)], { origins: BOTH });
  const endangered = checked.filter(({ responses: answers }) => answers.some(({ hazard }) => hazard !== null));
  return [...new Set(endangered.map(({ verb, path }) => `${verb} ${path}`))];
}

/** A GET of /orders with a key and a parameter of the user's. */
export function keyed(
  api: RestApi,
  cacheKeyParameters: string[],
  more: IntegrationOptions = {},
  options: MethodOptions = {},
): CfnMethod {
  const method = api.root.addResource('orders').addMethod(
    'GET',
    new HttpIntegration('https://backend.example', {
      proxy: false,
      options: { cacheKeyParameters, integrationResponses: [{ statusCode: '200' }], ...more },
    }),
    {
      ...responses('200'),
      requestParameters: Object.fromEntries(cacheKeyParameters.map((name) => [name, true])),
      ...options,
    },
  );
  return method.node.defaultChild as CfnMethod;
}
