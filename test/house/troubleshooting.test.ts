import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage, sourcesFrom, TARGET } from '../../scripts/troubleshooting-page';
import { REASONS } from '../../src/verify/browser';
import { CAUSES } from '../../src/verify/check/causes';
import { type Call, simulate } from '../../src/verify/check/simulation';
import { answer } from '../../src/verify/gateway/answer';
import { type Assumptions, NOTE_IDS } from '../../src/verify/gateway/answers';
import { deployedApis } from '../../src/verify/gateway/deployed-apis';
import type { DeployedApi } from '../../src/verify/gateway/model';
import { readTemplates } from '../../src/verify/template/templates';
import { aMock, aMockWith, aRequest, aTemplate } from '../verify/gateway/an-api';

const page = readFileSync(TARGET, 'utf8');

function anchors(): readonly string[] {
  const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

describe('docs/troubleshooting.md and the reasons', () => {
  test('say the same (after a change: npx projen compile && node scripts/troubleshooting-page.js)', () => {
    expect(page).toBe(
      renderPage(
        page,
        sourcesFrom((path) => require(`../../src/${path}`)),
      ),
    );
  });

  test('each reason has its section, and each section its reason (a new one: src/verify/check/*-causes.ts)', () => {
    const sections = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    const reasons = REASONS.map(({ reason }) => reason);
    expect(reasons.filter((reason) => CAUSES[reason] === undefined)).toEqual([]);
    expect([...sections].sort()).toEqual([...reasons].sort());
  });

  test("what the page says that the console prints is the reasons' own text, all of it", () => {
    const printed = [...page.matchAll(/```text\n([\s\S]*?)\n```/g)].flatMap(([, lines = '']) => lines.split('\n'));
    expect([...printed].sort()).toEqual(REASONS.flatMap(({ console: lines }) => lines).sort());
  });

  test('every link leads somewhere', () => {
    const inside = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(inside.filter((anchor) => !anchors().includes(anchor ?? ''))).toEqual([]);
    const files = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file = '']) => file);
    for (const file of files) expect(() => readFileSync(join(TARGET, '..', file))).not.toThrow();
  });
});

type Json = Readonly<Record<string, unknown>>;

const GET: Call = { origin: 'https://app.example.com', method: 'GET', path: '/orders' };
const REST = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop' } };
const PROXY = { Integration: { Type: 'HTTP_PROXY', Uri: 'https://backend.example' } };

const LAMBDA = 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/';
const CALLED = { 'Fn::Join': ['', [LAMBDA, { 'Fn::GetAtt': ['Fn', 'Arn'] }, '/invocations']] };

/** GET /orders of a wrapped function. */
function behind(Uri: Json, properties: Json = {}): Json {
  const Variables = {
    CDK_APIGATEWAY_CORS: '{"appliedBy":"layer","allowOrigins":"*"}',
    AWS_LAMBDA_EXEC_WRAPPER: '/opt/cdk-apigateway-cors/nodejs',
  };
  const resources = {
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: { Runtime: 'nodejs22.x', Environment: { Variables }, Layers: [{ Ref: 'Layer' }], ...properties },
    },
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, FunctionVersion: '1' } },
    Layer: { Type: 'AWS::Lambda::LayerVersion', Properties: { Description: 'cdk-apigateway-cors: the layer' } },
  };
  return aTemplate({ '/orders': { GET: { Integration: { Type: 'AWS_PROXY', Uri } } } }, { resources });
}

function withoutDeployment(): Json {
  const { Resources } = aTemplate({ '/orders': { GET: {} } }) as { Resources: Json };
  return { Resources: Object.fromEntries(Object.entries(Resources).filter(([id]) => id !== 'Deployment')) };
}

function withLooseDeployment(): Json {
  const { Resources } = aTemplate({ '/orders': { GET: {} } }) as { Resources: Record<string, Json> };
  return { Resources: { ...Resources, Deployment: { ...Resources.Deployment, DependsOn: [] } } };
}

