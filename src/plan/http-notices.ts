/** What the owner of an HTTP API has to know, by id. */
export const HTTP_NOTICES = {
  'http-preflight-by-integration':
    'these routes of an HTTP API take OPTIONS requests too, so preflights reach their integration, which has to answer them with a status of 200 to 299; API Gateway adds the headers',
  'http-preflight-by-authorizer':
    'these routes of an HTTP API take OPTIONS requests too, so their authorizer is asked about preflights, which carry no credentials; where it does not let them pass, the browser never sends the request',
  'http-preflight-refused':
    'these OPTIONS routes of an HTTP API want credentials, which a preflight does not carry, so the browser never sends the request',
  'http-route-unreadable':
    'the keys of these routes are known only at deployment, so their methods are not in allowMethods, and whether they take preflights could not be told',
  'http-no-routes':
    'no route of this HTTP API was found in the app, so no method is allowed, and a browser refuses every call that needs a preflight, but for those of GET, HEAD and POST',
  'http-integration-unused':
    'no route of this HTTP API takes OPTIONS requests, so API Gateway answers every preflight by itself, and preflightIntegration has no effect',
  'http-cors-changed':
    'something that ran after this construct (an Aspect, a property override) has changed the CORS configuration of this HTTP API, so the policy does not hold as it is written',
  'http-cors-kept':
    'these HTTP APIs say already what CORS they have (corsPreflight, corsConfiguration or a property override), which was kept: the policy of the mixin does not hold for them',
  'http-document-kept':
    'these HTTP APIs are defined by an OpenAPI document, which says itself what CORS the API has, so the policy of the mixin was not given to them',
  'http-not-deployed':
    'an HTTP API serves what was last deployed: no stage of this one in the app, or not these, is deployed automatically, and no Deployment of it was found',
} as const satisfies Record<string, string>;

export const HTTP_FIXES: Readonly<Record<keyof typeof HTTP_NOTICES, string>> = {
  'http-preflight-by-integration':
    'preflightIntegration, or a route for each method in place of ANY and $default, so that API Gateway answers by itself',
  'http-preflight-by-authorizer':
    'preflightIntegration, or a route for each method in place of ANY and $default, or let the authorizer pass OPTIONS',
  'http-preflight-refused': 'take the authorizer off these OPTIONS routes, or remove them',
  'http-route-unreadable': 'write the route keys out, or list allowMethods',
  'http-no-routes': 'use HttpApiCors in the app that defines the routes, or list allowMethods',
  'http-integration-unused': 'remove the property, since nothing would call the integration',
  'http-cors-changed': 'leave corsConfiguration to the construct, or remove the construct',
  'http-cors-kept': 'remove that, if the policy of the mixin shall hold; else acknowledge the warning',
  'http-document-kept':
    'state the policy in the document as x-amazon-apigateway-cors, if it is not there; else acknowledge the warning',
  'http-not-deployed':
    'autoDeploy: true on the stage, or a CfnDeployment of aws-apigatewayv2 in the app, or deploy it by hand after each change (aws apigatewayv2 create-deployment)',
};
