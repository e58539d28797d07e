import { aDocument, noticesOf, withCors } from '../support/documents';
import { aPolicy } from '../support/policies';

const RESPONSES = 'x-amazon-apigateway-gateway-responses';
const ORIGIN = 'gatewayresponse.header.Access-Control-Allow-Origin';

const errorsOf = (own?: object, surroundings = {}) =>
  withCors(aDocument({}, own === undefined ? {} : { [RESPONSES]: own }), surroundings)[RESPONSES];

test('a document without gateway responses gets both defaults', () => {
  const responseParameters = { [ORIGIN]: "'https://app.example.com'" };
  expect(errorsOf()).toEqual({ DEFAULT_4XX: { responseParameters }, DEFAULT_5XX: { responseParameters } });
});

test('each type of the user is completed, and keeps what it has', () => {
  const own = {
    UNAUTHORIZED: { statusCode: 401, responseTemplates: { 'application/json': '{}' } },
    DEFAULT_5XX: { responseParameters: { [ORIGIN]: "'https://own.example.com'" } },
  };
  const errors = errorsOf(own);
  expect(Object.keys(errors)).toEqual(['UNAUTHORIZED', 'DEFAULT_5XX', 'DEFAULT_4XX']);
  expect(errors.UNAUTHORIZED).toEqual({ ...own.UNAUTHORIZED, responseParameters: { [ORIGIN]: expect.any(String) } });
  expect(errors.DEFAULT_5XX).toEqual(own.DEFAULT_5XX);
  expect(noticesOf(aDocument({}, { [RESPONSES]: own }))).toEqual([
    'gateway-response-completed: UNAUTHORIZED',
    'gateway-response-kept: DEFAULT_5XX',
  ]);
});

test('a default that the API has beside the document is left to it', () => {
  expect(Object.keys(errorsOf({}, { gatewayResponsesBeside: [{ type: 'DEFAULT_4XX' }] }))).toEqual(['DEFAULT_5XX']);
});

test('what CloudFormation makes is told of and left alone', () => {
  const notices = (own: unknown) => noticesOf(aDocument({}, { [RESPONSES]: own }));
  const defaults = { DEFAULT_4XX: { responseParameters: { Ref: 'X' } }, DEFAULT_5XX: { Ref: 'Y' } };
  expect(notices({ Ref: 'Responses' })).toEqual([`response-unreadable: ${RESPONSES}`]);
  expect(notices(defaults)).toEqual(['response-unreadable: DEFAULT_4XX', 'response-unreadable: DEFAULT_5XX']);
  expect(errorsOf(defaults)).toBe(defaults);
});

test('nothing is added where no origin could stand there', () => {
  const errors = aPolicy({ allowOrigins: ['https://*.example.com'], allowCredentials: true });
  expect(errorsOf(undefined, { errors })).toBeUndefined();
});
