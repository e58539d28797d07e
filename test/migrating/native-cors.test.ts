import type { Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import type { CorsOptions } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { simulate } from '../../src/verify';
import { APP, anApi, aStack, mapped, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { type Integration, Synthesised } from '../support/synthesised';
import { differenceOf, type Element, isPreflight, preflightsOf } from './difference';
import { MOVES, type Move, nestedRoutes } from './moves';

const NATIVE: CorsOptions = { allowOrigins: [APP], allowMethods: ['GET', 'PUT'] };

/** The stack on native CORS, on the construct's, or on both. */
function synthesised({ build }: Move, how: { readonly native: boolean; readonly ours: boolean }): Synthesised {
  const stack = aStack();
  const { api, resource } = build(stack, how.native ? NATIVE : undefined);
  if (how.ours) {
    new RestApiCors(stack, 'Cors', { api, resource, allowOrigins: [APP] });
  }
  return new Synthesised(stack);
}

const before = (move: Move) => synthesised(move, { native: true, ours: false });
const after = (move: Move) => synthesised(move, { native: false, ours: true });
const both = (move: Move) => synthesised(move, { native: true, ours: true });

function expectInPlace(one: Template, other: Template): void {
  const { created, deleted, changed } = differenceOf(one, other);
  expect(deleted.map(({ Type }) => Type).filter((type) => type !== 'AWS::ApiGateway::Deployment')).toEqual([]);
  expect(created.filter(isPreflight).map(({ id }) => id)).toEqual([]);
  for (const change of changed) {
    // A change of any of these would be a new method in place of the old one.
    for (const name of ['HttpMethod', 'ResourceId', 'RestApiId'] as const) {
      expect(change.after.Properties?.[name]).toEqual(change.before.Properties?.[name]);
    }
    expect({ ...change.after, Properties: 0 }).toEqual({ ...change.before, Properties: 0 });
  }
}

function headersIn({ Properties = {} }: Element): Readonly<Record<string, string>> {
  const { IntegrationResponses = [] } = Properties.Integration as Integration;
  return Object.assign({}, ...IntegrationResponses.map(({ ResponseParameters }) => ResponseParameters));
}

describe.each(Object.entries(MOVES))('%s', (_name, move) => {
  const [old, now] = [before(move).template, after(move).template];

  test('had its OPTIONS methods from native CORS', () => {
    expect(preflightsOf(old)).toHaveLength(move.preflights);
  });

  test('keeps them: none is created, none is deleted, and only their properties change', () => {
    expect([...preflightsOf(now)].sort()).toEqual([...preflightsOf(old)].sort());
    expectInPlace(old, now);
  });

  test('gets nothing else but gateway responses and a new Deployment', () => {
    const { created } = differenceOf(old, now);
    const types = created.map(({ Type }) => Type.replace('AWS::ApiGateway::', ''));
    expect([...new Set(types)].filter((type) => !['Deployment', 'GatewayResponse'].includes(type))).toEqual([]);
  });

  test('goes back in the same way', () => {
    const { created, deleted } = differenceOf(now, old);
    expect([...created, ...deleted].filter(isPreflight)).toEqual([]);
    const types = new Set(deleted.map(({ Type }) => Type.replace('AWS::ApiGateway::', '')));
    expect([...types].filter((type) => !['Deployment', 'GatewayResponse'].includes(type))).toEqual([]);
  });

  test('may have both for a while: OPTIONS methods gain what they lack, and a warning says whose word holds', () => {
    const meanwhile = both(move);
    const { created, deleted, changed } = differenceOf(old, meanwhile.template);
    expect([...created, ...deleted].filter(isPreflight)).toEqual([]);
    for (const change of changed.filter((one) => isPreflight(one.before))) {
      const [had, has] = [headersIn(change.before), headersIn(change.after)];
      expect(has).toEqual({ ...had, 'method.response.header.Access-Control-Max-Age': "'7200'" });
    }
    const warning = meanwhile.warnings().get('options-own-origin');
    expect(warning?.match(/OPTIONS \//g)).toHaveLength(move.preflights);
    expect(warning).toContain('Fix: remove them (defaultCorsPreflightOptions, addCorsPreflight or your own method)');
    expectInPlace(meanwhile.template, now);
  });
});

test('on the whole API, the routes that addCorsPreflight left out get their OPTIONS methods as well', () => {
  const move = MOVES['addCorsPreflight on one resource'] as Move;
  const stack = aStack();
  new RestApiCors(stack, 'Cors', { api: move.build(stack).api, allowOrigins: [APP] });
  const { created, deleted } = differenceOf(before(move).template, new Synthesised(stack).template);
  expect(deleted.filter(isPreflight)).toEqual([]);
  expect(created.filter(isPreflight)).toHaveLength(2);
});

test('routes in a nested stack keep theirs in the nested stack', () => {
  const templates = [true, false].map((native) => {
    const stack = aStack();
    const { api, nested } = nestedRoutes(stack, native ? NATIVE : undefined);
    if (!native) {
      new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP] });
    }
    return [stack, nested].map((one) => new Synthesised(one).template);
  });
  const [old = [], now = []] = templates;
  for (const [index, template] of old.entries()) {
    const then = now[index] as Template;
    expect(preflightsOf(template)).toHaveLength(1);
    expect(preflightsOf(then)).toEqual(preflightsOf(template));
    expectInPlace(template, then);
  }
});

test('it does not matter whether the construct or the routes come first', () => {
  const templates = [true, false].map((first) => {
    const stack = aStack();
    const api = anApi(stack);
    const add = () => new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP] });
    if (first) {
      add();
    }
    api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
    if (!first) {
      add();
    }
    return new Synthesised(stack).template;
  });
  const [first, last] = templates as [Template, Template];
  expect(preflightsOf(first)).toHaveLength(2);
  expect(differenceOf(first, last)).toEqual({ created: [], deleted: [], changed: [] });
});

test('while both stand, native CORS answers the preflights, and real responses have the headers already', () => {
  const stack: Stack = aStack();
  const api = anApi(stack, { defaultCorsPreflightOptions: { allowOrigins: ['https://old.example.com'] } });
  api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
  new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP] });
  const deployed = apiOf(new Synthesised(stack).template);
  const call = { origin: APP, method: 'GET', path: '/orders', forcePreflight: true };
  const { preflight, responses: answers } = simulate(deployed, call);
  expect(preflight?.verdict.reason).toBe('PreflightAllowOriginMismatch');
  expect(answers.map(({ verdict }) => verdict.verdict)).toEqual(['ALLOWED']);
});
