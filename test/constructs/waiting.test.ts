import { CfnResource as AnyCfnResource, App, Aspects, CfnParameter, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import {
  CfnDeployment,
  CfnMethod,
  CfnRestApi,
  CfnStage,
  Deployment,
  Resource,
  Stage,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { RestApiCors } from '../../src';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { cyclesIn } from '../support/cycles';
import { deployAfter, waitFor } from '../support/dependencies';
import { aTemplateFile } from '../support/files';
import { Synthesised } from '../support/synthesised';

/** An API of L1s with a Deployment and a Stage, to which a second method may refer. */
function anL1Api(stack: Stack) {
  const api = new CfnRestApi(stack, 'Api', { name: 'orders' });
  const deployment = new CfnDeployment(stack, 'Deployment', { restApiId: api.ref });
  const stage = new CfnStage(stack, 'Stage', { restApiId: api.ref, deploymentId: deployment.ref, stageName: 'prod' });
  const method = (id: string, uri: string, scope: Stack = stack) =>
    new CfnMethod(scope, id, {
      httpMethod: id.toUpperCase(),
      restApiId: api.ref,
      resourceId: api.attrRootResourceId,
      integration: { type: 'HTTP', uri, integrationResponses: [{ statusCode: '200' }] },
      methodResponses: [{ statusCode: '200' }],
    });
  method('Get', 'https://backend.example');
  return { api, deployment, stage, method };
}

describe('a method that refers to its own Stage is not waited for, and a warning says so', () => {
  const url = 'https://backend.example/';

  test.each<[string, (stack: Stack, shop: ReturnType<typeof anL1Api>) => void]>([
    ['by a reference', (_, { stage, method }) => method('Put', url + stage.ref)],
    ['by a name in Fn::Sub', (_, { method }) => method('Put', Fn.sub(`${url}\${Stage}`))],
    ['by Fn::Ref to a name', (_, { method }) => method('Put', url + Fn.ref('Stage'))],
    ['by DependsOn', (_, { stage, method }) => waitFor(method('Put', url), stage)],
    ['by DependsOn as an override', (_, { method }) => method('Put', url).addOverride('DependsOn', 'Stage')],
    ['by a dependency of constructs', (_, { stage, method }) => method('Put', url).node.addDependency(stage)],
    [
      'through a function that knows the URL of the API',
      (stack, { stage, method }) => {
        const handler = new AnyCfnResource(stack, 'Function', {
          type: 'AWS::Lambda::Function',
          properties: { Environment: { Variables: { API: `https://x/${stage.ref}` } } },
        });
        method('Put', handler.getAtt('Arn').toString());
      },
    ],
    ['through the Deployment itself', (_, { deployment, method }) => method('Put', url + deployment.attrDeploymentId)],
    [
      'through another method',
      (_, { stage, method }) => {
        const inner = method('Post', url + stage.ref);
        waitFor(method('Put', url), inner);
      },
    ],
  ])('%s', (_, refer) => {
    const stack = aStack();
    const shop = anL1Api(stack);
    refer(stack, shop);
    RestApiCors.forCfnRestApi(stack, 'Cors', shop.api, { allowOrigins: [APP] });
    const synthesised = new Synthesised(stack);
    expect(cyclesIn(synthesised.template.toJSON())).toEqual([]);
    expect(synthesised.deployment.dependsOn).toEqual(expect.arrayContaining(['ApiOPTIONS5886EA5D', 'Get']));
    expect(synthesised.deployment.dependsOn).not.toContain('Put');
    expect(synthesised.warnings().get('deployment-cycle')).toContain('Shop/Put');
    expect(synthesised.warnings().get('deployment-cycle')).not.toContain('Shop/Get');
  });

  test('with its OPTIONS, where an origin is known only from something in front of the Stage', () => {
    const stack = aStack();
    const { api, stage } = anL1Api(stack);
    const distribution = new AnyCfnResource(stack, 'Distribution', {
      type: 'AWS::CloudFront::Distribution',
      properties: { DistributionConfig: { Origins: [{ OriginPath: stage.ref }] } },
    });
    const origin = `https://${distribution.getAtt('DomainName')}`;
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [origin] });
    const shop = new Synthesised(stack);
    expect(cyclesIn(shop.template.toJSON())).toEqual([]);
    expect(shop.warnings().get('deployment-cycle')).toContain('Shop/Api/OPTIONS/Resource');
  });

  test('and neither is a nested stack that is told the Stage', () => {
    const stack = aStack();
    const { api, stage, method } = anL1Api(stack);
    const nested = new NestedStack(stack, 'Nested', { parameters: { Stage: stage.ref } });
    const parameter = new CfnParameter(nested, 'Stage');
    method('Put', `https://backend.example/${parameter.valueAsString}`, nested);
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    const shop = new Synthesised(stack);
    expect(cyclesIn(shop.template.toJSON())).toEqual([]);
    expect(shop.warnings().get('deployment-elsewhere')).toContain('Shop/Nested/Put');
  });

  test('nor a stack that imports the Stage of a third', () => {
    const app = new App({ analyticsReporting: false });
    const [stack, other, last] = ['Shop', 'Other', 'Last'].map((id) => new Stack(app, id));
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mock(), responses('200'));
    const stage = new Stage(last, 'Stage', { deployment: new Deployment(last, 'Deployment', { api }) });
    new CfnMethod(other, 'Put', {
      httpMethod: 'PUT',
      restApiId: api.restApiId,
      resourceId: api.root.resourceId,
      integration: { type: 'HTTP', uri: `https://x/${stage.stageName}`, integrationResponses: [{ statusCode: '200' }] },
    });
    cors(api);
    expect(new Synthesised(stack).warnings().get('deployment-elsewhere')).toContain('Other/Put');
    expect(last.dependencies).toEqual([stack]);
  });
});

