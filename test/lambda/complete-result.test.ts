import fc from 'fast-check';
import { completeResult } from '../../src/lambda/complete-result';
import { corsPolicy, type HandlerPolicy } from '../../src/lambda/handler-policy';
import { type ProxyRequest, readRequest } from '../../src/lambda/proxy-event';
import type { PolicyInput } from '../../src/policy/policy';
import { APP, OTHER } from '../support/apis';
import {
  type Answer,
  aHandlerPolicy,
  aLoadBalancerEvent,
  anAnswer,
  aRestEvent,
  inEnvironment,
  inFunctionOf,
} from '../support/functions';
import { aPolicy } from '../support/policies';

const REQUEST = requestOf(aRestEvent(APP));

function requestOf(event: object): ProxyRequest {
  const request = readRequest(event);
  if (request === undefined) {
    throw new Error('the event is no request');
  }
  return request;
}

function complete(result: unknown, input: Partial<PolicyInput> = {}, request = REQUEST): Answer {
  return completeResult(result, request, handlerPolicy({ allowOrigins: [APP, OTHER], ...input })) as Answer;
}

function handlerPolicy(input: Partial<PolicyInput>): HandlerPolicy {
  const policy = inFunctionOf(aPolicy(input), corsPolicy);
  if (policy === undefined) {
    throw new Error('the policy was not read');
  }
  return policy;
}

describe('the headers of an answer', () => {
  test.each<readonly [string, Partial<PolicyInput>, Readonly<Record<string, string>>]>([
    ['one origin stands for everybody', { allowOrigins: [OTHER] }, { 'Access-Control-Allow-Origin': OTHER }],
    ['a star stands for everybody', { allowOrigins: ['*'] }, { 'Access-Control-Allow-Origin': '*' }],
    [
      'of several it is the one that asks',
      { allowOrigins: ['https://*.example.com'] },
      { 'Access-Control-Allow-Origin': APP, Vary: 'Origin' },
    ],
    [
      'credentials and exposed headers go with it',
      { allowCredentials: true, exposeHeaders: ['ETag', 'X-Total'] },
      {
        'Access-Control-Allow-Origin': APP,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'ETag,X-Total',
        Vary: 'Origin',
      },
    ],
    [
      'a stranger gets no word of the origin or of credentials',
      { allowOrigins: [OTHER, 'https://*.example.org'], allowCredentials: true, exposeHeaders: ['ETag'] },
      { 'Access-Control-Expose-Headers': 'ETag', Vary: 'Origin' },
    ],
  ])('%s', (_, input, headers) => {
    expect(complete({ statusCode: 200 }, input).headers).toEqual(headers);
  });

  test('never let credentials go with a star, whatever the environment says', () => {
    const policy = inEnvironment('{"allowOrigins":"*","allowCredentials":true}', corsPolicy);
    expect(completeResult({}, REQUEST, policy as HandlerPolicy)).toEqual({
      headers: { 'Access-Control-Allow-Origin': '*' },
    });
  });
});

