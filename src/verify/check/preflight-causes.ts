import type { Reason } from '../browser';
import type { Cause } from './cause';

const AWS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

const OPEN_OPTIONS =
  "Give OPTIONS authorizationType NONE and no API key: RestApiCors's own OPTIONS methods have neither.";
const LIST_ORIGINS =
  'Name the origins in allowOrigins, with allowCredentials: true; beside credentials no browser takes "*".';
const COMPARE = 'Give allowOrigins all of them as a list: RestApiCors answers each with its own.';
const WRITE_LIST = 'Put commas between the items and nothing else: GET,PUT. RestApiCors writes the list by itself.';

/** How a preflight comes to be refused. */
export const PREFLIGHT_CAUSES = {
  PreflightMissingAllowOriginHeader: [
    {
      how: 'The route has no OPTIONS method, so API Gateway answers the preflight itself: 403, Missing Authentication Token.',
      fix: 'Give it one: RestApiCors does so for every route of the API.',
    },
    {
      how: 'An authorizer, an API key or AWS_IAM stands before OPTIONS: 401 or 403, since a preflight carries no credentials.',
      fix: OPEN_OPTIONS,
    },
    {
      how: 'The path is no route of the API, or the stage is missing in the URL: 403 for every method, OPTIONS too.',
      fix: 'Call the URL of the stage, as the stack prints it, with a path that the API has.',
    },
    {
      how: 'The origin of the page is not in the list: RestApiCors then answers 204 without CORS headers.',
      fix: 'Add the origin to allowOrigins as location.origin shows it; http://localhost:3000 is an origin of its own.',
    },
    {
      how: 'ANY or {proxy+} hands OPTIONS to a Lambda or HTTP proxy, whose backend answers without the headers.',
      fix: 'Put an OPTIONS method beside ANY, as RestApiCors does; or let the backend answer OPTIONS.',
    },
    {
      how: 'binaryMediaTypes has */*, and the mock integration of OPTIONS has no contentHandling: 500.',
      fix: 'Set contentHandling CONVERT_TO_TEXT on the integration, as RestApiCors does.',
    },
    {
      how: 'The template is right and the stage is older: it answers as it did when the API was last deployed.',
      fix: 'Deploy the stage again. RestApiCors renews every Deployment that it can find when CORS changes.',
      see: `${AWS}/how-to-deploy-api.html`,
    },
  ],
  PreflightInvalidStatus: [
    {
      how: 'An authorizer, an API key or AWS_IAM stands before OPTIONS, and the error has CORS headers already.',
      fix: OPEN_OPTIONS,
    },
    {
      how: 'ANY or {proxy+} hands OPTIONS to a backend that answers 404, 405 or 500, if with the headers.',
      fix: 'Put an OPTIONS method beside ANY, as RestApiCors does; or let the backend answer OPTIONS with 200 or 204.',
    },
    {
      how: 'On an HTTP API the route ANY or $default takes the preflight, and its authorizer refuses it.',
      fix: 'Add a route OPTIONS /{proxy+} without an authorizer, or name the methods of the routes.',
      see: `${AWS}/http-api-cors.html#http-api-cors-default-route`,
    },
  ],
  PreflightDisallowedRedirect: [
    {
      how: 'OPTIONS reaches a backend that redirects: to a path with or without a slash at its end, or to a log-in page.',
      fix: 'Call the URL that it redirects to, and answer OPTIONS before the redirect: with a mock integration.',
    },
    {
      how: 'The page calls http:// and what stands before the API (CloudFront, say) redirects to https://.',
      fix: 'Call the https URL.',
      see: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
    },
  ],
  PreflightWildcardOriginNotAllowed: [
    {
      how: 'defaultCorsPreflightOptions with Cors.ALL_ORIGINS, or Enable CORS in the console, answers "*", and the script calls with credentials.',
      fix: LIST_ORIGINS,
    },
  ],
  PreflightMultipleAllowOriginValues: [
    {
      how: 'Several origins stand in one value, with commas or blanks between.',
      fix: COMPARE,
    },
    {
      how: 'OPTIONS goes to a proxy, and the handler and its framework both set the header.',
      fix: 'Set it in one place.',
    },
  ],
  PreflightInvalidAllowOriginValue: [
    {
      how: 'The value has no scheme (app.example.com), or quotes within the quotes of the mapping are sent along.',
      fix: "Map the origin in one pair of single quotes: 'https://app.example.com'.",
    },
  ],
  PreflightAllowOriginMismatch: [
    {
      how: 'defaultCorsPreflightOptions with several origins answers every other caller with the first of them.',
      fix: 'Add the origin to the list if its pages may call.',
    },
    {
      how: 'The value differs by a slash at the end, the port, http for https, upper case, or www.',
      fix: 'Write the origin as location.origin shows it. RestApiCors refuses what no browser sends.',
    },
    {
      how: 'A pattern such as https://*.example.com is sent as it is: no browser reads it as a pattern.',
      fix: 'Let the API compare: allowOrigins of RestApiCors takes the pattern.',
    },
    {
      how: 'The page is a file://, or in a sandboxed frame: it has the origin "null".',
      fix: 'Serve the page over http, from localhost say; do not allow "null", which any site can have.',
    },
  ],
  PreflightInvalidAllowCredentials: [
    {
      how: 'The script calls with credentials, and the preflight does not say that it may: a preflight, too, needs the header.',
      fix: 'Set allowCredentials: true, or leave credentials out of the call where no cookie is needed.',
    },
    {
      how: 'The value is not "true" in lower case.',
      fix: "Map 'true'.",
    },
  ],
  InvalidAllowMethodsPreflightResponse: [
    {
      how: 'The list is written with blanks, brackets or quotes: GET PUT, [GET,PUT].',
      fix: WRITE_LIST,
    },
  ],
  InvalidAllowHeadersPreflightResponse: [
    {
      how: 'The list is written with semicolons, brackets or quotes: X-Mine; X-Other.',
      fix: WRITE_LIST,
    },
  ],
  MethodDisallowedByPreflightResponse: [
    {
      how: 'The list of the OPTIONS method was written by hand and lacks the method.',
      fix: 'Add it; or leave allowMethods out, and RestApiCors allows what each route has.',
    },
    {
      how: 'The resource has no OPTIONS of its own, and that of {proxy+} above answers, with its own methods.',
      fix: 'Give the resource an OPTIONS method: RestApiCors gives one to each.',
    },
    {
      how: 'The script writes patch. Browsers upper-case get, put, post, delete, head and options only.',
      fix: 'Write PATCH.',
    },
    {
      how: 'The list is "*" and the call has credentials, or the list is ANY, which is no method of HTTP.',
      fix: 'Name the methods. allowMethods of RestApiCors takes ANY and writes out all seven.',
    },
  ],
  HeaderDisallowedByPreflightResponse: [
    {
      how: 'The script, or a library in it (tracing, log-in), sets a header that allowHeaders does not have.',
      fix: 'Add the header that the message names to allowHeaders.',
    },
    {
      how: 'allowHeaders is given and leaves out Content-Type: application/json needs leave, a form and plain text do not.',
      fix: 'Add Content-Type to allowHeaders.',
    },
    {
      how: 'The list is "*", and the header is Authorization (in the standard), or the call has credentials.',
      fix: "Name the headers; ['*', 'Authorization'] covers all without credentials.",
    },
  ],
} as const satisfies Partial<Record<Reason, readonly Cause[]>>;