describe('a deployment does not wait', () => {
  test('for routes in a stack that the user deploys later', () => {
    const app = new App({ analyticsReporting: false });
    const [stack, other, last] = ['Shop', 'Other', 'Last'].map((id) => new Stack(app, id));
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mock(), responses('200'));
    new Resource(other, 'Orders', { parent: api.root, pathPart: 'orders' });
    new Deployment(last, 'Deployment', { api });
    deployAfter(other, last);
    cors(api);
    expect(new Synthesised(stack).warnings().get('deployment-elsewhere')).toContain('Other/Orders/OPTIONS');
    expect(last.dependencies).toEqual([stack]);
  });

  test('for a method that refers to the stages of two deployments, nor these for each other', () => {
    const stack = aStack();
    const { api, stage, method } = anL1Api(stack);
    const restApiId = api.ref;
    const second = new CfnDeployment(stack, 'Second', { restApiId });
    const test = new CfnStage(stack, 'Test', { restApiId, deploymentId: second.ref, stageName: 'test' });
    method('Put', `https://backend.example/${stage.ref}/${test.ref}`);
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    const shop = new Synthesised(stack);
    expect(cyclesIn(shop.template.toJSON())).toEqual([]);
    for (const { dependsOn } of shop.elements('Deployment')) {
      expect(dependsOn).toContain('Get');
      expect(dependsOn).not.toContain('Put');
    }
  });
});

describe('a Deployment whose logical id the user has fixed', () => {
  const withId = (
    fix: (deployment: CfnDeployment) => void,
    deploy: (stack: Stack, api: ReturnType<typeof anApi>) => CfnDeployment,
  ) => {
    const stack = aStack();
    const api = anApi(stack, { deploy: false });
    api.root.addMethod('GET', mapped('200'), responses('200'));
    fix(deploy(stack, api));
    cors(api, { allowOrigins: [APP, OTHER] });
    return new Synthesised(stack);
  };

  test.each<[string, (stack: Stack, api: ReturnType<typeof anApi>) => CfnDeployment]>([
    ['L1', (stack, api) => new CfnDeployment(stack, 'Deployment', { restApiId: api.restApiId })],
    ['L2', (stack, api) => new Deployment(stack, 'Deployment', { api }).node.defaultChild as CfnDeployment],
  ])('keeps it, and a warning says that nothing makes it anew: an %s', (_, deploy) => {
    const shop = withId((deployment) => deployment.overrideLogicalId('Mine'), deploy);
    expect(shop.deployment.id).toBe('Mine');
    expect(shop.warnings().get('deployment-fixed')).toContain('Shop/Deployment');
    expect(
      withId(() => undefined, deploy)
        .warnings()
        .has('deployment-fixed'),
    ).toBe(false);
  });

  test('is told of when a later Aspect fixes it', () => {
    const stack = aStack();
    const { api, deployment } = anL1Api(stack);
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
    Aspects.of(deployment).add({ visit: () => deployment.overrideLogicalId('Mine') });
    const shop = new Synthesised(stack);
    expect(shop.deployment.id).toBe('Mine');
    expect(shop.warnings().get('deployment-fixed')).toContain('Shop/Deployment');
  });

  test('is another one than a Deployment that CfnInclude read, which is made anew', () => {
    const templateFile = aTemplateFile({
      Resources: {
        Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'included' } },
        Deployed: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      },
    });
    const included = (fix: (deployment: CfnDeployment) => void) => {
      const stack = aStack();
      const include = new CfnInclude(stack, 'Template', { templateFile });
      fix(include.getResource('Deployed') as CfnDeployment);
      const api = include.getResource('Api') as CfnRestApi;
      RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
      return new Synthesised(stack);
    };
    const shop = included(() => undefined);
    expect(shop.deployment.id).toMatch(/^Deployed[0-9a-f]{16}$/);
    expect([...shop.warnings().keys()]).toEqual([]);
    expect(included((deployment) => deployment.overrideLogicalId('Mine')).deployment.id).toBe('Mine');
  });
});
