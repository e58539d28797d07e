import { CfnResource as AnyCfnResource, Fn } from 'aws-cdk-lib';
import { CfnDeployment, CfnMethod, CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import fc from 'fast-check';
import { RestApiCors } from '../../src';
import { APP, aStack } from '../support/apis';
import { cyclesIn, madeBefore, needsOf } from '../support/cycles';
import { waitFor } from '../support/dependencies';
import { Synthesised } from '../support/synthesised';

/** One thing refers to others that were made before it; number 0 is the Stage. */
interface Thing {
  readonly to: readonly number[];
  readonly how: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub' | 'DependsOn' | 'node';
}

const aThing: fc.Arbitrary<Thing> = fc.record({
  to: fc.array(fc.nat(20), { maxLength: 2 }),
  how: fc.constantFrom<Thing['how']>('Ref', 'Fn::GetAtt', 'Fn::Sub', 'DependsOn', 'node'),
});
const things = fc.array(aThing, { minLength: 2, maxLength: 6 });
const VERBS = ['GET', 'PUT', 'POST', 'PATCH'];
const methods = fc.array(aThing, { minLength: VERBS.length, maxLength: VERBS.length });

function build(all: readonly Thing[], routes: readonly Thing[], withCors: boolean): Synthesised {
  const stack = aStack();
  const api = new CfnRestApi(stack, 'Api', { name: 'orders' });
  const deployment = new CfnDeployment(stack, 'Deployment', { restApiId: api.ref });
  const stage = new CfnStage(stack, 'Stage', { restApiId: api.ref, deploymentId: deployment.ref, stageName: 'prod' });
  const made: AnyCfnResource[] = [stage];
  /** The text that refers to others, or the dependency on them. */
  const refer = ({ to, how }: Thing, make: (text: string) => AnyCfnResource): AnyCfnResource => {
    const others = to.map((index) => made[index % made.length]);
    const texts = others.map((other) =>
      how === 'Ref'
        ? other.ref
        : how === 'Fn::GetAtt'
          ? other.getAtt('Arn').toString()
          : how === 'Fn::Sub'
            ? Fn.sub(`\${${stack.resolve(other.logicalId)}.Arn}`)
            : '',
    );
    const element = make(`https://backend.example/${texts.join('/')}`);
    for (const other of others) {
      if (how === 'DependsOn') waitFor(element, other);
      if (how === 'node') element.node.addDependency(other);
    }
    return element;
  };
  all.forEach((thing, index) => {
    made.push(
      refer(thing, (text) => new AnyCfnResource(stack, `Thing${index}`, { type: 'A::B::C', properties: { text } })),
    );
  });
  routes.forEach((route, index) => {
    refer(
      route,
      (uri) =>
        new CfnMethod(stack, VERBS[index], {
          httpMethod: VERBS[index],
          restApiId: api.ref,
          resourceId: api.attrRootResourceId,
          integration: { type: 'HTTP', uri, integrationResponses: [{ statusCode: '200' }] },
        }),
    );
  });
  if (withCors) {
    RestApiCors.forCfnRestApi(stack, 'Cors', api, { allowOrigins: [APP] });
  }
  return new Synthesised(stack);
}

test('a deployment waits for all that does not wait for it, and makes no cycle', () => {
  const seen = { waits: 0, free: 0 };
  fc.assert(
    fc.property(things, methods, (all, routes) => {
      const needs = needsOf(build(all, routes, false).template.toJSON());
      const waiting = VERBS.filter((verb) => madeBefore(verb, needs).has('Deployment'));
      const shop = build(all, routes, true);
      expect(cyclesIn(shop.template.toJSON())).toEqual([]);
      expect(shop.deployment.dependsOn.filter((id) => VERBS.includes(id)).sort()).toEqual(
        VERBS.filter((verb) => !waiting.includes(verb)).sort(),
      );
      seen.waits += waiting.length;
      seen.free += VERBS.length - waiting.length;
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.waits, seen.free)).toBeGreaterThan(20);
});
