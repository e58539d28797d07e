import { type App, CfnOutput, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import { type CfnDeployment, CfnStage, Deployment, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import * as fc from 'fast-check';
import { PreflightPlacement, type RestApiCorsOptions } from '../../src';
import { anApi, aStack, cors, mapped, mock, responses } from '../support/apis';

const VERBS = ['GET', 'PUT', 'POST', 'DELETE', 'ANY', 'OPTIONS'];

interface Shape {
  readonly routes: readonly { readonly name: string; readonly verbs: readonly string[] }[];
  readonly options: Partial<RestApiCorsOptions>;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  routes: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', '{id}'),
      verbs: fc.uniqueArray(fc.constantFrom(...VERBS), { minLength: 1, maxLength: 3 }),
    }),
    { selector: ({ name }) => name, minLength: 1, maxLength: 4 },
  ),
  options: fc.record({
    allowCredentials: fc.boolean(),
    placement: fc.constantFrom(PreflightPlacement.EVERY_RESOURCE, PreflightPlacement.GREEDY),
  }),
});

function apiOf({ routes, options }: Shape): RestApi {
  const api = anApi(aStack());
  for (const { name, verbs } of routes) {
    const resource = api.root.addResource(name);
    for (const verb of verbs) {
      resource.addMethod(verb, mapped('200'), responses('200'));
    }
  }
  cors(api, options);
  return api;
}

function anyApi(): RestApi {
  return apiOf({ routes: [{ name: 'a', verbs: ['GET'] }], options: {} });
}

function synthesise(
  { stack }: Pick<RestApi, 'stack'>,
  options: { skipValidation?: boolean; force?: boolean } = {},
): string {
  const root = stack.node.root as App;
  return JSON.stringify(root.synth(options).getStackByName(stack.stackName).template);
}

function elementOf(deployment: Deployment | undefined): CfnDeployment {
  return deployment?.node.defaultChild as CfnDeployment;
}

function idOf({ latestDeployment, stack }: RestApi): string {
  return stack.resolve(elementOf(latestDeployment).logicalId);
}

/** How often the hash is made in a synthesis. */
function timesMade(api: RestApi): number {
  let times = 0;
  const count = () => {
    times += 1;
    return 'counted';
  };
  api.latestDeployment?.addToLogicalId(Lazy.uncachedAny({ produce: count }));
  synthesise(api);
  return times;
}

test('the template is the one of a synthesis that makes the id anew whenever it is asked for', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      // Without validation nothing tells that nobody changes the app any more.
      expect(synthesise(apiOf(shape))).toBe(synthesise(apiOf(shape), { skipValidation: true }));
    }),
    { numRuns: 15 },
  );
});

test('the hash is made three times in a synthesis, and seven times without the construct', () => {
  const plain = anApi(aStack());
  plain.root.addMethod('GET', mock());
  const api = anyApi();
  expect(timesMade(plain)).toBe(7);
  expect(timesMade(api)).toBe(3);
});

test('an app that was changed gets another id when it is synthesised again', () => {
  const api = anyApi();
  const first = synthesise(api);
  const before = idOf(api);
  api.root.addMethod('POST', mock());
  expect(synthesise(api, { force: true })).not.toBe(first);
  expect(idOf(api)).not.toBe(before);
});

test('an app that was not changed keeps its id when it is synthesised again', () => {
  const api = anyApi();
  expect(synthesise(api)).toBe(synthesise(api, { force: true }));
});

test('what the validation of another construct changes is in the id', () => {
  const ids = ['before', 'after'].map((what) => {
    const api = anyApi();
    const other = new CfnOutput(api.stack, 'Other', { value: 'x' });
    other.node.addValidation({
      validate: () => {
        api.latestDeployment?.addToLogicalId(what);
        return [];
      },
    });
    const template = synthesise(api);
    expect(template).toContain(idOf(api));
    return idOf(api);
  });
  expect(new Set(ids).size).toBe(2);
});

test.each(['before', 'after'])('an id that the user fixes %s the construct looks at it stays', (when) => {
  const api = anyApi();
  const fix = () => {
    elementOf(api.latestDeployment).overrideLogicalId('Mine');
    return [];
  };
  if (when === 'before') {
    fix();
  } else {
    api.node.addValidation({ validate: fix });
  }
  synthesise(api);
  expect(idOf(api)).toBe('Mine');
});

test('an id that another stack imports by is left as it is, and the stage still refers to it', () => {
  const api = anyApi();
  api.stack.exportValue(elementOf(api.latestDeployment).ref);
  const template = synthesise(api);
  expect(template).toContain(`"DeploymentId":{"Ref":"${idOf(api)}"}`);
});

test('stages in other and nested stacks refer to the id that the template has', () => {
  const templatesOf = (options: { skipValidation?: boolean }) => {
    const api = anyApi();
    const deploymentId = api.latestDeployment?.deploymentId ?? '';
    const stacks = [new Stack(api.stack.node.root as App, 'Other'), new NestedStack(api.stack, 'Nested')];
    for (const stack of stacks) {
      new CfnStage(stack, 'Stage', { restApiId: api.restApiId, stageName: stack.node.id, deploymentId });
    }
    const { stacks: written } = (api.stack.node.root as App).synth(options);
    expect(JSON.stringify(written[0].template)).toContain(`"Export":{"Name":"Shop:ExportsOutputRef${idOf(api)}`);
    return written.map(({ template }) => template);
  };
  expect(templatesOf({})).toEqual(templatesOf({ skipValidation: true }));
});

test('each of several deployments keeps its own id', () => {
  const api = anyApi();
  const other = new Deployment(api.stack, 'Other', { api });
  const template = synthesise(api);
  const ids = [api.latestDeployment, other].map((one) => api.stack.resolve(elementOf(one).logicalId) as string);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) {
    expect(template).toContain(`"${id}":{"Type":"AWS::ApiGateway::Deployment"`);
  }
});
