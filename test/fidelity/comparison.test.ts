import type { Answered } from '../../src/verify/gateway/answers';
import { compare, type Limitation } from '../witnesses/emulators/comparison';
import type { Received } from '../witnesses/emulators/requests';

const REQUEST = { method: 'GET', path: '/', headers: [] };
const BY = { request: REQUEST, method: undefined };

function told(over: Partial<Answered> = {}): Answered {
  return {
    kind: 'answered',
    status: 200,
    headers: [['Access-Control-Allow-Origin', '*']],
    body: 'yes',
    by: { logicalId: 'Api', what: 'a method' },
    undeterminedHeaders: [],
    notes: [],
    ...over,
  };
}

function received(over: Partial<Received> = {}): Received {
  return {
    status: 200,
    headers: [
      ['access-control-allow-origin', '*'],
      ['Date', 'today'],
    ],
    body: 'yes',
    ...over,
  };
}

const hiding = (what: ReturnType<Limitation['hides']>): readonly Limitation[] => [
  { name: 'a known one', hides: () => what },
];

describe('an answer of a witness', () => {
  test('is the same where status, headers and body are, whatever the case of names and what every answer carries', () => {
    expect(compare(told(), received(), BY, [])).toEqual({ outcome: 'same', limitations: [], why: [] });
  });

  test.each<[what: string, Partial<Received>, why: string]>([
    ['its status', { status: 403 }, 'status 200, and not 403'],
    ['a header that is missing', { headers: [] }, 'access-control-allow-origin: "*", and not nothing'],
    [
      'a header that is doubled',
      { headers: received().headers.flatMap((line) => [line, line]) },
      'access-control-allow-origin: "*", and not "*, *"',
    ],
    [
      'a header that is too many',
      { headers: [...received().headers, ['Vary', 'Origin']] },
      'vary: nothing, and not "Origin"',
    ],
    ['its body', { body: 'no' }, 'body "yes", and not "no"'],
  ])('differs by %s', (_what, over, why) => {
    expect(compare(told(), received(over), BY, [])).toEqual({ outcome: 'different', limitations: [], why: [why] });
  });

  test('is not held against what the verifier leaves open', () => {
    const open = told({ undeterminedHeaders: [{ name: 'vary', reason: 'nobody knows' }] });
    const more = received({ headers: [...received().headers, ['Vary', 'Origin']] });
    expect(compare(open, more, BY, []).outcome).toBe('same');
    expect(compare({ ...told(), kind: 'undetermined', reason: 'nobody knows' }, more, BY, [])).toMatchObject({
      outcome: 'open',
      why: ['nobody knows'],
    });
  });

  test('is held against the rest where a limitation hides a part of it, and that is named', () => {
    const other = received({ status: 403, headers: [] });
    expect(compare(told(), other, BY, hiding('headers'))).toEqual({
      outcome: 'different',
      limitations: ['a known one'],
      why: ['status 200, and not 403'],
    });
    expect(compare(told(), other, BY, hiding('status')).why).toEqual([
      'access-control-allow-origin: "*", and not nothing',
    ]);
    expect(compare(told(), other, BY, hiding('everything')).outcome).toBe('skipped');
    expect(compare(told(), other, BY, hiding(undefined)).why).toHaveLength(2);
  });

  test('may differ where a part may not be deployed, and may not where it is', () => {
    const late = told({ notes: [{ id: 'may-not-be-deployed', logicalId: 'Api', text: 'late' }] });
    expect(compare(late, received({ status: 403 }), BY, []).outcome).toBe('open');
    expect(compare(late, received(), BY, []).outcome).toBe('same');
  });
});
