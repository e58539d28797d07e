import { aFolder } from './support/folder';
import { run } from './support/run';
import { aTemplate, aTemplateWithErrors } from './support/templates';

const folder = aFolder();
const PAGE = 'https://app.example.com';
const STRANGER = 'https://evil.example';
const plain = folder.write('plain.json', aTemplate());
const whole = folder.write('whole.json', aTemplateWithErrors(['orders', 'carts'], ['GET', 'PUT']));

test('check shows each route with its preflight and its answer, and ends with the counts', async () => {
  const { code, out, err } = await run(['check', whole, '--origin', PAGE]);
  expect([err, code]).toEqual(['', 0]);
  expect(out).toContain(`from ${PAGE}`);
  expect(out).toMatch(/✓ {2}GET {4}\/orders {2}✓ 200 {6}✓ 200\n/);
  expect(out).toMatch(/errors: 18 allowed, 0 blocked, 1 undetermined\nroutes: 4 allowed, 0 blocked, 0 undetermined\n$/);
});

test('check explains each problem once, with the fix, the resource and the routes', async () => {
  const { code, out } = await run(['check', whole, '--origin', STRANGER]);
  expect(code).toBe(1);
  expect(out.match(/PreflightAllowOriginMismatch/g)).toHaveLength(1);
  expect(out).toMatch(/\[1\] BLOCKED {2}PreflightAllowOriginMismatch: The preflight answer names another origin\./);
  expect(out).toContain(`seen    Access-Control-Allow-Origin: ${PAGE}`);
  expect(out).toContain(`wanted  Access-Control-Allow-Origin: ${STRANGER}`);
  expect(out).toContain('where   Path0OPTIONS, the MOCK integration of OPTIONS /orders');
  expect(out).toContain('GET /orders: preflight, PUT /orders: preflight');
  expect(out).toContain('where   Four, the gateway response DEFAULT_4XX\n');
  expect(out).toMatch(/routes: 0 allowed, 4 blocked, 0 undetermined\n$/);
});

test('check asks for each origin, and is blocked as soon as one is', async () => {
  const { code, out } = await run(['check', whole, '--origin', PAGE, '--origin', STRANGER, '--origin', PAGE]);
  expect(code).toBe(1);
  expect(out).toMatch(/routes: 4 allowed, 4 blocked, 0 undetermined\n$/);
});

test('errors of API Gateway that no page can read are blocked, unless they are left out', async () => {
  const ran = await run(['check', plain, '--origin', PAGE]);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('where   Api, the built-in gateway response\n');
  expect(ran.out).toMatch(/errors: 0 allowed, 19 blocked, 0 undetermined\nroutes: 1 allowed, 0 blocked/);
  const without = await run(['check', plain, '--origin', PAGE, '--without-errors']);
  expect(without.code).toBe(0);
  expect(without.out).not.toContain('errors');
});

test('check takes credentials and headers into account', async () => {
  const withCredentials = await run(['check', whole, '--origin', PAGE, '--credentials']);
  expect(withCredentials.out).toContain('PreflightInvalidAllowCredentials');
  const withHeader = await run(['check', whole, '--origin', PAGE, '--header', 'x-tenant: acme']);
  expect(withHeader.out).toContain('HeaderDisallowedByPreflightResponse');
  expect([withCredentials.code, withHeader.code]).toEqual([1, 1]);
});

test('what nobody can tell is counted and does not fail', async () => {
  const json = aTemplateWithErrors();
  Object.assign(json.Resources, {
    Path0GET: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResourceId: { Ref: 'Path0' },
        HttpMethod: 'GET',
        AuthorizationType: 'NONE',
        Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: 'arn' },
      },
    },
  });
  const { code, out } = await run(['check', folder.write('proxy.json', json), '--origin', PAGE]);
  expect(code).toBe(0);
  expect(out).toMatch(/UNDETERMINED {2}a proxy integration sends what its backend answers/);
  expect(out).toMatch(/routes: 0 allowed, 0 blocked, 1 undetermined\n$/);
});

test('headers that a template maps and API Gateway ignores are told of', async () => {
  const json = aTemplateWithErrors();
  const { Path0GET } = json.Resources as Record<string, { Properties?: { Integration?: { Type: string } } }>;
  Object.assign(Path0GET?.Properties?.Integration ?? {}, { Type: 'HTTP_PROXY' });
  const { out } = await run(['check', folder.write('mapped-proxy.json', json), '--origin', PAGE]);
  expect(out).toMatch(/UNDETERMINED {2}a proxy integration sends what its backend answers, headers and all\n/);
  expect(out).toContain('note    a proxy integration ignores the headers that its integration responses map\n');
});

test('there are colours on a terminal only, and none where NO_COLOR is set', async () => {
  const argv = ['check', whole, '--origin', PAGE];
  expect((await run(argv)).out).not.toContain('\u001b');
  expect((await run(argv, { isTTY: true, columns: 100 })).out).toContain('\u001b[32m');
  expect((await run(argv, { isTTY: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b');
});

test('long paths are cut to the width of a terminal, and of nothing else', async () => {
  const path = 'a'.repeat(200);
  const argv = ['check', folder.write('long.json', aTemplate([path])), '--origin', PAGE];
  const table = (out: string) => out.split('\n').filter((line) => line.includes('GET    /aaa'));
  const [cut = ''] = table((await run(argv, { isTTY: true, columns: 60, env: { NO_COLOR: '1' } })).out);
  expect(cut.length).toBeLessThanOrEqual(60);
  expect(cut).toContain('…');
  expect(table((await run(argv)).out)[0]).toContain(path);
});

test('a path cannot write anything into the terminal', async () => {
  const file = folder.write('escape.json', aTemplate(['\u001b]0;owned\u0007\n\u202e']));
  const { out } = await run(['check', file, '--origin', PAGE]);
  expect(out).toContain('/\\u001b]0;owned\\u0007\\u000a\\u202e');
  for (const character of ['\u001b', '\u0007', '\u202e']) {
    expect(out).not.toContain(character);
  }
});

test('--json has every answer with its verdict, and the problems apart', async () => {
  const { code, out } = await run(['check', whole, '--origin', STRANGER, '--json']);
  expect(code).toBe(1);
  const report = JSON.parse(out);
  expect(report).toMatchObject({
    routes: { allowed: 0, blocked: 4, undetermined: 0 },
    errors: { allowed: 0, blocked: 18, undetermined: 1 },
    apis: [{ name: 'shop', logicalId: 'Api', origins: [{ origin: STRANGER }] }],
  });
  const [{ routes, errors }] = report.apis[0].origins;
  expect(errors).toHaveLength(19);
  expect(routes[0]).toMatchObject({
    method: 'GET',
    path: '/orders',
    standing: 'BLOCKED',
    preflight: { label: 'preflight', status: 200, verdict: 'BLOCKED', reason: 'PreflightAllowOriginMismatch' },
    responses: [{ label: '200', reason: 'AllowOriginMismatch', by: { logicalId: 'Path0GET' } }],
  });
  expect(report.problems[routes[0].preflight.problem - 1]).toMatchObject({ reason: 'PreflightAllowOriginMismatch' });
});
