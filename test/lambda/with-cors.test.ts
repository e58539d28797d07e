import { withCors } from '../../src/lambda';
import type { CorsPolicy } from '../../src/policy/policy';
import { APP, OTHER } from '../support/apis';
import { type Answer, aLoadBalancerEvent, aRestEvent, inEnvironment, inFunctionOf } from '../support/functions';
import { allowing } from '../support/policies';

const ALLOWED = { 'Access-Control-Allow-Origin': APP, Vary: 'Origin' };
const EVENT = aRestEvent(APP);

type Callback = (error?: unknown, result?: unknown) => void;
interface OldContext {
  callbackWaitsForEmptyEventLoop: boolean;
  succeed(result: unknown): void;
  done(error: unknown, result: unknown): void;
  fail(error: unknown): void;
}

function wrapped<H extends (...parameters: never[]) => unknown>(
  handler: H,
  policy: CorsPolicy | undefined = allowing(APP, OTHER),
): H {
  return inFunctionOf(policy, () => withCors(handler));
}

/** A context as the runtime makes it: one object for each call, some of whose members are accessors. */
function aContext(answered: (result: unknown) => void): OldContext {
  let waits = true;
  return {
    get callbackWaitsForEmptyEventLoop() {
      return waits;
    },
    set callbackWaitsForEmptyEventLoop(value) {
      waits = value;
    },
    succeed: answered,
    done: (_error, result) => answered(result),
    fail: () => undefined,
  };
}

afterEach(() => jest.restoreAllMocks());

describe('a handler that is wrapped', () => {
  test('may be async', async () => {
    const handler = wrapped(async (_event: object): Promise<Answer> => ({ statusCode: 200, body: 'a' }));
    expect(await handler(EVENT)).toEqual({ statusCode: 200, body: 'a', headers: ALLOWED });
  });

  test('may return its answer', () => {
    expect(wrapped((_event: object): Answer => ({ statusCode: 200 }))(EVENT)).toEqual({
      statusCode: 200,
      headers: ALLOWED,
    });
  });

  test('may call back', () => {
    const callback = jest.fn();
    wrapped((_event: object, _context: object, answer: Callback) => answer(null, { statusCode: 201 }))(
      EVENT,
      {},
      callback,
    );
    expect(callback).toHaveBeenCalledWith(null, { statusCode: 201, headers: ALLOWED });
  });

  test('may call back with an error', () => {
    const callback = jest.fn();
    const error = new Error('lost');
    wrapped((_event: object, _context: object, answer: Callback) => answer(error))(EVENT, {}, callback);
    expect(callback).toHaveBeenCalledWith(error, undefined);
  });

  test.each(['succeed', 'done'] as const)('may answer by context.%s', (way) => {
    const answered = jest.fn();
    const handler = wrapped((_event: object, context: OldContext) => {
      const answer = { statusCode: 200 };
      return way === 'succeed' ? context.succeed(answer) : context.done(null, answer);
    });
    handler(EVENT, aContext(answered));
    expect(answered.mock.calls).toEqual([[{ statusCode: 200, headers: ALLOWED }]]);
  });

  test('finds everything else of the context, and can set it', () => {
    const context = aContext(() => undefined);
    const keys = wrapped((_event: object, own: OldContext) => {
      own.callbackWaitsForEmptyEventLoop = false;
      return Object.keys(own);
    })(EVENT, context);
    expect(keys).toEqual(Object.keys(context));
    expect(context.callbackWaitsForEmptyEventLoop).toBe(false);
  });

  test('throws what it threw', async () => {
    const error = new TypeError('lost');
    const sync = wrapped((_event: object) => {
      throw error;
    });
    expect(() => sync(EVENT)).toThrow(error);
    await expect(wrapped((_event: object) => Promise.reject(error))(EVENT)).rejects.toBe(error);
  });

  test('keeps its number of parameters, by which the runtime knows a handler that calls back', () => {
    expect(wrapped((_event: object, _context: object, _callback: Callback) => undefined).length).toBe(3);
    expect(wrapped(async (_event: object) => undefined).length).toBe(1);
  });

  test('may answer by a thenable, whose method need not return another', async () => {
    type Then = (answer: (result: Answer) => void, fail: (error: unknown) => void) => void;
    const answeringBy = (then: Then) => wrapped((_event: object) => Object.fromEntries([['then', then]]));
    expect(await answeringBy((answer) => answer({ statusCode: 200 }))(EVENT)).toEqual({
      statusCode: 200,
      headers: ALLOWED,
    });
    const failing = answeringBy((_, fail) => fail(new TypeError('lost')));
    await expect(failing(EVENT)).rejects.toThrow('lost');
  });

  test('keeps its properties, its name and its this', () => {
    const hooks = Symbol('hooks');
    const use = (): string => 'used';
    const handler = Object.assign(
      function orders(this: unknown, _event: object): Answer {
        return { body: this };
      },
      { use, [hooks]: [1] },
    );
    const found = wrapped(handler);
    expect([found.use(), found[hooks], found.name]).toEqual(['used', [1], 'orders']);
    expect(found.call('me', EVENT)).toEqual({ body: 'me', headers: ALLOWED });
  });

  test('may be wrapped twice', () => {
    const answer = wrapped(wrapped((_event: object): Answer => ({ statusCode: 200 })))(EVENT);
    expect(answer).toEqual({ statusCode: 200, headers: ALLOWED });
  });

  test('has its answers left as they are when they are shared by requests', () => {
    const shared = Object.freeze({ statusCode: 404, headers: Object.freeze({ 'content-type': 'text/plain' }) });
    const handler = wrapped((_event: object): Answer => shared);
    expect(handler(EVENT).headers).toEqual({ 'content-type': 'text/plain', ...ALLOWED });
    expect(handler(aRestEvent('https://evil.example')).headers).toEqual({
      'content-type': 'text/plain',
      Vary: 'Origin',
    });
  });
});

