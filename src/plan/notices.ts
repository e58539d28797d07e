import type { CorsPolicy } from '../policy/policy';
import { HTTP_FIXES, HTTP_NOTICES } from './http-notices';

/** Something that the user has to know about the API, found while it was walked. Each id can be acknowledged. */
export const NOTICES = {
  'proxy-responses':
    'API Gateway hands the answers of a proxy integration on as they are and ignores header mappings, so the backend of these methods has to return the CORS headers itself',
  'function-unknown':
    'no function of this app was found behind these methods (it is defined elsewhere, or known only at deployment), so its environment could not be given the policy',
  'function-elsewhere':
    'the policy has an origin that is known only at deployment, and these functions are in another stack than the methods, where it could make the stacks wait for each other; they were not given the policy',
  'function-version':
    'these methods call a published version of a function, or several by weight, which keeps the environment that it was published with and does not follow the function',
  'function-runtime':
    'the wrapper is for the managed runtimes of Node.js (18 or later) and Python (3.9 or later); these functions have another one, are images, or have a runtime that is known only at deployment',
  'function-streams':
    'these methods stream their answer, whose headers the handler sends before any wrapper could see them',
  'function-code-signed':
    'Lambda checks who signed the code of these functions and their layers (CodeSigningConfigArn), and the layer of the wrapper is not signed, so that it could refuse the deployment; nothing was added',
  'function-wrapped-already':
    'these functions have an AWS_LAMBDA_EXEC_WRAPPER already, of which Lambda runs one; it was kept, and nothing was added',
  'function-layers-full': 'these functions have five layers already, and Lambda takes no sixth; nothing was added',
  'function-variables-full':
    'with the policy the environment variables of these functions would be longer than the 4 KB that Lambda takes; nothing was added',
  'function-unreadable':
    'the environment variables or the layers of these functions are made by an intrinsic function, so nothing could be added to them',
  'function-variable-kept': 'these functions have a CDK_APIGATEWAY_CORS of their own, which was kept',
  'function-shared':
    'these functions answer methods of different policies, or of none, and can follow only one; nothing was added, since pages that are allowed here could read answers there',
  'function-answers-elsewhere':
    'these functions answer others too that follow no policy of RestApiCors (another REST API, an HTTP API in version 1.0 of the payload, a load balancer), and their answers there carry the same headers',
  'function-changed':
    'something that ran after this construct (an Aspect, a property override) has replaced the environment variables or layers that were given to these functions, has filled them up, or lets Lambda check who signed the layers',
  'function-idle': 'these functions are named in proxyResponses, and no Lambda proxy method of this policy calls them',
  'options-kept': 'these OPTIONS methods were there already; they were kept and given the headers that they lack',
  'options-own-origin':
    'these OPTIONS methods were there already and say themselves which origin may call, so allowOrigins and allowCredentials do not apply to their preflights; where they answer *, a browser refuses every call with credentials',
  'options-without-response':
    'these OPTIONS methods were there already and have no response of success that a header could be added to, so preflights fail',
  'options-left':
    'these OPTIONS methods were there already and have a proxy integration, so their backend has to answer preflights by itself, with a status of 200 to 299',
  'options-not-open':
    'a preflight carries no credentials, key or parameters, so these OPTIONS methods refuse it and the browser never sends the request',
  'method-not-allowed':
    'allowMethods does not have the method of these routes, so a browser refuses to send such a request',
  'integration-unknown':
    'the type of the integration of these methods is known only at deployment, so nothing could be added to their responses',
  'integration-missing':
    'these methods have no integration, so API Gateway has nothing to answer them with and refuses to deploy the API',
  'openapi-unreadable':
    'an intrinsic function makes these parts of the OpenAPI document, so only CloudFormation knows the routes in them, and they got no CORS',
  'openapi-overwrites':
    'the API is imported in the mode overwrite, which deletes what the OpenAPI document does not have: at the next change of the document these methods and gateway responses beside it are gone, their preflights with them, and CloudFormation does not put them back',
  'openapi-resource-twice':
    'the OpenAPI document has these paths, so the import makes their resources, and API Gateway refuses a second resource of the same path, which fails the deployment',
  conditional:
    'these exist under a CloudFormation condition and were kept; where the condition is false, nothing of this construct stands in their place',
  'response-changed':
    'something that ran after this construct (an Aspect, a property override) has replaced these responses, and the headers that were added are gone',
  'added-too-late': 'these were added after every Aspect had been at their place in the tree, and got no CORS',
  'nothing-found': 'no resource and no method of the API was found in the app, so nothing was added',
  'response-kept':
    'these responses set CORS headers of their own, which were kept; where the origin is theirs, it decides alone',
  'response-binary':
    'the body of these responses may be binary, and no template can compare the origin there, so they carry the first exact origin of the list, if there is one, and scripts of all others cannot read them',
  'response-unreadable': 'these responses are made by an intrinsic function, so no header could be added to them',
  'gateway-response-completed':
    'these gateway responses were there already; they were kept and given the headers that they lack',
  'gateway-response-kept':
    'these gateway responses set CORS headers of their own, which were kept; where the origin is theirs, it decides alone',
  'errors-first-origin':
    'only scripts on this origin, the first of the list, can read the errors of API Gateway itself (401, 403, 429, 5xx), because a gateway response cannot compare origins; on the other origins a browser reports those as CORS errors',
  'errors-opaque':
    'no script can read the errors of API Gateway itself (401, 403, 429, 5xx), because a gateway response cannot compare origins and the list holds no exact origin to put there; a browser reports them as CORS errors',
  'errors-elsewhere':
    'the API is defined outside this app, so its gateway responses cannot be seen and were left alone: a browser may report the errors of API Gateway itself (401, 403, 429, 5xx) as CORS errors',
  'errors-without-policy':
    'only subtrees of the API have a RestApiCors, and the errors of API Gateway itself (401, 403, 429, 5xx) have one policy for the whole API, so they carry no CORS headers, and a browser reports them as CORS errors',
  'errors-of-whole-api':
    'the errors of API Gateway itself (401, 403, 429, 5xx) follow the RestApiCors of the whole API, which does not let every page of this one read them; there a browser reports them as CORS errors',
  'place-unknown':
    'where these lie in the tree of the API is not told, and its subtrees have different policies, so none was chosen and they got no CORS',
  'subtree-empty':
    'nothing of the API lies there, neither in the app nor in its OpenAPI document, so this decides nothing, and routes that were meant follow the policy of what is above them',
  'preflight-elsewhere':
    'no policy is for these, and API Gateway hands their preflights to an OPTIONS method that is, of a path with a variable that matches theirs, so a page that is allowed there can send them requests, whose answers it cannot read',
  'cached-by-stage':
    'the stage may cache these, the cache knows only the parameters that are declared as its keys, and the origin is none of them, so the answer for one origin may be handed to a page of another, whose browser blocks it',
  'near-limit': 'these come near a limit of CloudFormation or API Gateway, and a deployment that goes over one fails',
  'greedy-not-possible':
    'an OPTIONS method that answers for many resources has to know all of them, and these cannot be read, or are methods under a condition of their own beside several policies, so each resource got an OPTIONS method, whatever the placement',
  'greedy-beside-variable':
    'these have a variable child beside others, so no {proxy+} of this construct stands there; where a deployment before this one has it, CloudFormation would make the variable child before it deletes the {proxy+}, API Gateway refuses a second variable child, and the update is rolled back',
  'deployment-not-found':
    'no Deployment of this API was found in the app, and a stage answers as it did when it was last deployed',
  'deployment-elsewhere':
    'the Deployment is in a stack that is deployed before the stack of these methods, so its snapshot does not hold them',
  'deployment-cycle':
    'these refer, by themselves or through others, to the Deployment or its Stage, which therefore cannot wait for them, so its snapshot may not hold what was added to them',
  'deployment-fixed':
    'the logical id of these Deployments is fixed, so CloudFormation does not make them anew, and their stages answer as they did before',
  'raw-resource': 'these resources are written as a bare CfnResource, whose properties cannot be read, and got no CORS',
  ...HTTP_NOTICES,
} as const satisfies Record<string, string>;

