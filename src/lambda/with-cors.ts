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
 * and handlers that stream, are left alone. The properties of the handler stay; what they return is not wrapped, so wrap
 * last. Without a policy the handler is returned as it is, and the log says so.
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
  return policy === undefined ? handler : wrap(handler, policy);
}

/** Everything else of the handler stays, such as the number of its parameters, by which the runtime tells whether it calls back. */
function wrap<H extends AnyHandler>(handler: H, policy: HandlerPolicy): H {
  return new Proxy(handler, {
    apply(_, self, parameters: readonly unknown[]) {
      const [event, context, callback] = parameters;
      const request = readRequest(event);
      if (request === undefined) {
        return Reflect.apply(handler, self, parameters);
      }
      const complete: Complete = (result) => completeResult(result, request, policy);
      const called = [event, completing(context, complete), calledBack(callback, complete)];
      const returned = Reflect.apply(handler, self, called);
      return isPromiseLike(returned) ? Promise.resolve(returned).then(complete) : complete(returned);
    },
  });
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
