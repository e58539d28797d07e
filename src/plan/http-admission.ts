import type { Admission } from './http-routes';

/** The headers that a browser puts on a preflight, beside those that begin with Sec-. https://fetch.spec.whatwg.org/#cors-preflight-fetch */
const ON_PREFLIGHTS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'host',
  'origin',
  'referer',
  'user-agent',
];

/**
 * What the authorization of a route makes of a preflight. An authorizer is not asked about a request that lacks one of its
 * identity sources: that is answered 401.
 *
 * @param type undefined where it is known only at deployment
 * @param identitySources of the authorizer; undefined where they cannot be seen
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function admissionOf(type: string | undefined, identitySources: readonly string[] | undefined): Admission {
  switch (type) {
    case 'NONE':
      return 'passes';
    case 'AWS_IAM':
      return 'refused';
    default:
      return identitySources?.some(isMissing) ? 'refused' : 'asked';
  }
}

function isMissing(source: string): boolean {
  const header = /^\$request\.header\.(.+)/i.exec(source)?.[1].toLowerCase();
  return header !== undefined && !header.startsWith('sec-') && !ON_PREFLIGHTS.includes(header);
}
