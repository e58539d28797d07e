import { Annotations, CfnParameter, Duration, Fn, Lazy, type Stack, Token } from 'aws-cdk-lib';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { checkApis } from '../../src/verify';
import { APP, anApi, aStack, cors, mapped, responses } from '../support/apis';
import { apiOf } from '../support/simulated';
import { headersOf, Synthesised } from '../support/synthesised';

function withDistribution(): { stack: Stack; origin: string } {
  const stack = aStack();
  const distribution = new Distribution(stack, 'Site', { defaultBehavior: { origin: new HttpOrigin('site.example') } });
  return { stack, origin: `https://${distribution.distributionDomainName}` };
}

const withoutQuotes = { 'Fn::Join': ['', { 'Fn::Split': ["'", expect.anything()] }] };
const INERT = { 'Fn::Join': ['', { 'Fn::Split': ['*', withoutQuotes] }] };

describe('an origin that is known only at deployment', () => {
  test('is mapped as it turns out, without the quotes and stars that it might hold', () => {
    const { stack, origin } = withDistribution();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    cors(api, { allowOrigins: [origin], allowCredentials: true });
    const shop = new Synthesised(stack);
    const mapping = { 'Fn::Join': ['', ["'", INERT, "'"]] };
    expect(headersOf(shop.method('OPTIONS', 'Api'), '204')['Access-Control-Allow-Origin']).toEqual(mapping);
    expect(headersOf(shop.method('GET', 'Api'), '200')['Access-Control-Allow-Origin']).toEqual(mapping);
    expect(shop.warnings().get('origin-unresolved-token')).toContain('allowOrigins[0]');
  });

  test('is compared as it turns out where there are several, inside single quotes that it cannot close', () => {
    const { stack, origin } = withDistribution();
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    cors(api, { allowOrigins: [APP, origin] });
    const template = new Synthesised(stack).method('OPTIONS', 'Api').Integration.RequestTemplates?.['application/json'];
    expect(template).toEqual({
      'Fn::Join': [
        '',
        [expect.stringMatching(/=='$/), INERT, expect.stringMatching(/^'\)#set\(\$context\.responseOverride/)],
      ],
    });
  });

  test.each([
    ['one origin', (origin: string) => [origin]],
    ['a list', (origin: string) => [APP, origin]],
  ])('opens the API to nobody when it turns out to be a star, in %s', (_, allowOrigins) => {
    const stack = aStack();
    const api = anApi(stack, { binaryMediaTypes: ['image/png'] });
    api.root.addMethod('GET', mapped('200'), responses('200'));
    const origin = new CfnParameter(stack, 'Page', { default: '*' }).valueAsString;
    cors(api, { allowOrigins: allowOrigins(origin), allowCredentials: true });
    const deployed = apiOf(new Synthesised(stack).template);
    for (const credentials of [true, false]) {
      const verdicts = checkApis([deployed], { origins: ['https://evil.example'], credentials });
      // What API Gateway makes of a header without a value is not documented; a browser takes neither for an origin.
      expect(verdicts.map(({ standing }) => standing)).not.toContain('ALLOWED');
    }
  });

  test('changes the deployment when it becomes another one', () => {
    const idWith = (name: string) => {
      const stack = aStack();
      const api = anApi(stack);
      api.root.addMethod('GET', mapped('200'), responses('200'));
      cors(api, { allowOrigins: [new CfnParameter(stack, name).valueAsString] });
      return new Synthesised(stack).deployment.id;
    };
    expect(idWith('One')).not.toBe(idWith('Two'));
  });

  test('counts as not allowed where a policy is asked', () => {
    const { stack, origin } = withDistribution();
    const made = cors(anApi(stack), { allowOrigins: [APP, origin] });
    expect([made.allows(APP), made.allows(origin), made.allows('https://evil.example')]).toEqual([true, false, false]);
  });

  test('does not hide the problems of the other values', () => {
    const { stack, origin } = withDistribution();
    expect(() => cors(anApi(stack), { allowOrigins: [origin, `${APP}/`], allowHeaders: ['Bad Header'] })).toThrow(
      /2 problems[\s\S]*origin-trailing-slash[\s\S]*header-invalid/,
    );
  });
});

describe('a token where it could not be checked', () => {
  test.each<[string, object, string]>([
    [
      'the whole list of origins',
      { allowOrigins: Fn.split(',', Fn.importValue('Origins')) },
      'origins-unresolved-list',
    ],
    ['a method', { allowMethods: [Token.asString({ Ref: 'Verb' })] }, 'value-unresolved-token'],
    ['a header', { allowHeaders: [Token.asString({ Ref: 'Header' })] }, 'value-unresolved-token'],
    ['an exposed header', { exposeHeaders: ['ETag', Token.asString({ Ref: 'Header' })] }, 'value-unresolved-token'],
    ['the time', { maxAge: Duration.seconds(Lazy.number({ produce: () => 5 })) }, 'value-unresolved-token'],
    ['the status', { statusCode: Lazy.number({ produce: () => 200 }) }, 'value-unresolved-token'],
  ])('%s is refused', (_, options, id) => {
    expect(() => cors(anApi(aStack()), options)).toThrow(new RegExp(`1 problem in the CORS policy\\n {2}${id} `));
  });
});

describe('a warning', () => {
  test('can be acknowledged by its id', () => {
    const { stack, origin } = withDistribution();

    Annotations.of(stack).acknowledgeWarning('cdk-apigateway-cors:origin-unresolved-token', 'a CloudFront domain');
    const api = anApi(stack);
    api.root.addMethod('GET', mapped('200'), responses('200'));
    cors(api, { allowOrigins: [origin] });
    expect([...new Synthesised(stack).warnings().keys()]).toEqual([]);
  });
});
