import { isDeepStrictEqual } from 'node:util';
import { Aspects, CfnParameter, CfnResource, NestedStack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type IRestApi, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PreflightTexts } from '../../src/constructs/preflight-texts';
import { TargetApi } from '../../src/constructs/target-api';
import { type MockPreflight, mockRefusal } from '../../src/render/mock-preflight';
import { checkApis } from '../../src/verify';
import { APP, anApi, aStack, cors, mapped, mock, OTHER, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { headersOf, Synthesised } from '../support/synthesised';

type Mappings = Record<string, Record<string, { RequestTemplate: string }>>;

const mappingsOf = (template: Template): Mappings => template.toJSON().Mappings ?? {};
const textsOf = (template: Template): string[] =>
  Object.values(mappingsOf(template)).flatMap((mapping) =>
    Object.values(mapping).map(({ RequestTemplate: text }) => text),
  );

const LIST = { allowOrigins: [APP, OTHER] };

/** So many resources that no OPTIONS method says its answer itself. */
function enlarge({ root }: IRestApi): void {
  for (let index = 0; index < 100; index += 1) {
    root.addResource(`r${index}`);
  }
}

const sorted = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).sort());
const headersFor = (methods: string) => ({
  'Access-Control-Allow-Origin': `'${APP}'`,
  'Access-Control-Allow-Methods': `'${methods}'`,
  'Access-Control-Allow-Headers':
    "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-User-Agent'",
  'Access-Control-Max-Age': "'7200'",
});

function answerOf(text: string): MockPreflight {
  const { methodResponses, integration } = mockRefusal();
  return { methodResponses, integration: { ...integration, requestTemplates: { 'application/json': text } } };
}

