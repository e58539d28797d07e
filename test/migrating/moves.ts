import { NestedStack, type Stack } from 'aws-cdk-lib';
import {
  type CorsOptions,
  type IResource,
  type IRestApi,
  LambdaRestApi,
  Resource,
  RestApi,
  StepFunctionsRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { anApi, mapped, mock, proxied, responses } from '../support/apis';

/** An app on native CORS, which leaves it out where it is given none. */
export interface Move {
  readonly build: (stack: Stack, native?: CorsOptions) => Built;
  /** How many OPTIONS methods native CORS made. */
  readonly preflights: number;
}

export interface Built {
  readonly api: IRestApi;
  /** Where the policy begins; the whole API where it is left out. */
  readonly resource?: IResource;
}

function withRoutes(api: RestApi): Built {
  api.root.addMethod('GET', mock(), responses('200'));
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mapped('200'), responses('200'));
  orders.addMethod('POST', proxied());
  const order = orders.addResource('{id}');
  order.addMethod('PUT', mock(), responses('200'));
  order.addResource('lines').addResource('{line}').addMethod('DELETE', mock(), responses('200'));
  return { api };
}

function aFunction(stack: Stack): Lambda {
  const code = Code.fromInline('exports.handler = async () => ({ statusCode: 200 })');
  return new Lambda(stack, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code });
}

const DEFAULT = (native: CorsOptions | undefined) => ({ defaultCorsPreflightOptions: native });

/** Every way in which native CORS gets onto a REST API. */
export const MOVES: Readonly<Record<string, Move>> = {
  'nested resources and the root': {
    build: (stack, native) => withRoutes(anApi(stack, DEFAULT(native))),
    preflights: 5,
  },
  'ANY methods': {
    build: (stack, native) => {
      const api = anApi(stack, DEFAULT(native));
      api.root.addMethod('ANY', mock(), responses('200'));
      api.root.addResource('orders').addMethod('ANY', proxied());
      return { api };
    },
    preflights: 2,
  },
  'a proxy resource': {
    build: (stack, native) => {
      const api = anApi(stack, DEFAULT(native));
      api.root.addResource('files').addProxy({ defaultIntegration: proxied() });
      return { api };
    },
    preflights: 3,
  },
  'a LambdaRestApi that hands everything on': {
    build: (stack, native) => ({
      api: new LambdaRestApi(stack, 'Api', { handler: aFunction(stack), cloudWatchRole: false, ...DEFAULT(native) }),
    }),
    preflights: 2,
  },
  'a LambdaRestApi with routes of its own': {
    build: (stack, native) =>
      withRoutes(
        new LambdaRestApi(stack, 'Api', {
          handler: aFunction(stack),
          proxy: false,
          cloudWatchRole: false,
          ...DEFAULT(native),
        }),
      ),
    preflights: 5,
  },
  'a StepFunctionsRestApi': {
    build: (stack, native) => {
      const stateMachine = new StateMachine(stack, 'Machine', {
        stateMachineType: StateMachineType.EXPRESS,
        definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Pass')),
      });
      return {
        api: new StepFunctionsRestApi(stack, 'Api', { stateMachine, cloudWatchRole: false, ...DEFAULT(native) }),
      };
    },
    preflights: 1,
  },
  'a default for a subtree': {
    build: (stack, native) => {
      const api = anApi(stack);
      api.root.addMethod('GET', mock(), responses('200'));
      const resource = api.root.addResource('public', DEFAULT(native));
      resource.addResource('orders').addMethod('GET', mock(), responses('200'));
      return { api, resource };
    },
    preflights: 2,
  },
  'addCorsPreflight on one resource': {
    build: (stack, native) => {
      const api = anApi(stack);
      api.root.addResource('internal').addMethod('GET', mock(), responses('200'));
      const resource = api.root.addResource('orders');
      resource.addMethod('GET', mock(), responses('200'));
      if (native !== undefined) {
        resource.addCorsPreflight(native);
      }
      return { api, resource };
    },
    preflights: 1,
  },
  'an imported API': {
    build: (stack, native) => {
      const api = RestApi.fromRestApiAttributes(stack, 'Api', { restApiId: 'abc', rootResourceId: 'root' });
      const orders = api.root.addResource('orders', DEFAULT(native));
      orders.addMethod('GET', mock(), responses('200'));
      orders.addResource('{id}').addMethod('PUT', mock(), responses('200'));
      return { api };
    },
    preflights: 2,
  },
  'a resource of an imported API': {
    build: (stack, native) => {
      const restApi = RestApi.fromRestApiAttributes(stack, 'Api', { restApiId: 'abc', rootResourceId: 'root' });
      const orders = Resource.fromResourceAttributes(stack, 'Orders', { restApi, resourceId: 'xyz', path: '/orders' });
      orders.addMethod('GET', mock(), responses('200'));
      if (native !== undefined) {
        orders.addCorsPreflight(native);
      }
      return { api: restApi };
    },
    preflights: 1,
  },
};

/** Routes in a nested stack, on native CORS of their own. */
export function nestedRoutes(stack: Stack, native?: CorsOptions): { api: RestApi; nested: Stack } {
  const api = anApi(stack, DEFAULT(native));
  api.root.addMethod('GET', mock(), responses('200'));
  const nested = new NestedStack(stack, 'Routes');
  const inside = RestApi.fromRestApiAttributes(nested, 'Api', {
    restApiId: api.restApiId,
    rootResourceId: api.restApiRootResourceId,
  });
  inside.root.addResource('reports', DEFAULT(native)).addMethod('GET', mock(), responses('200'));
  return { api, nested };
}
