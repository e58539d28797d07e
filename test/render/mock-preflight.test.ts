import { inTemplate, mockPreflight, mockRefusal } from '../../src/render/mock-preflight';
import { preflightAnswer } from '../../src/response/answers';
import { header } from '../support/answers';
import { aPolicy } from '../support/policies';
import { evaluate } from '../support/velocity';

const LISTED = { allowOrigins: ['https://a.example.com', 'https://b.example.com'], allowCredentials: true };

const render = (input: Parameters<typeof aPolicy>[0], status = 204) =>
  mockPreflight(preflightAnswer(aPolicy(input), ['GET']), status);

describe('the mock OPTIONS method', () => {
  test('maps every header of a fixed answer as a quoted value', () => {
    const { integration } = render({ allowCredentials: true });
    expect(integration.integrationResponses).toEqual([
      {
        statusCode: '204',
        responseParameters: {
          [header('Access-Control-Allow-Origin')]: "'https://app.example.com'",
          [header('Access-Control-Allow-Credentials')]: "'true'",
          [header('Access-Control-Allow-Methods')]: "'OPTIONS,GET'",
          [header('Access-Control-Allow-Headers')]: "'Content-Type'",
          [header('Access-Control-Max-Age')]: "'7200'",
        },
      },
    ]);
    expect(integration.requestTemplates).toEqual({ 'application/json': '{"statusCode":204}' });
  });

  test('maps nothing where a list is compared, and tells whoever is not listed nothing but Vary', () => {
    const { integration } = render(LISTED);
    expect(integration.integrationResponses).toEqual([{ statusCode: '204' }]);
    const overridesFor = (origin: string) =>
      evaluate(integration.requestTemplates['application/json'], { header: { origin } }).overrides;
    expect(overridesFor('https://evil.example.com')).toEqual({ Vary: 'Origin' });
    expect(overridesFor('https://b.example.com')).toEqual({
      'Access-Control-Allow-Origin': 'https://b.example.com',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Methods': 'OPTIONS,GET',
      'Access-Control-Allow-Headers': 'Content-Type',
      'Access-Control-Max-Age': '7200',
      Vary: 'Origin',
    });
  });

  test.each([
    ['one origin', {}],
    ['everybody', { allowOrigins: ['*'] }],
  ])('declares every header that it maps for %s', (_name, input) => {
    const { methodResponses, integration } = render(input);
    const mapped = Object.keys(integration.integrationResponses[0].responseParameters ?? {});
    expect(Object.keys(methodResponses[0].responseParameters ?? {})).toEqual(mapped);
    expect(mapped).toContain(header('Access-Control-Allow-Origin'));
  });

  test('declares a header of CORS for a list, by which readers of the method know what it is for', () => {
    expect(render(LISTED).methodResponses).toEqual([
      { statusCode: '204', responseParameters: { [header('Access-Control-Allow-Origin')]: true } },
    ]);
  });

  test('that refuses everybody says nothing of CORS, with the status of API Gateway for an unknown route', () => {
    const { methodResponses, integration } = mockRefusal();
    expect(methodResponses).toEqual([{ statusCode: '403' }]);
    expect(integration.integrationResponses).toEqual([{ statusCode: '403' }]);
    expect(evaluate(integration.requestTemplates['application/json'], {})).toEqual({
      output: '{"statusCode":403}',
      overrides: {},
    });
  });

  test('has one status in the template, the integration response and the method response', () => {
    for (const input of [{}, LISTED]) {
      const { methodResponses, integration } = render(input, 200);
      expect(methodResponses[0].statusCode).toBe('200');
      expect(integration.integrationResponses[0].statusCode).toBe('200');
      expect(integration.requestTemplates['application/json']).toMatch(/\{"statusCode":200\}$/);
    }
  });

  test('answers as text in an API with binary media types, and no Content-Type that it has no template for', () => {
    expect(render({}).integration).toMatchObject({
      type: 'MOCK',
      contentHandling: 'CONVERT_TO_TEXT',
      passthroughBehavior: 'NEVER',
    });
  });

  test('is written in the terms of CloudFormation, with all that it answers', () => {
    const preflight = render({});
    const [declared] = preflight.methodResponses;
    const [mapped] = preflight.integration.integrationResponses;
    expect(declared.responseParameters).toBeDefined();
    expect(inTemplate(preflight)).toEqual({
      Integration: {
        ContentHandling: 'CONVERT_TO_TEXT',
        IntegrationResponses: [{ ResponseParameters: mapped.responseParameters, StatusCode: '204' }],
        PassthroughBehavior: 'NEVER',
        RequestTemplates: preflight.integration.requestTemplates,
        Type: 'MOCK',
      },
      MethodResponses: [{ ResponseParameters: declared.responseParameters, StatusCode: '204' }],
    });
  });
});
