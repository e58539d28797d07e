import {
  completeMapping,
  decidesOrigin,
  METHOD_RESPONSE,
  mappedHeaders,
  overriddenHeaders,
} from '../../src/render/parameters';
import { errorAnswer } from '../../src/response/answers';
import { FIXED, header, LISTED } from '../support/answers';
import { aPolicy } from '../support/policies';

const complete = (own: Record<string, string>, answer = FIXED, originIsTheirs = false) =>
  completeMapping(own, answer, METHOD_RESPONSE, originIsTheirs);

const VARY = header('Vary');

describe('the headers of an answer', () => {
  test('are quoted values behind the target', () => {
    expect(mappedHeaders(FIXED, 'gatewayresponse.header.')).toEqual({
      'gatewayresponse.header.Access-Control-Allow-Origin': "'https://app.example.com'",
      'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
      'gatewayresponse.header.Access-Control-Expose-Headers': "'ETag'",
    });
  });

  test('leave the origin of a list, and the credentials with it, to a template', () => {
    expect(Object.keys(mappedHeaders(LISTED, METHOD_RESPONSE))).toEqual([
      header('Access-Control-Expose-Headers'),
      VARY,
    ]);
    expect(overriddenHeaders(LISTED)).toEqual([
      header('Access-Control-Allow-Origin'),
      header('Access-Control-Allow-Credentials'),
    ]);
    expect(overriddenHeaders({ ...LISTED, allowCredentials: false })).toEqual([header('Access-Control-Allow-Origin')]);
    expect(overriddenHeaders(FIXED)).toEqual([]);
  });

  test('take an echoed origin from the request', () => {
    const echoed = errorAnswer(aPolicy({ allowOrigins: ['https://*.example.com'] }));
    expect(mappedHeaders(echoed, METHOD_RESPONSE)).toMatchObject({
      [header('Access-Control-Allow-Origin')]: 'method.request.header.Origin',
    });
  });
});

describe('a mapping of the user', () => {
  test('is kept whatever its case, and reported where it differs', () => {
    const own = { [header('access-control-expose-headers')]: "'X-Own'", [header('X-Own')]: "'1'" };
    const { parameters, added, kept } = complete(own);
    expect(parameters).toMatchObject(own);
    expect(parameters).not.toHaveProperty([header('Access-Control-Expose-Headers')]);
    expect(kept).toEqual(['Access-Control-Expose-Headers']);
    expect(added).toEqual([header('Access-Control-Allow-Origin'), header('Access-Control-Allow-Credentials')]);
  });

  test('that the answer says nothing of is no matter', () => {
    const own = { [VARY]: "'Accept'" };
    expect(complete(own)).toMatchObject({ parameters: own, kept: [] });
  });

  test('that says the same is nothing to report', () => {
    expect(complete({ [header('Access-Control-Expose-Headers')]: "'ETag'" }).kept).toEqual([]);
  });

  test('that decides the origin decides on credentials too', () => {
    const own = { [header('Access-Control-Allow-Origin')]: "'*'" };
    const { parameters, added, kept } = complete(own, FIXED, true);
    expect(parameters).toMatchObject(own);
    expect(added).toEqual([header('Access-Control-Expose-Headers')]);
    expect(parameters).not.toHaveProperty([header('Access-Control-Allow-Credentials')]);
    expect(kept).toEqual(['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials']);
  });

  test('is not changed itself', () => {
    const own = Object.freeze({ [VARY]: "'Accept'" });
    expect(complete(own, LISTED).parameters).not.toBe(own);
    expect(own).toEqual({ [VARY]: "'Accept'" });
  });
});

describe('a Vary of the user', () => {
  test.each([
    ["'Accept-Encoding'", "'Accept-Encoding, Origin'"],
    ["'Accept, Cookie'", "'Accept, Cookie, Origin'"],
    ["'X-Origin'", "'X-Origin, Origin'"],
    ["'accept,ORIGIN'", "'accept,ORIGIN'"],
    ["'Accept, Origin'", "'Accept, Origin'"],
    ["'*'", "'*'"],
    ["''", "'Origin'"],
    ["' '", "'Origin'"],
  ])('%s becomes %s', (own, merged) => {
    const { parameters, kept } = complete({ [header('vary')]: own }, LISTED);
    expect(parameters).toMatchObject({ [header('vary')]: merged });
    expect(parameters).not.toHaveProperty([VARY]);
    expect(kept).toEqual([]);
  });

  test.each([
    ['comes from the backend', 'integration.response.header.Vary'],
    ['does not begin with a quote', "x'Accept'"],
    ['does not end with a quote', "'Accept'x"],
  ])('that %s is kept, and reported', (_, value) => {
    const own = { [VARY]: value };
    expect(complete(own, LISTED)).toMatchObject({ parameters: own, kept: ['Vary'] });
  });
});

test('only Allow-Origin and Allow-Credentials decide which origin may read', () => {
  const decides = (name: string) => decidesOrigin(header(name), METHOD_RESPONSE);
  expect(['access-control-allow-origin', 'ACCESS-CONTROL-ALLOW-CREDENTIALS'].every(decides)).toBe(true);
  expect(['Access-Control-Allow-Methods', 'Vary', 'X-Access-Control-Allow-Origin'].some(decides)).toBe(false);
});
