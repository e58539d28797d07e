import { completeResult } from './complete-result';
import { corsPolicy, type HandlerPolicy } from './handler-policy';
import { readRequest } from './proxy-event';

type AnyHandler = (...parameters: never[]) => unknown;
type Complete = (result: unknown) => unknown;
type Callback = (error?: unknown, result?: unknown) => void;

/**
 * Wraps a handler so that what it answers to API Gateway carries the CORS headers of the policy that `RestApiCors` put
 * into the environment of the function (`proxyResponses: ProxyResponses.helper()`). What the handler sets itself stays.
 * Whatever it throws is thrown as before, and API Gateway makes the answer.
 *
 * The handler may be async, return its answer, or call back. Events that are no requests in version 1.0 of the payload,
 * and handlers that stream, are left alone. Without a policy the handler is returned as it is, and the log says so.
 *
 * @param handler the handler, in the form that the Node.js runtime of AWS Lambda takes
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function withCors<H extends AnyHandler>(handler: H): H {
  if (streams(handler)) {
    console.warn(
      'cdk-apigateway-cors: handler-streams: the handler streams its answer, whose headers it sends itself, so no CORS header is added. Fix: pass the headers to awslambda.HttpResponseStream.from.',
    );
    return handler;
  }
  const policy = corsPolicy();
  return policy === undefined ? handler : (wrap(handler as unknown as Invocable, policy) as unknown as H);
}

type Invocable = (event: unknown, context: unknown, callback?: unknown) => unknown;

function wrap(handler: Invocable, policy: HandlerPolicy): Invocable {
  const wrapped: Invocable = (event, context, callback) => {
    const request = readRequest(event);
    if (request === undefined) {
      return handler(event, context, callback);
    }
    const complete: Complete = (result) => completeResult(result, request, policy);
    const returned = handler(event, completing(context, complete), calledBack(callback, complete));
    return isPromiseLike(returned) ? returned.then(complete) : complete(returned);
  };
  // The runtime tells by the number of parameters whether a handler calls back.
  return Object.defineProperty(wrapped, 'length', { value: handler.length });
}

function calledBack(callback: unknown, complete: Complete): unknown {
  return typeof callback === 'function'
    ? (error?: unknown, result?: unknown) => (callback as Callback)(error, complete(result))
    : callback;
}

/** A copy of the context whose own ways to answer, which are as old as Lambda, complete the answer too. */
function completing(context: unknown, complete: Complete): unknown {
  const { succeed, done } = (context ?? {}) as { succeed?: Complete; done?: Callback };
  if (typeof succeed !== 'function' || typeof done !== 'function') {
    return context;
  }
  return Object.create(Object.getPrototypeOf(context), {
    ...Object.getOwnPropertyDescriptors(context as object),
    succeed: { ...OWN, value: (result: unknown) => succeed(complete(result)) },
    done: { ...OWN, value: (error: unknown, result: unknown) => done(error, complete(result)) },
  });
}

const OWN = { enumerable: true, configurable: true, writable: true } as const;

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';
}

/** What awslambda.streamifyResponse leaves on a handler. */
function streams(handler: AnyHandler): boolean {
  return Symbol.for('aws.lambda.runtime.handler.streaming') in handler;
}