function apiIn(json: Json): DeployedApi {
  const [api] = deployedApis(readTemplates([{ name: 'template.json', json }]));
  if (api === undefined) throw new Error('the template has no API');
  return api;
}

function doubtOf(json: Json): string {
  return simulate(apiIn(json), GET).responses.flatMap(({ verdict }) => verdict.notes)[0] ?? 'nothing';
}

function notesOf(json: Json, assumptions: Assumptions = {}): string {
  const { notes } = answer(apiIn(json), aRequest('GET /orders'), assumptions);
  return notes.map(({ text }) => text).join('; ');
}

/** By what the page quotes: a template of which it is said. */
const SAID: Readonly<Record<string, () => string>> = {
  'a proxy integration sends what its backend answers, headers and all': () =>
    doubtOf(aTemplate({ '/orders': { GET: PROXY } })),
  '...of a version, which keeps the environment that the function had when it was published': () =>
    doubtOf(behind({ 'Fn::Join': ['', [LAMBDA, { Ref: 'Live' }, '/invocations']] })),
  '...the layer is to answer for {function}, and ...': () => doubtOf(behind(CALLED, { Layers: [] })),
  'without a CORS configuration the backend alone sends the headers': () =>
    doubtOf({
      Resources: {
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
        Route: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: { ApiId: { Ref: 'Api' }, RouteKey: 'GET /orders', AuthorizationType: 'NONE' },
        },
      },
    }),
  'the API itself is not in the templates, nor are the parts it has elsewhere': () => {
    const { Resources } = aTemplate({ '/orders': { GET: {} } }) as { Resources: Json };
    return doubtOf({ Resources: Object.fromEntries(Object.entries(Resources).filter(([id]) => id !== 'Api')) });
  },
  'the OpenAPI body is in a bucket (BodyS3Location)': () =>
    doubtOf({ Resources: { Api: { ...REST, Properties: { BodyS3Location: { Bucket: 'b', Key: 'k' } } } } }),
  'the resource policy of the API may keep the caller out': () =>
    doubtOf({ Resources: { Api: { ...REST, Properties: { Policy: { Statement: [{ Effect: 'Deny' }] } } } } }),
  'no Deployment of the API depends on {resource}': () => doubtOf(withLooseDeployment()),
  'the templates have no Deployment of the API': () => doubtOf(withoutDeployment()),
  '{header} is mapped, but the method response does not declare it: the deployment fails': () =>
    doubtOf(aTemplate({ '/orders': { GET: { ...aMock(), MethodResponses: [{ StatusCode: '200' }] } } })),
  'a proxy integration ignores the headers that its integration responses map': () => {
    const { Integration } = aMock() as { Integration: Json };
    return notesOf(aTemplate({ '/orders': { GET: { Integration: { ...Integration, ...PROXY.Integration } } } }));
  },
  'the status of the backend is not known and taken for 200': () =>
    notesOf(aTemplate({ '/orders': { GET: PROXY } }), { backend: () => ({ headers: [] }) }),
  '...a handler that sets CORS headers of its own decides by itself, and no template tells what it sets': () =>
    notesOf(behind(CALLED)),
  '...has not been measured': () =>
    doubtOf(aTemplate({ '/orders': { GET: aMockWith({ RequestTemplates: { $default: '{"statusCode":200}' } }) } })),
};

describe('what the page quotes of check', () => {
  const [, table = ''] = /\| `check` says \| what to do \|\n([\s\S]*?)\n\n/.exec(page) ?? [];
  const quoted = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, text = '']) => text);

  test.each(quoted)('%s', (text) => {
    const form = text
      .split(/\{\w+\}|\.\.\./)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+');
    expect(SAID[text]?.() ?? 'add a template of which check says so').toMatch(new RegExp(`^${form}$`));
  });

  test('has every id of a note', () => {
    expect(NOTE_IDS.filter((id) => !table.includes(`\`${id}\`: `))).toEqual([]);
    expect(quoted).toEqual(Object.keys(SAID));
  });
});
