import { hazardOf as hazardFrom } from '../../../src/verify/check/hazards';
import { simulate } from '../../../src/verify/check/simulation';
import { type Answered, type NotTold, notTold } from '../../../src/verify/gateway/answers';
import { aMockWith, anApi } from '../gateway/an-api';
import { APP } from './some-apis';

const HEADER = '$context.responseOverride.header';
const IF_APP = `#if($input.params('Origin') == '${APP}')#set(${HEADER}.Access-Control-Allow-Origin = '${APP}')`;
const SET_VARY = `#set(${HEADER}.Vary = 'Accept, ORIGIN')`;

/** What can go wrong with a route whose mock runs this template, for a page that it allows. */
function hazardOf(template: string, headers: Readonly<Record<string, string>> = {}): string | null | undefined {
  const mapped = (value: (text: string) => unknown) =>
    Object.fromEntries(Object.entries(headers).map(([name, text]) => [`method.response.header.${name}`, value(text)]));
  const mock = aMockWith(
    {
      RequestTemplates: { 'application/json': `${template}{"statusCode":200}` },
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters: mapped((text) => text) }],
    },
    [{ StatusCode: '200', ResponseParameters: mapped(() => true) }],
  );
  const { responses } = simulate(anApi({ '/orders': { GET: mock } }), { origin: APP, method: 'GET', path: '/orders' });
  expect(responses.map(({ verdict }) => verdict.verdict)).toEqual(['ALLOWED']);
  return responses[0]?.hazard;
}

test.each<[what: string, template: string, headers: Readonly<Record<string, string>>, found: RegExp | null]>([
  ['no Vary at all', `${IF_APP}#end`, {}, /no Vary: Origin/],
  ['Vary on the answer that allows and not on the other', `${IF_APP}${SET_VARY}#end`, {}, /no Vary: Origin/],
  ['Vary by something else', `${IF_APP}#end`, { Vary: "'Accept'" }, /no Vary: Origin/],
  ['Vary on both', `${IF_APP}#end${SET_VARY}`, {}, null],
  ['Vary by everything', `${IF_APP}#end`, { Vary: "'*'" }, null],
  ['a Vary that only the backend knows', `${IF_APP}#end`, { Vary: 'integration.response.header.Vary' }, null],
  ['one origin for everybody', `#set(${HEADER}.Access-Control-Allow-Origin = '${APP}')`, {}, null],
])('%s', (_what, template, headers, found) => {
  const hazard = hazardOf(template, headers);
  if (found === null) {
    expect(hazard).toBeNull();
  } else {
    expect(hazard).toMatch(found);
  }
});

describe('answers of which not all is told', () => {
  const BY = { logicalId: 'Part', what: 'a part' };
  const told = (headers: Answered['headers'], untold: readonly string[] = []): Answered => ({
    kind: 'answered',
    status: 200,
    headers,
    by: BY,
    undeterminedHeaders: untold.map((name) => ({ name, reason: 'of the backend' })),
    notes: [],
  });
  const allowing = told([['Access-Control-Allow-Origin', APP]]);
  const nothing: NotTold = notTold(BY, 'nobody knows');

  test('are no hazard that was found, not even for a cache', () => {
    expect(hazardFrom(allowing, nothing, true)).toBeNull();
    expect(hazardFrom(nothing, allowing, true)).toBeNull();
  });

  test.each<readonly [string, RegExp | null]>([
    ['*', null],
    ['VARY', null],
    ['X-Other', /no Vary: Origin/],
  ])('may say Vary where %s is not told, and a cache knows no better than its keys', (name, found) => {
    const allowed = told(allowing.headers, [name]);
    const refused = told([], [name]);
    expect(hazardFrom(allowed, refused, false) ?? '').toMatch(found ?? /^$/);
    expect(hazardFrom(allowed, refused, true)).toMatch(/the stage may cache/);
  });
});
