import { isToken } from './tokens';

/** Methods that need no preflight by themselves. https://fetch.spec.whatwg.org/#cors-safelisted-method */
export const SAFELISTED_METHODS: readonly string[] = ['GET', 'HEAD', 'POST'];

/** Methods that a browser upper-cases; every other keeps the case that the script wrote. https://fetch.spec.whatwg.org/#concept-method-normalize */
export const NORMALIZED_METHODS: readonly string[] = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

const FORBIDDEN_METHODS: readonly string[] = ['CONNECT', 'TRACE', 'TRACK'];

/** Whether a text may be a method at all. https://fetch.spec.whatwg.org/#concept-method */
export function isMethod(text: string): boolean {
  return isToken(text);
}

/** Whether a script that names this method gets a TypeError and nothing is sent. https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return FORBIDDEN_METHODS.includes(method.toUpperCase());
}

/** The method a browser sends for the one that a script wrote. https://fetch.spec.whatwg.org/#concept-method-normalize */
export function normalizeMethod(method: string): string {
  const upper = method.toUpperCase();
  return NORMALIZED_METHODS.includes(upper) ? upper : method;
}

export function isSafelistedMethod(method: string): boolean {
  return SAFELISTED_METHODS.includes(method);
}
