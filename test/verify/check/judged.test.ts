import { type BrowserRequest, preflightRequestFor } from '../../../src/verify/browser';
import { type Judged, judgePreflight, judgeResponse } from '../../../src/verify/check/judged';
import type { Answered, NotTold } from '../../../src/verify/gateway/answers';

const APP = 'https://app.example.com';
const REQUEST: BrowserRequest = {
  origin: APP,
  method: 'PUT',
  url: 'https://api.example.com/orders',
  headers: [['X-Mine', '1']],
  credentials: 'include',
};
const ORIGIN = ['Access-Control-Allow-Origin', APP] as const;
const CREDENTIALS = ['Access-Control-Allow-Credentials', 'true'] as const;
const METHODS = ['Access-Control-Allow-Methods', 'PUT'] as const;
const HEADERS = ['Access-Control-Allow-Headers', 'X-Mine'] as const;
const BY = { logicalId: 'Part', what: 'a part' };

const answered = (more: Partial<Answered> = {}): Answered => ({
  kind: 'answered',
  status: 200,
  headers: [ORIGIN, CREDENTIALS, METHODS, HEADERS],
  by: BY,
  undeterminedHeaders: [],
  notes: [],
  ...more,
});

function preflight(answer: Answered | NotTold, request = REQUEST): Judged {
  const asked = preflightRequestFor(request);
  if (asked === null) {
    throw new Error('no preflight is sent');
  }
  return judgePreflight(request, asked, answer, 'standard');
}

const response = (answer: Answered | NotTold, request = REQUEST) => judgeResponse(request, answer, 'standard');
const BOTH = [
  ['a preflight', preflight],
  ['a response', response],
] as const;
const untold = (name: string) => [{ name, reason: 'of the backend' }];
const note = (id: Answered['notes'][number]['id']) => [{ id, logicalId: 'Part', text: `because ${id}` }];

describe.each(BOTH)('%s', (_, judged) => {
  test('that says all that is asked is allowed, by the part that gives it, whatever else was or will be answered', () => {
    expect(judged(answered())).toMatchObject({ verdict: { verdict: 'ALLOWED' }, by: BY, status: 200 });
    expect(judged(answered({ headers: [] }))).toMatchObject({
      verdict: { verdict: 'BLOCKED', reason: expect.stringContaining('AllowOriginHeader') },
      by: BY,
      status: 200,
    });
  });

  test('that is not told leaves everything open', () => {
    const notTold: NotTold = { kind: 'undetermined', reason: 'nobody knows', by: BY, notes: note('assumed-status') };
    expect(judged(notTold)).toEqual({
      verdict: {
        verdict: 'UNDETERMINED',
        reason: null,
        preflightNeeded: false,
        exposedHeaders: [],
        cacheSeconds: 0,
        step: expect.any(String),
        seen: null,
        wanted: null,
        fix: null,
        notes: ['nobody knows'],
      },
      by: BY,
      status: null,
    });
  });

  test('that is not told is told with what its template says in vain', () => {
    const notes = [...note('assumed-status'), ...note('ignored-mapping')];
    expect(judged({ kind: 'undetermined', reason: 'nobody knows', by: BY, notes }).verdict.notes).toEqual([
      'nobody knows',
      'because ignored-mapping',
    ]);
  });

  test.each(['may-not-be-deployed', 'no-deployment', 'undeclared-header'] as const)('is in doubt by %s', (id) => {
    const notes = [...note('assumed-status'), ...note(id)];
    for (const headers of [answered().headers, []]) {
      expect(judged(answered({ notes, headers }))).toMatchObject({
        verdict: { verdict: 'UNDETERMINED', notes: [`because ${id}`] },
        by: BY,
        status: 200,
      });
    }
  });

  test.each(['ignored-mapping', 'assumed-status', 'by-the-function'] as const)('is in no doubt by %s', (id) => {
    expect(judged(answered({ notes: note(id) })).verdict.verdict).toBe('ALLOWED');
  });

  test.each(['*', 'access-control-allow-ORIGIN', 'Access-Control-Allow-Credentials'])(
    'of which %s is not told is open, whatever else it says of that',
    (name) => {
      const wrong = [...answered().headers, ['Access-Control-Allow-Origin', 'https://b.example'] as const];
      const undeterminedHeaders = untold(name);
      expect(judged(answered({ undeterminedHeaders })).verdict).toMatchObject({
        verdict: 'UNDETERMINED',
        notes: [`${name}: of the backend`],
      });
      expect(judged(answered({ undeterminedHeaders, headers: wrong })).verdict.verdict).toBe(
        name.endsWith('Credentials') ? 'BLOCKED' : 'UNDETERMINED',
      );
    },
  );

  test.each(['Vary', 'X-Mine'])('of which %s is not told is allowed: no decision hangs on it', (name) => {
    expect(judged(answered({ undeterminedHeaders: untold(name) })).verdict.verdict).toBe('ALLOWED');
  });

  test('is blocked where what is told is wrong, whatever is not told', () => {
    const headers = [['Access-Control-Allow-Origin', 'https://b.example'] as const, METHODS, HEADERS];
    const undeterminedHeaders = untold('Access-Control-Allow-Credentials');
    expect(judged(answered({ headers, undeterminedHeaders })).verdict.reason).toMatch(/AllowOriginMismatch$/);
  });
});

describe('a preflight', () => {
  test.each(['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers'])(
    'is open where %s is not told',
    (name) => {
      const headers = answered().headers.filter(([own]) => own !== name);
      expect(preflight(answered({ headers, undeterminedHeaders: untold(name) })).verdict.verdict).toBe('UNDETERMINED');
      expect(preflight(answered({ headers })).verdict.verdict).toBe('BLOCKED');
    },
  );

  test('is open where the body decides on a status that a browser takes and one that it does not', () => {
    const { verdict, status } = preflight(answered({ otherStatuses: [204, 500] }));
    expect(verdict).toMatchObject({ verdict: 'UNDETERMINED', notes: [expect.stringMatching(/200 or 500$/)] });
    expect(status).toBe(200);
    expect(preflight(answered({ otherStatuses: [204] })).verdict.verdict).toBe('ALLOWED');
  });

  test('with the wrong status is mended as the template is, and with the wrong header as the header is', () => {
    const fix = 'Mend the template.';
    expect(preflight(answered({ status: 401, fix })).verdict).toMatchObject({ reason: 'PreflightInvalidStatus', fix });
    const ofTheBrowser = preflight(answered({ status: 401 })).verdict.fix;
    expect(ofTheBrowser).toEqual(expect.any(String));
    expect(preflight(answered({ headers: [], fix })).verdict.fix).not.toBe(fix);
  });
});

test('an answer is judged as if its preflight had been right, with headers or without', () => {
  expect(response(answered({ status: 500 })).verdict.verdict).toBe('ALLOWED');
  expect(response(answered(), { ...REQUEST, headers: [] }).verdict).toMatchObject({
    verdict: 'ALLOWED',
    preflightNeeded: true,
  });
  expect(response(answered(), { ...REQUEST, method: 'GET', headers: [] }).verdict.preflightNeeded).toBe(false);
});
