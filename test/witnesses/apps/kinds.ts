import { Duration, NestedStack, type Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CfnMethod,
  CfnResource as CfnRoute,
  HttpIntegration,
  type IResource,
  PassthroughBehavior,
  Resource,
  ResponseType,
  type RestApi,
  type RestApiProps,
} from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors, type RestApiCorsOptions } from '../../../src';
import { APP, anApi, mock, OTHER, proxied, responses } from '../../support/apis';

/** An app with one API, with this package's construct or, to compare, without it. */
export type Kind = (stack: Stack, withCors: boolean) => void;

const LISTED: Partial<RestApiCorsOptions> = {
  allowOrigins: [APP, OTHER, 'https://*.preview.example.com', 'http://localhost:*'],
};

/** One small app for each kind of thing that the construct emits, as the snapshots have them. */
export const KINDS: Readonly<Record<string, Kind>> = {
  'one origin': shop({ exposeHeaders: ['ETag'], allowCredentials: true }),
  everybody: shop({ allowOrigins: ['*'] }),
  'a list': shop(LISTED),
  'a list with credentials': shop({ ...LISTED, allowCredentials: true, maxAge: Duration.minutes(5) }),
  'an echo in errors': shop({ ...LISTED, allowCredentials: true, dangerouslyEchoOriginInErrors: true }),
  'binary media types': shop({ ...LISTED }, { binaryMediaTypes: ['*/*'] }),
  "the CDK's own CORS, to compare": (stack) => {
    const api = anApi(stack, { defaultCorsPreflightOptions: { allowOrigins: [APP, OTHER], allowCredentials: true } });
    api.root.addResource('items').addMethod('GET', mock(), responses('200'));
  },
  "the user's own OPTIONS and gateway response": (stack, withCors) => {
    const api = anApi(stack);
    api.root.addMethod('OPTIONS', mock(), responses('200'));
    api.root.addMethod('GET', mock(), responses('200'));
    api.addGatewayResponse('Unauthorized', { type: ResponseType.UNAUTHORIZED, templates: { 'text/plain': 'no' } });
    add(withCors, stack, api, LISTED);
  },
  'a template of the user behind ours': (stack, withCors) => {
    const api = anApi(stack);
    const integrationResponses = [{ statusCode: '200', responseTemplates: { 'application/json': '{"ok": true}' } }];
    api.root.addMethod('GET', mock('200', { integrationResponses }), responses('200'));
    add(withCors, stack, api, LISTED);
  },
  'proxies, keys and IAM': (stack, withCors) => {
    const api = anApi(stack);
    api.root.addProxy({ anyMethod: false }).addMethod('ANY', proxied());
    api.root.addResource('keyed').addMethod('GET', mock(), { ...responses('200'), apiKeyRequired: true });
    api.root.addResource('signed').addMethod('PUT', backed(), {
      ...responses('200', '500'),
      authorizationType: AuthorizationType.IAM,
    });
    add(withCors, stack, api, { ...LISTED, allowCredentials: true });
  },
  'routes in a nested stack and as L1s': (stack, withCors) => {
    const api = anApi(stack);
    api.root.addMethod('GET', mock(), responses('200'));
    const nested = new NestedStack(stack, 'Nested');
    new Resource(nested, 'Nested', { parent: api.root, pathPart: 'nested' }).addMethod('GET', mock(), responses('200'));
    const plain = new CfnRoute(stack, 'Plain', {
      restApiId: api.restApiId,
      parentId: api.root.resourceId,
      pathPart: 'plain',
    });
    new CfnMethod(stack, 'PlainGet', {
      restApiId: api.restApiId,
      resourceId: plain.ref,
      httpMethod: 'GET',
      authorizationType: 'NONE',
      integration: { type: 'HTTP_PROXY', integrationHttpMethod: 'GET', uri: 'https://backend.example' },
    });
    add(withCors, stack, api, LISTED);
  },
};

/** The routes that most kinds have. */
function shop(options: Partial<RestApiCorsOptions>, props: RestApiProps = {}): Kind {
  return (stack, withCors) => {
    const api = anApi(stack, props);
    const items: IResource = api.root.addResource('items');
    items.addMethod('GET', mock(), responses('200'));
    items.addMethod('POST', mock('201', { passthroughBehavior: PassthroughBehavior.NEVER }), responses('201'));
    items.addResource('{id}').addMethod('PUT', backed(), responses('200', '500'));
    add(withCors, stack, api, options);
  };
}

/** An HTTP integration whose answers API Gateway maps by their status. */
function backed(): HttpIntegration {
  const integrationResponses = [{ statusCode: '200' }, { statusCode: '500', selectionPattern: '5\\d{2}' }];
  return new HttpIntegration('https://backend.example', { proxy: false, options: { integrationResponses } });
}

function add(withCors: boolean, stack: Stack, api: RestApi, options: Partial<RestApiCorsOptions>): void {
  if (withCors) {
    new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP], ...options });
  }
}
