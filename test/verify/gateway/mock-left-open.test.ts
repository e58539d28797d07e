import { preflight, respondingWith, STATIC } from './a-preflight';
import { answered, reasonOf } from './an-api';

const UNTOLD = { 'Fn::ImportValue': 'elsewhere' };
const EVERYTHING = { api: { BinaryMediaTypes: ['*/*'] } };

describe('a MOCK integration is left open', () => {
  test.each([
    ['whose content handling is not told, for a binary request', { ...STATIC, ContentHandling: UNTOLD }, EVERYTHING],
    ['of an API whose binary media types are not told', STATIC, { api: { BinaryMediaTypes: UNTOLD } }],
    ['whose request template is not told', respondingWith({}, UNTOLD), {}],
    [
      'whose passthrough behaviour is not told, where no template fits',
      { ...STATIC, PassthroughBehavior: UNTOLD },
      { headers: { 'Content-Type': 'text/plain' } },
    ],
  ])('%s', (_name, integration, options) => {
    expect(reasonOf(preflight(integration, options))).toContain('elsewhere');
  });

  test('whose passthrough behaviour is none that API Gateway has, where no template fits', () => {
    const integration = { ...STATIC, PassthroughBehavior: 'SOMETIMES' };
    expect(reasonOf(preflight(integration, { headers: { 'Content-Type': 'text/plain' } }))).toContain('SOMETIMES');
    expect(answered(preflight(integration)).status).toBe(204);
  });

  test('whose request template cannot be evaluated', () => {
    expect(reasonOf(preflight(respondingWith({}, '#parse("other"){"statusCode":204}')))).toContain('parse');
  });

  test('whose request template gives a text that is known only when the request is made', () => {
    expect(reasonOf(preflight(respondingWith({}, '{"statusCode":204,"id":"$context.requestId"}')))).toContain(
      'requestId',
    );
  });
});

describe('the template for a Content-Type', () => {
  test.each(['application/json ; charset=utf-8', 'APPLICATION/JSON', ' application/json'])(
    'that differs from %j in its writing only is left open',
    (type) => {
      expect(reasonOf(preflight(STATIC, { headers: { 'Content-Type': type } }))).toContain('has not been measured');
    },
  );

  test('that begins like one with a template is not that one', () => {
    expect(answered(preflight(STATIC, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })).status).toBe(
      500,
    );
  });

  test('is left open where there is one for every type', () => {
    const RequestTemplates = { $default: '{"statusCode":204}' };
    expect(reasonOf(preflight({ ...STATIC, RequestTemplates }))).toContain('which template is chosen');
  });

  test('is none with passthrough NEVER and no template at all, which is a 415', () => {
    const integration = { ...STATIC, RequestTemplates: {}, PassthroughBehavior: 'NEVER' };
    expect(answered(preflight(integration)).status).toBe(415);
  });
});

describe('a binary media type', () => {
  test.each([
    ['image/png', 'image/png'],
    ['Image/PNG', 'image/png'],
    ['image/png', 'IMAGE/png ; q=1'],
    ['image/*', 'image/png'],
  ])('%s leaves a request of type %s open', (binary, type) => {
    const options = { api: { BinaryMediaTypes: [binary] }, headers: { 'Content-Type': type } };
    expect(reasonOf(preflight(STATIC, options))).toContain('is binary to the MOCK integration');
  });

  test('is none of the others', () => {
    const options = { api: { BinaryMediaTypes: ['image/png', 'image/gif'] } };
    expect(answered(preflight(STATIC, options)).status).toBe(204);
  });
});