export type NoticeId = keyof typeof NOTICES;

/** What to do about each. What a backend has to return hangs on the policy, and is told with the warning. */
export const FIXES: Readonly<Record<Exclude<NoticeId, 'proxy-responses'>, string>> = {
  'function-unknown': 'let the method refer to a function that this app defines, or let the handler return the headers',
  'function-elsewhere': 'write the origin out, or put the methods and the functions into one stack',
  'function-version':
    'let the alias have fn.currentVersion, which is published anew when the function changes, or let the methods call the function itself',
  'function-runtime':
    'let the handler return the headers, and name the function in ProxyResponses.wrap({ helperFunctions })',
  'function-streams': 'pass the headers to awslambda.HttpResponseStream.from in the handler',
  'function-code-signed':
    'use the helper in the handler, and name the function in ProxyResponses.wrap({ helperFunctions })',
  'function-wrapped-already':
    'use the helper in the handler, and name the function in ProxyResponses.wrap({ helperFunctions })',
  'function-layers-full':
    'use the helper in the handler, and name the function in ProxyResponses.wrap({ helperFunctions })',
  'function-variables-full': 'shorten the list of origins, by patterns for example, or the other variables',
  'function-unreadable': 'write the names of the variables and the list of the layers as plain values',
  'function-variable-kept': 'remove the variable if the policy of this construct shall hold',
  'function-shared': 'give the APIs, or the subtrees, the same policy, or a function each',
  'function-answers-elsewhere':
    'nothing, if the same pages may read these answers; acknowledge the warning. Else give each of them a function of its own',
  'function-changed':
    'change the function before the construct looks at it: where it is made, or in an Aspect on the App with a priority below 200',
  'function-idle': 'remove them from proxyResponses, or check which function the methods call',
  'options-kept': 'nothing, if they are meant; acknowledge the warning',
  'options-own-origin':
    'remove them (defaultCorsPreflightOptions, addCorsPreflight or your own method), and the construct puts its own in the same place',
  'options-without-response': 'remove them, and the construct puts its own in the same place',
  'method-not-allowed':
    'leave allowMethods out, so that each resource allows the methods that it has, or add the method',
  'integration-unknown': 'write the type of the integration as a plain value',
  'integration-missing': 'give each of them an integration (x-amazon-apigateway-integration in an OpenAPI document)',
  'openapi-unreadable': 'write these parts out; values in them may be intrinsic functions',
  'openapi-overwrites': 'write them into the document, or import it in the mode merge',
  'openapi-resource-twice':
    'write the methods into the document; where only the path is to be named, Resource.fromResourceAttributes({ restApi, resourceId: "any", path }) makes no resource',
  conditional: 'nothing, if that is what you want; acknowledge the warning',
  'response-changed':
    'change the responses before the construct looks at them: where they are made, or in an Aspect on the App with a priority below 200',
  'added-too-late': 'set the context flag @aws-cdk/core:aspectStabilization to true, or add them without an Aspect',
  'nothing-found': 'use RestApiCors in the app that defines the resources',
  'options-left': 'return the CORS headers from the backend, or remove the OPTIONS method',
  'options-not-open':
    'give them authorizationType NONE (security: [] in an OpenAPI document), no API key and no required parameter, or remove them',
  'response-kept': 'remove the headers from the response if the policy shall decide',
  'response-binary':
    'set contentHandling CONVERT_TO_TEXT on responses that are text, or let the backend answer through a proxy integration',
  'response-unreadable': 'write the integration responses, or the parameters of the gateway response, as plain values',
  'gateway-response-completed': 'nothing, if that is what you want; acknowledge the warning',
  'gateway-response-kept': 'remove the headers from the gateway response if the policy shall decide',
  'errors-first-origin':
    'put the origin first whose pages need the errors, or dangerouslyEchoOriginInErrors to let any site read them',
  'errors-opaque': 'put an exact origin into the list, or dangerouslyEchoOriginInErrors to let any site read them',
  'errors-elsewhere': 'use RestApiCors in the app that defines the API',
  'errors-without-policy':
    'add a RestApiCors for the whole API, which the errors then follow; RestApiCors.exclude() keeps the other routes out of it',
  'errors-of-whole-api':
    'allow the same origins for the whole API and exclude the other routes (RestApiCors.exclude), or acknowledge the warning',
  'place-unknown':
    'add the methods to a resource that Resource.fromResourceAttributes imports with its full path, or give that resource a RestApiCors',
  'subtree-empty':
    'give the path of a resource or of the OpenAPI document, letter by letter as it stands there, with its names of variables, and without the base path that an import can put in front',
  'preflight-elsewhere':
    'add OPTIONS methods of your own to them that allow nobody, or exclude the path with the variable too',
  'cached-by-stage':
    'set addOriginToCacheKeys, or turn caching off for them (cachingEnabled in the method settings of the stage), which is the only way for OPTIONS',
  'near-limit':
    'use PreflightPlacement.GREEDY where it is said to save something; else put routes into nested stacks, to which their OPTIONS methods follow them',
  'greedy-not-possible':
    'write them with CfnResource and CfnMethod of aws-apigateway and with plain path parts, in the app that defines the API, and give a resource the condition of its methods; or use PreflightPlacement.EVERY_RESOURCE',
  'greedy-beside-variable':
    'nothing, if the variable child was there before the placement was GREEDY, and acknowledge the warning; else deploy once with PreflightPlacement.EVERY_RESOURCE and without the variable child',
  'deployment-not-found':
    'add a Deployment for the API to the app, or deploy the stage again by hand after each change (aws apigateway create-deployment)',
  'deployment-elsewhere':
    'put the Deployment and the Stage into a stack that depends on the stacks of the methods (deploy: false on the RestApi)',
  'deployment-cycle':
    'write the name of the stage, or an origin that comes from something in front of it, as a plain text instead of a reference, or deploy the stage again by hand after each change (aws apigateway create-deployment)',
  'deployment-fixed':
    'take the logical id of the Deployment back (overrideLogicalId), or change it by hand whenever CORS or a route changes',
  'raw-resource':
    'write them with CfnResource, CfnMethod and CfnGatewayResponse of aws-apigateway, or CfnRoute of aws-apigatewayv2',
  ...HTTP_FIXES,
};

