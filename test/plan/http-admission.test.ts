import { admissionOf } from '../../src/plan/http-admission';

test.each([
  ['NONE', undefined, 'passes'],
  ['AWS_IAM', undefined, 'refused'],
  ['JWT', ['$request.header.Authorization'], 'refused'],
  ['CUSTOM', ['$request.header.X-Token', '$context.stage'], 'refused'],
  ['CUSTOM', ['$request.header.Cookie'], 'refused'],
  // A preflight goes to the URL of the request that it is for, query and all.
  ['JWT', ['$request.querystring.token'], 'asked'],
  ['CUSTOM', ['$request.header.Origin', '$request.header.Sec-Fetch-Site', '$context.identity.sourceIp'], 'asked'],
  ['CUSTOM', ['method.$request.header.Cookie'], 'asked'],
  ['CUSTOM', [], 'asked'],
  ['CUSTOM', undefined, 'asked'],
  [undefined, undefined, 'asked'],
] as const)('a preflight at a route with the authorization %s and %j is %s', (type, sources, admission) => {
  expect(admissionOf(type, sources)).toBe(admission);
});
