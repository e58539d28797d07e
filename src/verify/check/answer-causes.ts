import type { Reason } from '../browser';
import type { Cause } from './cause';

const BOTH = 'The preflight and the answer each need the header. RestApiCors puts it on both.';
const IN_ONE_PLACE = 'Set it in one place: in the handler, in its framework, or in what stands before the API.';

/** How an actual answer, or a redirect on the way to it, comes to be withheld from a script. */
export const ANSWER_CAUSES = {
  MissingAllowOriginHeader: [
    {
      how: 'The answer is an error of API Gateway itself (401, 403, 429, 5xx: no log-in, throttled, a function that failed or timed out), which has no CORS headers unless gateway responses give them.',
      fix: 'Look at its status in the Network panel: that is the real error. RestApiCors puts the headers on DEFAULT_4XX and DEFAULT_5XX.',
    },
    {
      how: 'A Lambda or HTTP proxy answers, and its backend does not return the header. What the template maps on a proxy integration is ignored.',
      fix: 'Return the headers from the backend; the warning proxy-responses says which, and proxyResponses does it for Lambda functions.',
    },
    {
      how: 'defaultCorsPreflightOptions and addCorsPreflight make OPTIONS only: GET, POST and the others get no headers.',
      fix: 'Map the headers on each response of the integration: RestApiCors does.',
    },
    {
      how: 'A gateway response of a type of its own (UNAUTHORIZED, say) has no CORS headers: it inherits none from DEFAULT_4XX.',
      fix: 'Add them to it: RestApiCors completes every gateway response that the app has.',
    },
    {
      how: 'The path is no route of the API, or the stage is missing in the URL: 403, Missing Authentication Token.',
      fix: 'Call the URL of the stage, as the stack prints it, with a path that the API has.',
    },
    {
      how: 'The origin of the page is not in the list: RestApiCors then answers without CORS headers.',
      fix: 'Add the origin to allowOrigins as location.origin shows it.',
    },
    {
      how: 'AWS WAF answers with a custom response, which comes before all that the API is configured to say.',
      fix: 'Give the custom response of WAF its own Access-Control-Allow-Origin.',
      see: 'https://docs.aws.amazon.com/waf/latest/developerguide/customizing-the-response-for-blocked-requests.html',
    },
    {
      how: 'The template is right and the stage is older: it answers as it did when the API was last deployed.',
      fix: 'Deploy the stage again. RestApiCors renews every Deployment that it can find when CORS changes.',
      see: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html',
    },
  ],
  WildcardOriginNotAllowed: [
    {
      how: 'The backend, or a mapping, answers "*", and the script calls with credentials.',
      fix: 'Return the one origin that asks, with Vary: Origin; or leave credentials out of the call where no cookie is needed.',
    },
    {
      how: 'Only errors are "*": gateway responses were given it by hand.',
      fix: 'Name an origin there. With allowCredentials RestApiCors puts the first exact origin of the list.',
    },
  ],
  MultipleAllowOriginValues: [
    {
      how: 'Behind a proxy integration the handler and its framework both set the header, and two lines count as one value.',
      fix: IN_ONE_PLACE,
    },
    {
      how: 'Several origins stand in one value, with commas or blanks between.',
      fix: 'Give allowOrigins all of them as a list: RestApiCors answers each with its own.',
    },
  ],
  InvalidAllowOriginValue: [
    {
      how: 'The value has no scheme (app.example.com), or quotes within the quotes of the mapping are sent along.',
      fix: "Map the origin in one pair of single quotes: 'https://app.example.com'.",
    },
  ],
  AllowOriginMismatch: [
    {
      how: "A cache (the stage's, CloudFront's, the browser's own) hands out the answer that a page of another origin got.",
      fix: 'Send Vary: Origin with every answer that depends on the origin, and make Origin a part of the cache key.',
      see: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
    },
    {
      how: 'The answer is an error of API Gateway itself, or may be bytes. No origin can be compared there, so with credentials RestApiCors puts the first exact one of the list.',
      fix: 'Put the origin first whose pages need it; the warnings errors-first-origin and response-binary tell of it.',
    },
    {
      how: 'The value differs by a slash at the end, the port, http for https, upper case, or www.',
      fix: 'Write the origin as location.origin shows it.',
    },
    {
      how: 'A pattern such as https://*.example.com is sent as it is: no browser reads it as a pattern.',
      fix: 'Compare in the backend and return the origin that asks; on mapped responses RestApiCors does so.',
    },
    {
      how: 'The page is a file://, or in a sandboxed frame: it has the origin "null".',
      fix: 'Serve the page over http, from localhost say; do not allow "null", which any site can have.',
    },
  ],
  InvalidAllowCredentials: [
    {
      how: 'The preflight says that credentials are allowed and the answer does not.',
      fix: BOTH,
    },
    {
      how: 'The value is not "true" in lower case, or the backend sends it twice.',
      fix: 'Send true, once.',
    },
  ],
  RedirectContainsCredentials: [
    {
      how: 'A backend redirects to a URL with a user and a password in it.',
      fix: 'Take them out of the Location, and let the script send what authorises it in a header.',
    },
  ],
  TooManyRedirects: [
    {
      how: 'Backends redirect in a circle, between a path with and without a slash at its end, say.',
      fix: 'Break the circle, or call the last URL at once.',
    },
  ],
  InvalidRedirectLocation: [
    {
      how: 'A backend redirects to something that is no URL.',
      fix: 'Send one URL in Location.',
    },
  ],
} as const satisfies Partial<Record<Reason, readonly Cause[]>>;