describe('the text of a preflight of a large API', () => {
  test('stands once for all resources that answer alike', () => {
    const stack = aStack();
    const api = anApi(stack);
    for (const name of ['a', 'b', 'c']) {
      api.root.addResource(name).addMethod('GET', mock());
    }
    api.root.addResource('d').addMethod('PUT', mock());
    enlarge(api);
    cors(api, LIST);
    const texts = textsOf(new Synthesised(stack).template);
    expect(texts.map((text) => /Allow-Methods='([^']*)'/.exec(text)?.[1]).sort()).toEqual([
      'OPTIONS',
      'OPTIONS,GET',
      'OPTIONS,PUT',
    ]);
  });

  test('is what a browser is answered', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addResource('a').addMethod('PUT', mapped('200'), responses('200'));
    enlarge(api);
    cors(api, LIST);
    const verdicts = checkApis([apiOf(new Synthesised(stack).template)], {
      origins: [APP, OTHER, 'https://evil.example'],
      credentials: false,
    });
    expect(verdicts.map(({ standing }) => standing)).toEqual(['ALLOWED', 'ALLOWED', 'BLOCKED']);
  });

  test('stands in the stack of its resource', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('POST', mock());
    enlarge(api);
    const nested = new NestedStack(stack, 'Nested');
    const there = RestApi.fromRestApiAttributes(nested, 'There', {
      restApiId: api.restApiId,
      rootResourceId: api.restApiRootResourceId,
    });
    there.root.addResource('nested').addMethod('GET', mock());
    cors(api, LIST);
    const [withMethods, bare] = textsOf(new Synthesised(stack).template).sort(
      (one, other) => other.length - one.length,
    );
    expect([withMethods, bare]).toEqual([
      expect.stringContaining("'OPTIONS,POST'"),
      expect.stringContaining("Allow-Methods='OPTIONS'"),
    ]);
    expect(textsOf(Template.fromStack(nested))).toEqual([expect.stringContaining("'OPTIONS,GET'")]);
  });

  test('is kept apart from that of another API in the stack', () => {
    const stack = aStack();
    const first = anApi(stack);
    first.root.addMethod('GET', mock());
    enlarge(first);
    cors(first, LIST);
    const second = new RestApi(stack, 'Second', { cloudWatchRole: false });
    second.root.addMethod('GET', mock());
    enlarge(second);
    cors(second, LIST, 'SecondCors');
    expect(Object.keys(mappingsOf(new Synthesised(stack).template))).toHaveLength(2);
  });

  test('goes when nothing answers with it any more', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    enlarge(api);
    cors(api, LIST);
    let added = false;
    Aspects.of(stack).add({
      visit: () => {
        if (!added) {
          added = true;
          api.root.addMethod('PUT', mock());
        }
      },
    });
    const methods = textsOf(new Synthesised(stack).template).map((text) => /Allow-Methods='([^']*)'/.exec(text)?.[1]);
    expect(methods.sort()).toEqual(['OPTIONS', 'OPTIONS,GET,PUT']);
  });

  test.each([
    ['one origin', { allowOrigins: [APP] }],
    ['a list', LIST],
  ])('stays in the method where the API is small, for %s', (_, policy) => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api, policy);
    expect(mappingsOf(new Synthesised(stack).template)).toEqual({});
  });

  test.each([
    [99, 0],
    [100, 1],
  ])(
    'is looked up by every method of a large API: with %i resources below the root there are %i mappings',
    (count, mappings) => {
      const stack = aStack();
      const api = anApi(stack);
      for (let index = 0; index < count; index += 1) {
        api.root.addResource(`r${index}`).addMethod('GET', mock());
      }
      cors(api, { allowOrigins: [APP] });
      const shop = new Synthesised(stack);
      expect(Object.keys(mappingsOf(shop.template))).toHaveLength(mappings);
      const said = shop
        .methods('OPTIONS')
        .map(({ properties }) => JSON.stringify(sorted(headersOf(properties, '204'))));
      expect([...new Set(said)].sort()).toEqual(
        ['OPTIONS', 'OPTIONS,GET'].map((methods) => JSON.stringify(sorted(headersFor(methods)))).sort(),
      );
    },
  );

  test('stays in the method where it holds what is known only at deployment, which no mapping can', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    enlarge(api);
    const origin = new CfnParameter(stack, 'Origin').valueAsString;
    cors(api, { allowOrigins: [APP, origin] });
    const { template } = new Synthesised(stack);
    expect(mappingsOf(template)).toEqual({});
    const [options] = Object.values(
      template.findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod: 'OPTIONS' } }),
    );
    expect(JSON.stringify(options.Properties.Integration.RequestTemplates)).toContain('"Ref":"Origin"');
  });

  test('stays in the method when the mapping holds as many as it may', () => {
    const stack = aStack();
    const texts = new PreflightTexts(new TargetApi(anApi(stack)));
    const answer = (id: number) => answerOf(`text ${id}`.padEnd(500));
    const methods = Array.from({ length: 201 }, (_, id) => new CfnResource(stack, `Method${id}`, { type: 'A::B::C' }));
    const referred = methods.map((one, id) => texts.refer(one, answer(id)));
    expect(referred.filter((one, id) => isDeepStrictEqual(one, answer(id)))).toEqual([answer(200)]);
    expect(texts.refer(methods[0], answer(0))).not.toEqual(answer(0));
    texts.forget(methods[1]);
    expect(texts.refer(methods[200], answer(200))).not.toEqual(answer(200));
  });

  test('is a text and nothing else, so that CloudFormation takes the mapping', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    enlarge(api);
    cors(api, { allowOrigins: [APP, 'https://*.example.org'], allowCredentials: true });
    expect(mappingsOf(new Synthesised(stack).template)).not.toEqual({});
    for (const [name, mapping] of Object.entries(mappingsOf(new Synthesised(stack).template))) {
      expect(name).toMatch(/^[A-Za-z0-9]{1,255}$/);
      for (const [key, values] of Object.entries(mapping)) {
        expect(key).toMatch(/^[A-Za-z0-9]{1,255}$/);
        expect(values).toEqual({ RequestTemplate: expect.any(String) });
      }
    }
  });
});