describe('a handler that changes its event', () => {
  type Change = (event: Record<string, unknown>) => unknown;

  test.each<readonly [string, object, Change]>([
    ['its headers', aRestEvent(APP), (event) => delete event.headers],
    [
      'both maps of its headers',
      aRestEvent(APP),
      (event) => Object.assign(event, { headers: 7, multiValueHeaders: 7 }),
    ],
    ['the origin', aRestEvent(APP), ({ headers }) => Object.assign(headers as object, { origin: OTHER })],
    ['its context', aRestEvent(APP), (event) => Object.assign(event, { requestContext: undefined })],
    ['its method', aRestEvent(APP), (event) => delete event.httpMethod],
    ['its version', aRestEvent(APP), (event) => Object.assign(event, { version: '2.0' })],
    ['how a load balancer asks', aLoadBalancerEvent(APP, true), (event) => Object.assign(event, { headers: {} })],
    [
      'that it comes from a load balancer',
      aLoadBalancerEvent(APP, true),
      ({ requestContext }) => delete (requestContext as { elb?: unknown }).elb,
    ],
  ])('is answered for by the event that came: %s', async (_, event, change) => {
    const unchanged = wrapped((_event: object): Answer => ({ statusCode: 200 }))(event);
    expect(JSON.stringify(unchanged)).toContain(APP);
    const ways = {
      returns: wrapped((own: never): Answer => {
        change(own);
        return { statusCode: 200 };
      }),
      later: wrapped(async (own: never): Promise<Answer> => {
        await Promise.resolve();
        change(own);
        return { statusCode: 200 };
      }),
    };
    expect(ways.returns(structuredClone(event) as never)).toEqual(unchanged);
    expect(await ways.later(structuredClone(event) as never)).toEqual(unchanged);
  });

  test('into a request is none the more asked by one', () => {
    const event = { Records: [] };
    const answer = wrapped((own: object) => Object.assign(own, aRestEvent(APP)) && { statusCode: 200 })(event);
    expect(answer).toEqual({ statusCode: 200 });
  });
});