describe('what the handler set', () => {
  const credentials = { allowCredentials: true };
  const theirs = { headers: { 'access-control-allow-origin': OTHER } };

  test.each<readonly [string, Answer]>([
    ['the origin', theirs],
    ['the origin in lists', { multiValueHeaders: { 'ACCESS-CONTROL-ALLOW-ORIGIN': [OTHER] } }],
    ['the origin, empty', { headers: { 'Access-Control-Allow-Origin': '' } }],
    ['the origin, null', { headers: { 'Access-Control-Allow-Origin': null } }],
    ['credentials alone', { headers: { 'Access-Control-Allow-Credentials': 'true' } }],
  ])('decides alone on origin and credentials: %s', (_, answer) => {
    const names = Object.keys({
      ...(complete(answer, credentials).headers as object),
      ...(answer.multiValueHeaders as object),
    });
    const lower = names.map((name) => name.toLowerCase());
    expect(lower.filter((name) => name.startsWith('access-control-allow-')).length).toBe(1);
    expect(complete(answer, credentials)).toMatchObject(answer);
  });

  test.each<readonly [string, Answer]>([
    ['undefined', { headers: { 'Access-Control-Allow-Origin': undefined } }],
    ['no value in its list', { multiValueHeaders: { 'Access-Control-Allow-Origin': [] }, headers: {} }],
    ['no headers', { headers: null, multiValueHeaders: null }],
  ])('is nothing where it has %s', (_, answer) => {
    expect(complete(answer).headers).toMatchObject({ 'Access-Control-Allow-Origin': APP });
  });

  test('stays, and what is missing is added beside it', () => {
    expect(complete({ ...theirs, statusCode: 200 }, { exposeHeaders: ['ETag'] })).toEqual({
      statusCode: 200,
      headers: { 'access-control-allow-origin': OTHER, 'Access-Control-Expose-Headers': 'ETag', Vary: 'Origin' },
    });
  });

  test('stays where the policy would expose other headers', () => {
    const answer = { headers: { 'access-control-expose-headers': 'X-Mine' } };
    expect(complete(answer, { exposeHeaders: ['ETag'] }).headers).toMatchObject(answer.headers);
  });

  test('is kept in lists where it is in lists alone', () => {
    expect(complete({ multiValueHeaders: { 'Set-Cookie': ['a', 'b'] } })).toEqual({
      multiValueHeaders: { 'Set-Cookie': ['a', 'b'], 'Access-Control-Allow-Origin': [APP], Vary: ['Origin'] },
    });
  });

  test('is completed in the way in which a load balancer asks', () => {
    const answer = { headers: { a: 'b' } };
    const inTexts = complete(answer, {}, requestOf(aLoadBalancerEvent(APP, false)));
    expect(inTexts).toEqual({ headers: { a: 'b', 'Access-Control-Allow-Origin': APP, Vary: 'Origin' } });
    const inLists = complete(answer, {}, requestOf(aLoadBalancerEvent(APP, true)));
    expect(inLists).toEqual({
      headers: { a: 'b' },
      multiValueHeaders: { 'Access-Control-Allow-Origin': [APP], Vary: ['Origin'] },
    });
  });

  test('is sent as the runtime would serialise it', () => {
    class Response {
      toJSON(): object {
        return { statusCode: 204 };
      }
    }
    expect(complete(new Response())).toMatchObject({ statusCode: 204, headers: { Vary: 'Origin' } });
  });

  class Bag {
    readonly #content: object;

    constructor(content: object) {
      this.#content = content;
    }

    toJSON(): object {
      return this.#content;
    }
  }

  test.each<readonly [string, Answer]>([
    ['its headers', { headers: new Bag({ a: 'b', ...theirs.headers }) }],
    ['its lists', { multiValueHeaders: new Bag({ a: ['b'], 'access-control-allow-origin': [OTHER] }) }],
    ['one list', { multiValueHeaders: { a: ['b'], 'access-control-allow-origin': new Bag([OTHER]) } }],
    ['one header', { headers: { a: new Bag(['b']), 'access-control-allow-origin': new URL(OTHER) } }],
  ])('is what the runtime would serialise: %s', (_, answer) => {
    const sent = JSON.parse(JSON.stringify(complete(answer, credentials)));
    const own = JSON.parse(JSON.stringify(answer));
    expect(sent).toMatchObject(own);
    expect(JSON.stringify(sent)).not.toMatch(/Access-Control-Allow|app\.example/);
    expect(JSON.stringify(sent)).toContain('Origin');
  });

  test.each<readonly [string, unknown]>([
    ['a function', () => ({ Vary: 'Accept' })],
    ['a symbol', Symbol('headers')],
    ['an object with nothing in it', new Map([['Vary', 'Accept']])],
  ])('is nothing where the runtime would send nothing for it: %s', (_, headers) => {
    const sent = JSON.parse(JSON.stringify(complete({ statusCode: 200, headers })));
    expect(sent).toEqual({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': APP, Vary: 'Origin' } });
  });

  test('is completed in the copy, whatever the original makes of itself', () => {
    const own = { statusCode: 200, toJSON: (): object => own };
    expect(JSON.parse(JSON.stringify(complete(own)))).toMatchObject({ headers: { Vary: 'Origin' } });
  });

  test('may be bytes', () => {
    const answer = { statusCode: 200, body: 'aGk=', isBase64Encoded: true };
    expect(complete(answer)).toMatchObject(answer);
  });
});

describe('Vary', () => {
  test.each<readonly [string, Answer, Answer]>([
    ['is added to', { headers: { vary: 'Accept' } }, { headers: { vary: 'Accept, Origin' } }],
    ['is filled', { headers: { Vary: ' ' } }, { headers: { Vary: 'Origin' } }],
    ['has Origin', { headers: { Vary: 'accept,ORIGIN' } }, { headers: { Vary: 'accept,ORIGIN' } }],
    ['has a star', { headers: { Vary: '*' } }, { headers: { Vary: '*' } }],
    ['is added to in lists', { multiValueHeaders: { vary: ['A'] } }, { multiValueHeaders: { vary: ['A', 'Origin'] } }],
    [
      'has Origin in lists',
      { multiValueHeaders: { Vary: ['A', 'origin'] }, headers: { Vary: 'B' } },
      { multiValueHeaders: { Vary: ['A', 'origin'] }, headers: { Vary: 'B' } },
    ],
    [
      'is in both, and added to once',
      { multiValueHeaders: { Vary: ['A'] }, headers: { Vary: 'B' } },
      { multiValueHeaders: { Vary: ['A', 'Origin'] }, headers: { Vary: 'B' } },
    ],
  ])('%s', (_, answer, expected) => {
    expect(complete(answer)).toMatchObject(expected);
  });

  test('stays as it is where everybody gets the same', () => {
    expect(complete({ headers: { vary: 'Accept' } }, { allowOrigins: ['*'] }).headers).toMatchObject({
      vary: 'Accept',
    });
  });
});

describe('a result that is no answer of a proxy', () => {
  test.each<unknown>([
    undefined,
    null,
    'ok',
    7,
    true,
    [{ statusCode: 200 }],
    { statusCode: 200, headers: 'Content-Type: text/plain' },
    { statusCode: 200, headers: ['a'] },
    { statusCode: 200, multiValueHeaders: 'a' },
    { statusCode: 200, headers: new Date(0) },
  ])('is given back as it is: %j', (result) => {
    expect(complete(result)).toBe(result);
  });
});

test('a result that the runtime cannot serialise is left to it, which says so', () => {
  const round: { headers: object } = { headers: {} };
  Object.assign(round.headers, { round });
  const failing = {
    toJSON() {
      throw new Error('lost');
    },
  };
  for (const result of [{ headers: { a: 7n } }, round, failing, { headers: failing }]) {
    expect(complete(result)).toBe(result);
  }
});

test('no header is ever there twice, nothing is lost, and doing it again changes nothing', () => {
  fc.assert(
    fc.property(anAnswer, aHandlerPolicy, (answer, policy) => {
      const before = JSON.stringify(answer);
      const completed = completeResult(answer, REQUEST, policy) as Answer;
      expect(JSON.stringify(answer)).toBe(before);
      expect(completeResult(completed, REQUEST, policy)).toEqual(completed);
      for (const name of [
        'access-control-allow-origin',
        'access-control-allow-credentials',
        'access-control-expose-headers',
      ]) {
        const count = (one: Answer) => valuesOf(one, name).length;
        expect(count(completed)).toBeLessThanOrEqual(Math.max(1, count(answer)));
        expect(valuesOf(completed, name)).toEqual(expect.arrayContaining(valuesOf(answer, name)));
      }
      const { headers: _, multiValueHeaders: __, ...rest } = completed;
      const { headers: ___, multiValueHeaders: ____, ...own } = answer;
      expect(rest).toEqual(own);
    }),
    { numRuns: 2000 },
  );
});

/** Every value of a header, as API Gateway would see it. */
function valuesOf({ headers, multiValueHeaders }: Answer, name: string): readonly unknown[] {
  return [headers, multiValueHeaders].flatMap((map) =>
    Object.entries(map ?? {})
      .filter(([own]) => own.toLowerCase() === name)
      .flatMap(([, value]) => value),
  );
}
