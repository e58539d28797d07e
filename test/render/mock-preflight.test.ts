import { mockPreflight } from '../../src/render/mock-preflight';
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

  test('has no static origin where a list is compared, so whoever is not listed gets none', () => {
    const { integration } = render(LISTED);
    const names = Object.keys(integration.integrationResponses[0].responseParameters);
    expect(names).not.toContain(header('Access-Control-Allow-Origin'));
    expect(names).not.toContain(header('Access-Control-Allow-Credentials'));
    expect(integration.integrationResponses[0].responseParameters).toMatchObject({ [header('Vary')]: "'Origin'" });
    const template = integration.requestTemplates['application/json'];
    expect(evaluate(template, { header: { origin: 'https://b.example.com' } }).overrides).toMatchObject({
      'Access-Control-Allow-Origin': 'https://b.example.com',
    });
  });

  test.each([
    ['a list', LISTED],
    ['one origin', {}],
    ['everybody', { allowOrigins: ['*'] }],
  ])('declares every header that it sends to %s', (_name, input) => {
    const { methodResponses, integration } = render(input);
    const declared = Object.keys(methodResponses[0].responseParameters);
    const mapped = integration.integrationResponses.flatMap(({ responseParameters }) =>
      Object.keys(responseParameters),
    );
    expect(declared).toEqual(expect.arrayContaining(mapped));
    expect(declared).toContain(header('Access-Control-Allow-Origin'));
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
});
