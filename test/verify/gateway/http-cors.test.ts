import { answer } from '../../../src/verify/gateway/answer';
import { answered, aRequest } from './an-api';
import { anHttpApi, BACKEND, PREFLIGHT } from './an-http-api';

const UNTOLD = { Ref: 'AWS::Region' };
const VARY = expect.objectContaining({ name: 'Vary' });

/** What the CORS configuration gives to a preflight. */
function preflight(cors: unknown) {
  return answered(answer(anHttpApi({}, cors), aRequest('OPTIONS /x', PREFLIGHT)));
}

function open(reason: string): unknown {
  return expect.stringContaining(reason);
}

test('a configuration of origins alone gives no other header', () => {
  const alone = { AllowOrigins: ['https://b.example', 'https://a.example'] };
  for (const told of [
    preflight(alone),
    preflight({ ...alone, AllowMethods: [], AllowHeaders: [], ExposeHeaders: [], AllowCredentials: false }),
  ]) {
    expect(told.headers).toEqual([['Access-Control-Allow-Origin', 'https://a.example']]);
    expect(told.undeterminedHeaders).toEqual([VARY]);
  }
});

test.each([
  ['are not told', UNTOLD, 'AWS::Region'],
  ['are told in part', ['https://a.example', UNTOLD], 'AWS::Region'],
  ['have "*" among others', ['https://a.example', '*'], '"*" among origins'],
  ['have a wildcard among others', ['https://b.example', 'https://*'], 'only a wildcard allows'],
  ['are others', ['https://b.example', 'http://a.example'], 'that is not allowed'],
  ['are none', [], 'that is not allowed'],
])('every header is open where the origins %s', (_what, AllowOrigins, reason) => {
  const told = preflight({ AllowOrigins, AllowCredentials: true });
  expect(told).toMatchObject({ headers: [], undeterminedHeaders: [{ name: '*', reason: open(reason) }] });
});

describe.each([
  ['AllowMethods', 'Access-Control-Allow-Methods'],
  ['AllowHeaders', 'Access-Control-Allow-Headers'],
  ['ExposeHeaders', 'Access-Control-Expose-Headers'],
])('%s', (property, name) => {
  const AllowOrigins = ['https://a.example'];

  test('give one header with all of them', () => {
    const told = preflight({ AllowOrigins, [property]: ['X-One', 'X-Two'] });
    expect(told.headers.slice(1)).toEqual([[name, 'X-One,X-Two']]);
  });

  test.each([
    ['are not told', UNTOLD, 'AWS::Region'],
    ['have a wildcard', ['X-One', '*'], '"*" in a list'],
  ])('leave it open where they %s', (_what, list, reason) => {
    const told = preflight({ AllowOrigins, [property]: list });
    expect(told.headers.slice(1)).toEqual([]);
    expect(told.undeterminedHeaders).toEqual([{ name, reason: open(reason) }, VARY]);
  });
});

test.each([
  ['AllowCredentials', 'Access-Control-Allow-Credentials'],
  ['MaxAge', 'Access-Control-Max-Age'],
])('%s that is not told leaves its header open', (property, name) => {
  const told = preflight({ AllowOrigins: ['https://a.example'], [property]: UNTOLD });
  expect(told.undeterminedHeaders).toEqual([{ name, reason: open('AWS::Region') }, VARY]);
});

test('an actual request gets no header of preflights, be they open ones', () => {
  const cors = { AllowOrigins: ['https://a.example'], AllowMethods: ['*'], AllowHeaders: UNTOLD, MaxAge: 5 };
  const told = answered(answer(anHttpApi({ 'GET /x': {} }, cors), aRequest('GET /x', PREFLIGHT), BACKEND));
  expect(told.headers).toEqual([
    ['X-Own', '1'],
    ['Access-Control-Allow-Origin', 'https://a.example'],
  ]);
  expect(told.undeterminedHeaders).toEqual([VARY]);
});
