import { describeErrors, describeWarning } from '../../src/policy/problem';
import { problemsOf } from '../support/policies';

const idsOf = (input: Parameters<typeof problemsOf>[0]) =>
  problemsOf(input).map(({ id, property }) => `${property} ${id}`);

test('every problem of a policy comes in one result, each with the place it was written in', () => {
  const ids = idsOf({
    allowOrigins: ['https://app.example.com', 'https://app.example.com/shop', '*', 'null'],
    allowMethods: ['patch', 'ANY', 'CONNECT'],
    allowHeaders: ['*', 'X A'],
    exposeHeaders: ['Set-Cookie', '*'],
    allowCredentials: true,
    maxAge: -1,
    statusCode: 302,
  });
  expect(ids.sort()).toEqual([
    'allowHeaders header-wildcard-with-credentials',
    'allowHeaders[1] header-invalid',
    'allowMethods method-any-mixed',
    'allowMethods[0] method-case',
    'allowMethods[2] method-forbidden',
    'allowOrigins wildcard-mixed',
    'allowOrigins wildcard-with-credentials',
    'allowOrigins[1] origin-path',
    'allowOrigins[3] origin-null',
    'exposeHeaders expose-wildcard-with-credentials',
    'exposeHeaders[0] expose-forbidden',
    'maxAge max-age-negative',
    'statusCode preflight-status-not-ok',
  ]);
});

test('one origin can have several problems, and all their fixes are the same origin', () => {
  const problems = problemsOf({ allowOrigins: ['HTTPS://user@Shop.example.com.:0443/cart?a#b'] });
  expect(problems.map(({ id }) => id).sort()).toEqual([
    'origin-default-port',
    'origin-fragment',
    'origin-path',
    'origin-port-invalid',
    'origin-query',
    'origin-trailing-dot',
    'origin-uppercase',
    'origin-userinfo',
  ]);
  expect(new Set(problems.map(({ fix }) => fix))).toEqual(new Set(['"https://shop.example.com"']));
});

test('a policy with errors also keeps its warnings apart from them', () => {
  const problems = problemsOf({ allowOrigins: ['null'], allowMethods: ['get'] });
  expect(problems.map(({ severity }) => severity)).toEqual(['error', 'warning']);
});

test('what is dangerous only with credentials has no effect without them', () => {
  const http = { allowOrigins: ['http://shop.example.com'], dangerouslyAllowInsecureOrigins: true };
  const suffix = { allowOrigins: ['https://*.github.io'], dangerouslyAllowPublicSuffixSubdomains: true };
  const errors = { allowOrigins: ['https://*.example.com'], dangerouslyEchoOriginInErrors: true };
  expect([http, suffix, errors].map(idsOf)).toEqual([
    ['allowOrigins[0] origin-insecure', 'dangerouslyAllowInsecureOrigins danger-without-effect'],
    ['allowOrigins[0] origin-public-suffix', 'dangerouslyAllowPublicSuffixSubdomains danger-without-effect'],
    ['dangerouslyEchoOriginInErrors danger-without-effect'],
  ]);
});

test('the text of the error has one block a problem, with the ids in a column', () => {
  const errors = problemsOf({ allowOrigins: ['*', 'https://app.example.com/shop'], allowCredentials: true }).filter(
    ({ id }) => id !== 'wildcard-mixed',
  );
  expect(describeErrors('Shop/Cors', [...errors].reverse())).toBe(
    [
      'Shop/Cors: 2 problems in the CORS policy',
      '  origin-path                allowOrigins[1]',
      '    got: "https://app.example.com/shop"',
      '    why: a browser compares the Origin header byte for byte, and an origin has no path',
      '    fix: "https://app.example.com"',
      '  wildcard-with-credentials  allowOrigins',
      '    got: ["*","https://app.example.com/shop"]',
      '    why: a browser refuses Access-Control-Allow-Origin: * on a request that carries cookies, and any other way to allow everybody lets every site read the data of your users',
      '    fix: list the origins, or leave allowCredentials out',
    ].join('\n'),
  );
});

test('the text of a single error counts one problem', () => {
  expect(describeErrors('Cors', problemsOf({ maxAge: -1 }))).toMatch(
    /^Cors: 1 problem in the CORS policy\n {2}max-age-negative {2}maxAge\n {4}got: -1\n {4}why: .+\n {4}fix: .+$/,
  );
});

test('the text of a warning holds the place, the value, the reason and the fix in one line', () => {
  const [warning] = problemsOf({ allowMethods: ['get'] });
  expect(describeWarning(warning)).toBe(
    'allowMethods[0]: got "get"; a browser sends this method in upper case, so the policy does too. Fix: "GET"',
  );
});
