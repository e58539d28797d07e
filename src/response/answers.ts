import * as names from '../fetch/header-names';
import type { ListedOrigin } from '../policy/origin';
import { methodsOfResource } from '../policy/parse-methods';
import type { CorsPolicy } from '../policy/policy';

/** How an answer says which origin may read it. */
export type AllowOrigin =
  | ComparedOrigin
  /** The origin that asks, whichever it is. */
  | { readonly kind: 'echoed' }
  /** Nobody. */
  | { readonly kind: 'none' };

export type ComparedOrigin =
  /** The same for everybody: `*`, or the one origin of the policy. */
  | { readonly kind: 'fixed'; readonly value: string }
  /** The origin that asks, if it is listed; nothing otherwise. */
  | { readonly kind: 'listed'; readonly origins: readonly ListedOrigin[] };

/** One header of an answer: its name and its value. */
export type Header = readonly [name: string, value: string];

/** The CORS headers of one answer. */
export interface CorsAnswer {
  readonly allowOrigin: AllowOrigin;
  /** Sent beside Access-Control-Allow-Origin and never without it. */
  readonly allowCredentials: boolean;
  /** What is the same for every caller. */
  readonly headers: readonly Header[];
}

/** The answer to a preflight, which can always compare the origin. */
export interface PreflightAnswer extends CorsAnswer {
  readonly allowOrigin: ComparedOrigin;
}

/**
 * The answer to a preflight of a resource that has these verbs.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightAnswer(policy: CorsPolicy, verbs: Iterable<string>): PreflightAnswer {
  const methods = policy.methods === 'of-the-resource' ? methodsOfResource(verbs) : policy.methods;
  return {
    ...origin(policy),
    headers: present([
      [names.ALLOW_METHODS, methods.join(',')],
      [names.ALLOW_HEADERS, policy.allowHeaders.join(',')],
      [names.MAX_AGE, String(policy.maxAge)],
      vary(policy.answerDependsOnOrigin),
    ]),
  };
}

/**
 * What a method's own answer carries.
 *
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 */
export function actualAnswer(policy: CorsPolicy): CorsAnswer {
  return {
    ...origin(policy),
    headers: present([exposed(policy), vary(policy.answerDependsOnOrigin)]),
  };
}

/**
 * What an answer carries where API Gateway can compare nothing: a gateway response, whose templates know no condition,
 * and a binary body, which no template may touch.
 */
export function uncomparedAnswer(policy: CorsPolicy): CorsAnswer {
  const first = policy.firstExactOrigin;
  return {
    allowOrigin: first === undefined ? { kind: 'none' } : { kind: 'fixed', value: first },
    allowCredentials: policy.allowCredentials && first !== undefined,
    headers: first === undefined ? [] : present([exposed(policy)]),
  };
}

/**
 * What an error of API Gateway itself carries. A list cannot be expressed there: without credentials every origin is
 * echoed (there is nothing of the user in the answer), with credentials the first origin stands for all.
 */
export function errorAnswer(policy: CorsPolicy): CorsAnswer {
  if (!policy.answerDependsOnOrigin) {
    return actualAnswer(policy);
  }
  if (policy.allowCredentials && !policy.echoOriginInErrors) {
    return uncomparedAnswer(policy);
  }
  return {
    allowOrigin: { kind: 'echoed' },
    allowCredentials: policy.allowCredentials,
    headers: present([exposed(policy), vary(true)]),
  };
}

/** Whether all pages that a policy allows, with their credentials if it allows those, can read an answer. */
export function isReadableBy({ allowOrigin, allowCredentials }: CorsAnswer, policy: CorsPolicy): boolean {
  const toAll = allowOrigin.kind === 'echoed' || (allowOrigin.kind === 'fixed' && allowOrigin.value === '*');
  const toSole = allowOrigin.kind === 'fixed' && allowOrigin.value === policy.soleOrigin;
  return (toAll || toSole) && (allowCredentials || !policy.allowCredentials);
}

/** The names of all headers of an answer, the origin's first. */
export function headerNames(answer: CorsAnswer): readonly string[] {
  const allowOrigin = answer.allowOrigin.kind === 'none' ? [] : [names.ALLOW_ORIGIN];
  const allowCredentials = answer.allowCredentials ? [names.ALLOW_CREDENTIALS] : [];
  return [...allowOrigin, ...allowCredentials, ...answer.headers.map(([name]) => name)];
}

function origin(policy: CorsPolicy): Pick<PreflightAnswer, 'allowOrigin' | 'allowCredentials'> {
  const { origins, allowCredentials, soleOrigin } = policy;
  if (origins === 'any') {
    return { allowOrigin: { kind: 'fixed', value: '*' }, allowCredentials };
  }
  return {
    allowOrigin: soleOrigin === undefined ? { kind: 'listed', origins } : { kind: 'fixed', value: soleOrigin },
    allowCredentials,
  };
}

function exposed(policy: CorsPolicy): Header {
  return [names.EXPOSE_HEADERS, policy.exposeHeaders.join(',')];
}

/** https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches */
function vary(dependsOnOrigin: boolean): Header {
  return [names.VARY, dependsOnOrigin ? 'Origin' : ''];
}

function present(headers: readonly Header[]): readonly Header[] {
  return headers.filter(([, value]) => value !== '');
}
