import { actualAnswer, errorAnswer, headerNames, preflightAnswer, uncomparedAnswer } from '../../src/response/answers';
import { aPolicy } from '../support/policies';

const TWO = ['https://*.example.com', 'https://b.example.com'];
const first = { kind: 'fixed', value: 'https://b.example.com' };

describe('a preflight answer', () => {
  test('lists the verbs of the resource, the headers and the age, and no exposed headers', () => {
    const answer = preflightAnswer(aPolicy({ exposeHeaders: ['ETag'], maxAge: 0 }), ['POST', 'GET']);
    expect(answer).toEqual({
      allowOrigin: { kind: 'fixed', value: 'https://app.example.com' },
      allowCredentials: false,
      headers: [
        ['Access-Control-Allow-Methods', 'OPTIONS,GET,POST'],
        ['Access-Control-Allow-Headers', 'Content-Type'],
        ['Access-Control-Max-Age', '0'],
      ],
    });
  });

  test('lists the methods of the policy where it has some', () => {
    const { headers } = preflightAnswer(aPolicy({ allowMethods: ['*'], allowHeaders: [] }), ['GET']);
    expect(headers).toEqual([
      ['Access-Control-Allow-Methods', '*'],
      ['Access-Control-Max-Age', '7200'],
    ]);
  });

  test('varies by origin where it depends on the origin, and only there', () => {
    expect(headerNames(preflightAnswer(aPolicy({ allowOrigins: TWO }), []))).toContain('Vary');
    expect(headerNames(preflightAnswer(aPolicy({ allowOrigins: ['*'] }), []))).not.toContain('Vary');
    expect(headerNames(preflightAnswer(aPolicy(), []))).not.toContain('Vary');
  });
});

describe('an actual answer', () => {
  test('carries what scripts may read and nothing of the preflight', () => {
    const answer = actualAnswer(
      aPolicy({ allowOrigins: TWO, exposeHeaders: ['ETag', 'X-Id'], allowCredentials: true }),
    );
    expect(answer.allowOrigin).toMatchObject({ kind: 'listed', origins: [{ text: TWO[0] }, { text: TWO[1] }] });
    expect(answer.headers).toEqual([
      ['Access-Control-Expose-Headers', 'ETag,X-Id'],
      ['Vary', 'Origin'],
    ]);
    expect(headerNames(answer).slice(0, 2)).toEqual([
      'Access-Control-Allow-Origin',
      'Access-Control-Allow-Credentials',
    ]);
  });

  test('to a public API allows everybody, without credentials', () => {
    expect(actualAnswer(aPolicy({ allowOrigins: ['*'] }))).toEqual({
      allowOrigin: { kind: 'fixed', value: '*' },
      allowCredentials: false,
      headers: [],
    });
  });
});

describe('where nothing can be compared', () => {
  test('the first origin that is no pattern stands for all, with credentials if the policy has them', () => {
    const answer = uncomparedAnswer(aPolicy({ allowOrigins: TWO, exposeHeaders: ['ETag'], allowCredentials: true }));
    expect(answer).toEqual({
      allowOrigin: first,
      allowCredentials: true,
      headers: [['Access-Control-Expose-Headers', 'ETag']],
    });
  });

  test('nobody is allowed by a list of patterns', () => {
    const policy = aPolicy({
      allowOrigins: ['https://*.example.com'],
      exposeHeaders: ['ETag'],
      allowCredentials: true,
    });
    expect(uncomparedAnswer(policy)).toEqual({ allowOrigin: { kind: 'none' }, allowCredentials: false, headers: [] });
    expect(headerNames(uncomparedAnswer(policy))).toEqual([]);
  });
});

describe('an error of API Gateway', () => {
  test('is like any answer where one origin or everybody is allowed', () => {
    for (const policy of [aPolicy({ allowCredentials: true }), aPolicy({ allowOrigins: ['*'] })]) {
      expect(errorAnswer(policy)).toEqual(actualAnswer(policy));
    }
  });

  test('echoes any origin of a list without credentials, and varies', () => {
    expect(errorAnswer(aPolicy({ allowOrigins: TWO }))).toEqual({
      allowOrigin: { kind: 'echoed' },
      allowCredentials: false,
      headers: [['Vary', 'Origin']],
    });
  });

  test('never echoes with credentials unless the policy dares to', () => {
    const input = { allowOrigins: TWO, allowCredentials: true };
    expect(errorAnswer(aPolicy(input))).toMatchObject({ allowOrigin: first, allowCredentials: true });
    expect(errorAnswer(aPolicy({ ...input, dangerouslyEchoOriginInErrors: true }))).toMatchObject({
      allowOrigin: { kind: 'echoed' },
      allowCredentials: true,
    });
  });
});
