import { type Answered, type GatewayAnswer, inCommon, type NotTold } from '../../../src/verify/gateway/answers';
import { answered } from './an-api';

const BY = { logicalId: 'GETx', what: 'the MOCK integration of GET /x' };
const WHY = 'nobody has measured it';

function anAnswer(parts: Partial<Answered> = {}): Answered {
  return { kind: 'answered', status: 200, headers: [], by: BY, undeterminedHeaders: [], notes: [], ...parts };
}

const OPEN: NotTold = { kind: 'undetermined', reason: 'the templates do not tell', by: BY, notes: [] };

function common(one: Partial<Answered>, other: Partial<Answered>): GatewayAnswer {
  return inCommon(anAnswer(one), anAnswer(other), WHY);
}

describe('of two readings', () => {
  test('nothing is told as soon as one of them tells nothing', () => {
    expect(inCommon(OPEN, anAnswer(), WHY)).toBe(OPEN);
    expect(inCommon(anAnswer(), OPEN, WHY)).toBe(OPEN);
    const other: NotTold = { ...OPEN, reason: 'another' };
    expect(inCommon(OPEN, other, WHY)).toBe(OPEN);
  });

  test.each<[string, Partial<Answered>, Partial<Answered>, string]>([
    ['statuses', { status: 200 }, { status: 500 }, '200 or 500'],
    ['statuses that the body decides', { otherStatuses: [404] }, { otherStatuses: [502] }, '200,404 or 200,502'],
    ['statuses of which one alone has others', {}, { otherStatuses: [404] }, '200 or 200,404'],
  ])('with different %s nothing is told', (_what, one, other, statuses) => {
    const note = { id: 'no-deployment', logicalId: 'Api', text: 'there is none' } as const;
    expect(common({ ...one, notes: [note] }, other)).toEqual({
      ...OPEN,
      reason: `${WHY}: the answer is ${statuses}`,
      notes: [note],
    });
  });

  test('that are the same, the same is told', () => {
    const same = { otherStatuses: [404], headers: [['Vary', 'Origin']], body: '{}' } as const;
    expect(common(same, { ...same, headers: [['vary', 'Origin']] })).toStrictEqual(anAnswer(same));
  });

  test.each<[string, Answered['headers'], Answered['headers'], Answered['headers'], readonly string[]]>([
    ['has another value', [['Vary', 'Origin']], [['Vary', 'Accept']], [], ['vary']],
    ['is there in one alone', [['Vary', 'Origin']], [], [], ['vary']],
    ['is there in the other alone', [], [['Vary', 'Origin']], [], ['vary']],
    [
      'has another line',
      [['Vary', 'Origin']],
      [
        ['Vary', 'Origin'],
        ['vary', 'Accept'],
      ],
      [],
      ['vary'],
    ],
    ['has the value of another header', [['A', '1']], [['B', '1']], [], ['a', 'b']],
    [
      'stands beside one that is shared',
      [
        ['A', '1'],
        ['B', '2'],
      ],
      [
        ['B', '2'],
        ['A', '3'],
      ],
      [['B', '2']],
      ['a'],
    ],
  ])('a header is open that %s', (_what, one, other, shared, open) => {
    const told = answered(common({ headers: one }, { headers: other }));
    expect(told.headers).toEqual(shared);
    expect(told.undeterminedHeaders).toEqual(open.map((name) => ({ name, reason: WHY })));
  });

  test('a header that one of them leaves open is open, for the reason that is given there', () => {
    const undeterminedHeaders = [{ name: 'Vary', reason: 'it is known only at the deployment' }];
    for (const told of [
      common({ undeterminedHeaders }, { headers: [['vary', 'Origin']] }),
      common({ headers: [['VARY', 'Origin']] }, { undeterminedHeaders }),
    ]) {
      expect(told).toMatchObject({ headers: [], undeterminedHeaders });
    }
  });

  test('a header that both leave open is open once', () => {
    const [vary, age] = ['Vary', 'Age'].map((name) => ({ name, reason: WHY }));
    const told = common(
      { undeterminedHeaders: vary && age ? [vary, age] : [] },
      {
        undeterminedHeaders: vary
          ? [
              { ...vary, reason: 'another' },
              { name: 'Date', reason: WHY },
            ]
          : [],
      },
    );
    expect(told).toMatchObject({ undeterminedHeaders: [vary, age, { name: 'Date', reason: WHY }] });
  });

  test.each([
    ['is told where it is the same', '{}', '{}', '{}'],
    ['is open where it differs', '{}', '[]', undefined],
    ['is open where one does not know it', '{}', undefined, undefined],
    ['is open where neither knows it', undefined, undefined, undefined],
  ])('the body %s', (_what, one, other, body) => {
    const told = common(one === undefined ? {} : { body: one }, other === undefined ? {} : { body: other });
    expect(told).toStrictEqual(anAnswer(body === undefined ? {} : { body }));
  });
});