/** The text of a notice: what it is about, why it matters, what to do. */
export function describeNotice(id: NoticeId, subjects: readonly string[], policy: CorsPolicy): string {
  const fix = id === 'proxy-responses' ? returnHeaders(policy) : FIXES[id];
  const about = subjects.length === 0 ? '' : `${subjects.join(', ')}: `;
  return `${about}${NOTICES[id]}. Fix: ${fix}`;
}

/** What a backend behind a proxy integration has to return. */
function returnHeaders(policy: CorsPolicy): string {
  const headers = [
    allowOrigin(policy),
    policy.allowCredentials ? 'Access-Control-Allow-Credentials: true' : '',
    policy.exposeHeaders.length > 0 ? `Access-Control-Expose-Headers: ${policy.exposeHeaders.join(',')}` : '',
    policy.answerDependsOnOrigin ? 'Vary: Origin, whether it is allowed or not' : '',
  ];
  const returned = headers.filter((header) => header !== '').join('; ');
  return `let the backend return ${returned}. proxyResponses does it for Lambda functions`;
}

function allowOrigin(policy: CorsPolicy): string {
  const value = policy.origins === 'any' ? '*' : policy.soleOrigin;
  return `Access-Control-Allow-Origin: ${value ?? "the request's Origin if it is allowed, else nothing"}`;
}