describe('events that are no requests in version 1.0 of the payload', () => {
  test.each<readonly [string, unknown]>([
    ['a function URL', { version: '2.0', rawPath: '/', headers: { origin: APP }, requestContext: { http: {} } }],
    ['an HTTP API in version 2.0', { version: '2.0', routeKey: 'GET /', headers: { origin: APP }, requestContext: {} }],
    ['version 2.0, whatever else it has', aRestEvent(APP, { version: '2.0' })],
    ['a WebSocket API', { headers: { Origin: APP }, requestContext: { connectionId: 'x', routeKey: '$connect' } }],
    [
      'a request authorizer',
      aRestEvent(APP, { type: 'REQUEST', methodArn: 'arn:aws:execute-api:eu-west-1:1:a/b/GET/' }),
    ],
    ['a token authorizer', { type: 'TOKEN', authorizationToken: 'x', methodArn: 'arn' }],
    ['a queue', { Records: [{ eventSource: 'aws:sqs' }] }],
    ['VPC Lattice', { raw_path: '/', method: 'GET', headers: { origin: APP } }],
    ['a schedule', { source: 'aws.events' }],
    ['headers that are none', aRestEvent(APP, { headers: 'origin' })],
    ['nothing', null],
    ['a text', 'event'],
    ['a list', [aRestEvent(APP)]],
  ])('are none of its business: %s', (_, event) => {
    const result = { statusCode: 200 };
    expect(wrapped((_event: unknown) => result)(event)).toBe(result);
  });
});

describe('requests in version 1.0 of the payload', () => {
  test.each<readonly [string, object]>([
    ['a REST API', aRestEvent(APP)],
    ['a REST API whose client writes Origin', aRestEvent(undefined, { headers: { Origin: APP } })],
    ['a REST API that tells it in lists alone', aRestEvent(undefined, { multiValueHeaders: { ORIGIN: [APP] } })],
    ['an HTTP API in version 1.0', aRestEvent(APP, { version: '1.0' })],
    ['a load balancer', aLoadBalancerEvent(APP, false)],
  ])('are answered with the headers: %s', (_, event) => {
    expect(wrapped((_event: object): Answer => ({ statusCode: 200 }))(event).headers).toEqual(ALLOWED);
  });

  test('from a load balancer that speaks lists are answered in lists', () => {
    const answer = wrapped((_event: object): Answer => ({ statusCode: 200 }))(aLoadBalancerEvent(APP, true));
    expect(answer).toEqual({
      statusCode: 200,
      multiValueHeaders: { 'Access-Control-Allow-Origin': [APP], Vary: ['Origin'] },
    });
  });

  test.each<readonly [string, object]>([
    ['none', aRestEvent(undefined)],
    ['of a stranger', aRestEvent('https://evil.example')],
    ['twice, and different', aRestEvent(APP, { multiValueHeaders: { origin: [APP, 'https://evil.example'] } })],
    ['twice in one line', aRestEvent(`${APP}, ${OTHER}`)],
    ['that is no text', aRestEvent(undefined, { headers: { origin: 7 } })],
  ])('whose Origin is not allowed are told nothing: %s', (_, event) => {
    expect(wrapped((_event: object): Answer => ({ statusCode: 200 }))(event).headers).toEqual({ Vary: 'Origin' });
  });
});

describe('handlers that cannot be helped', () => {
  const handler = async () => ({ statusCode: 200 });

  test('stream their answer, which is said', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    const streaming = Object.assign(async () => undefined, {
      [Symbol.for('aws.lambda.runtime.handler.streaming')]: 'response',
    });
    expect(wrapped(streaming)).toBe(streaming);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('handler-streams'));
  });

  test('have no policy, which is said', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    expect(inFunctionOf(undefined, () => withCors(handler))).toBe(handler);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('cors-policy-missing'));
  });

  test.each([
    '',
    'null',
    '7',
    '"*"',
    '{}',
    '{"allowOrigins":"https://app.example.com"}',
    '{"allowOrigins":[1]}',
    '{"allowOrigins":[],"allowOriginPatterns":"*"}',
    '{"allowOrigins":["https://a.example"],"allowCredentials":"yes"}',
    '{"allowOrigins":["https://a.example"],"exposeHeaders":"ETag"}',
    '{"allowOrigins":["https://a.example\n"]}',
  ])('have a policy that is none, which is said: %j', (text) => {
    const warn = jest.spyOn(console, 'warn').mockImplementation();
    expect(inEnvironment(text, () => withCors(handler))).toBe(handler);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('cors-policy-unreadable'));
  });
});
