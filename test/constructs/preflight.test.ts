import { Duration } from 'aws-cdk-lib';
import { ApiKeySourceType, AuthorizationType, LambdaRestApi, RequestValidator } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { APP, anApi, aStack, cors, mock, OTHER, proxied } from '../support/apis';
import { headersOf, Synthesised } from '../support/synthesised';

describe('the preflight of a resource', () => {
  const stack = aStack();
  const api = anApi(stack, {
    apiKeySourceType: ApiKeySourceType.HEADER,
    defaultMethodOptions: {
      authorizationType: AuthorizationType.IAM,
      apiKeyRequired: true,
      operationName: 'leaky',
      requestParameters: { 'method.request.header.X-Tenant': true },
    },
  });
  new RequestValidator(stack, 'Validator', { restApi: api, validateRequestParameters: true });
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', proxied());
  orders.addMethod('PUT', proxied());
  orders.addResource('{id}').addMethod('ANY', proxied());
  orders.addResource('archive').addResource('years');
  cors(api);
  const shop = new Synthesised(stack);

  test('is there for every resource, the root and those without a method included', () => {
    expect(
      shop
        .methods('OPTIONS')
        .map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))
        .sort(),
    ).toEqual([
      'ApiOPTIONS',
      'ApiordersOPTIONS',
      'ApiordersarchiveOPTIONS',
      'ApiordersarchiveyearsOPTIONS',
      'ApiordersidOPTIONS',
    ]);
  });

  test('allows the verbs that the resource has, and all seven where it has ANY', () => {
    const methodsOf = (idPart: string) =>
      headersOf(shop.method('OPTIONS', idPart), '204')['Access-Control-Allow-Methods'];
    expect(methodsOf('ApiordersOPTIONS')).toBe("'OPTIONS,GET,PUT'");
    expect(methodsOf('ApiordersidOPTIONS')).toBe("'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD'");
    expect(methodsOf('ApiordersarchiveOPTIONS')).toBe("'OPTIONS'");
  });

  test('asks for no credentials, no key, no parameter, and has no operation name', () => {
    for (const { properties } of shop.methods('OPTIONS')) {
      expect(properties.AuthorizationType).toBe('NONE');
      expect(properties.ApiKeyRequired ?? false).toBe(false);
      expect([
        properties.AuthorizerId,
        properties.RequestParameters,
        properties.RequestValidatorId,
        properties.OperationName,
      ]).toEqual([undefined, undefined, undefined, undefined]);
    }
  });

  test('answers a status of success with every header declared that it maps', () => {
    const { Integration, MethodResponses } = shop.method('OPTIONS', 'ApiordersOPTIONS');
    expect(Object.keys(MethodResponses?.[0].ResponseParameters ?? {}).sort()).toEqual(
      Object.keys(Integration.IntegrationResponses?.[0].ResponseParameters ?? {}).sort(),
    );
    expect(Integration.IntegrationResponses?.map(({ StatusCode }) => StatusCode)).toEqual(['204']);
  });

  test('carries the one origin as it is, and depends on nothing', () => {
    const { Integration } = shop.method('OPTIONS', 'ApiordersOPTIONS');
    expect(headersOf(shop.method('OPTIONS', 'ApiordersOPTIONS'), '204')).toEqual({
      'Access-Control-Allow-Origin': `'${APP}'`,
      'Access-Control-Allow-Methods': "'OPTIONS,GET,PUT'",
      'Access-Control-Allow-Headers':
        "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-User-Agent'",
      'Access-Control-Max-Age': "'7200'",
    });
    expect(Integration.RequestTemplates).toEqual({ 'application/json': '{"statusCode":204}' });
  });

  test('survives binary media types and an odd Content-Type', () => {
    const { Integration } = shop.method('OPTIONS', 'ApiordersOPTIONS');
    expect(Integration.ContentHandling).toBe('CONVERT_TO_TEXT');
    expect(Integration.PassthroughBehavior).toBe('NEVER');
  });
});

describe('the preflight of a policy', () => {
  test('with several origins tells the listed ones everything and a foreign one nothing, with Vary', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
    const preflight = new Synthesised(stack).method('OPTIONS', 'Api');
    expect(headersOf(preflight, '204', 'https://evil.example')).toEqual({ Vary: "'Origin'" });
    expect(headersOf(preflight, '204', OTHER)).toMatchObject({
      'Access-Control-Allow-Origin': `'${OTHER}'`,
      'Access-Control-Allow-Credentials': "'true'",
      'Access-Control-Allow-Methods': "'OPTIONS,GET'",
      Vary: "'Origin'",
    });
  });

  test('sends a maxAge of 0 as 0, the status that was asked for, and the lists as they were written', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api, { maxAge: Duration.seconds(0), statusCode: 200, allowMethods: ['GET'], allowHeaders: ['X-Mine'] });
    const preflight = new Synthesised(stack).method('OPTIONS', 'Api');
    expect(headersOf(preflight, '200')).toEqual({
      'Access-Control-Allow-Origin': `'${APP}'`,
      'Access-Control-Allow-Methods': "'GET'",
      'Access-Control-Allow-Headers': "'X-Mine'",
      'Access-Control-Max-Age': "'0'",
    });
  });

  test('leaves Access-Control-Expose-Headers to the answers where browsers look for it', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addMethod('GET', mock());
    cors(api, { exposeHeaders: ['ETag'] });
    const shop = new Synthesised(stack);
    expect(headersOf(shop.method('OPTIONS', 'Api'), '204')).not.toHaveProperty('Access-Control-Expose-Headers');
    expect(shop.gatewayResponses().get('DEFAULT_4XX')).toHaveProperty([
      'gatewayresponse.header.Access-Control-Expose-Headers',
    ]);
  });

  test('is put on a LambdaRestApi, where native CORS cannot be added', () => {
    const stack = aStack();
    const handler = new LambdaFunction(stack, 'Handler', {
      code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 })'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_LATEST,
    });
    const api = new LambdaRestApi(stack, 'Api', { handler, cloudWatchRole: false });
    cors(api);
    expect(new Synthesised(stack).methods('OPTIONS')).toHaveLength(2);
  });

  test('finds room on a resource whose path part is OPTIONS', () => {
    const stack = aStack();
    const api = anApi(stack);
    api.root.addResource('OPTIONS').addMethod('GET', mock());
    cors(api);
    expect(new Synthesised(stack).methods('OPTIONS')).toHaveLength(2);
  });
});
