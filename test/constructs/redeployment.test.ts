import type { Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnMethod,
  CfnStage,
  Deployment,
  type IRestApi,
  ResponseType,
  type RestApi,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import type { RestApiCorsOptions } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { Synthesised } from '../support/synthesised';

interface Variant {
  readonly options?: Partial<RestApiCorsOptions>;
  readonly change?: (api: RestApi) => void;
  readonly without?: boolean;
}

/** An API whose own parts never change the deployment: its routes are L1s. */
function deploymentOf(
  { options, change, without }: Variant,
  deploy: (stack: Stack, api: IRestApi) => void = () => undefined,
): Synthesised {
  const stack = aStack();
  const api = anApi(stack, { deploy: false });
  api.root.addMethod('GET', mapped('200'), responses('200'));
  deploy(stack, api);
  change?.(api);
  if (!without) {
    cors(api, options);
  }
  return new Synthesised(stack);
}

const CASES: Readonly<Record<string, (stack: Stack, api: IRestApi) => void>> = {
  'an L2 Deployment': (stack, api) => {
    const deployment = new Deployment(stack, 'Deployment', { api });
    new Stage(stack, 'Stage', { deployment });
  },
  'an L1 deployment': (stack, api) => {
    const deployment = new CfnDeployment(stack, 'Deployment', { restApiId: api.restApiId });
    new CfnStage(stack, 'Stage', { restApiId: api.restApiId, deploymentId: deployment.ref, stageName: 'prod' });
  },
};

describe.each(Object.entries(CASES))('%s', (_, deploy) => {
  const idOf = (variant: Variant) => deploymentOf(variant, deploy).deployment.id;
  const base = idOf({});

  test.each<[string, Variant]>([
    ['the construct is added', { without: true }],
    ['an origin is added', { options: { allowOrigins: [APP, OTHER] } }],
    ['credentials are allowed', { options: { allowCredentials: true } }],
    ['a header is exposed', { options: { exposeHeaders: ['ETag'] } }],
    ['a header is allowed', { options: { allowHeaders: ['X-Mine'] } }],
    ['another status answers the preflight', { options: { statusCode: 200 } }],
    [
      'an L1 method changes what a preflight allows',
      {
        change: (api) =>
          new CfnMethod(api, 'Put', {
            httpMethod: 'PUT',
            resourceId: api.root.resourceId,
            restApiId: api.restApiId,
            integration: { type: 'HTTP_PROXY' },
          }),
      },
    ],
    [
      'a gateway response of the user gains headers',
      { change: (api) => api.addGatewayResponse('Unauthorized', { type: ResponseType.UNAUTHORIZED }) },
    ],
  ])('is made anew when %s', (_change, variant) => {
    expect(idOf(variant)).not.toBe(base);
  });

  test('stays when nothing changes', () => {
    expect(idOf({})).toBe(base);
  });

  test('waits for every element that was emitted or completed', () => {
    const shop = deploymentOf(
      { change: (api) => api.addGatewayResponse('Unauthorized', { type: ResponseType.UNAUTHORIZED }) },
      deploy,
    );
    const emitted = [...shop.methods(), ...shop.elements('GatewayResponse')].map(({ id }) => id);
    expect(shop.deployment.dependsOn).toEqual(expect.arrayContaining(emitted));
    expect(emitted).toHaveLength(5);
  });

  test('is what the stage still refers to', () => {
    const shop = deploymentOf({}, deploy);
    expect(shop.elements<{ DeploymentId: unknown }>('Stage')[0].properties.DeploymentId).toEqual({
      Ref: shop.deployment.id,
    });
  });
});

describe('an API', () => {
  test('with several deployments renews each of them', () => {
    const deploy = (stack: Stack, api: IRestApi) => {
      new Deployment(stack, 'One', { api });
      new Deployment(stack, 'Two', { api });
    };
    const ids = (variant: Variant) =>
      deploymentOf(variant, deploy)
        .elements('Deployment')
        .map(({ id }) => id);
    const [before, after] = [ids({ without: true }), ids({})];
    expect(after.filter((id) => before.includes(id))).toEqual([]);
    expect(after).toHaveLength(2);
  });

  test('without a deployment in the app is told what to do', () => {
    expect(deploymentOf({}).warnings().get('deployment-not-found')).toContain('aws apigateway create-deployment');
  });

  test('with its own deployment is not warned', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api);
    expect([...new Synthesised(stack).warnings().keys()]).toEqual([]);
  });
});
