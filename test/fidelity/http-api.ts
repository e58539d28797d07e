import { aws, type Behaviour, cloudFormation } from './behaviour';

const MINISTACK = 'witnesses/ministack/http-apis.test.ts';

/** What API Gateway does with a request to an HTTP API. */
export const HTTP_API: readonly Behaviour[] = [
  {
    id: 'http-route',
    what: 'a full match goes before a greedy one, and that before `$default`; the verb before ANY; none is a 404',
    sources: [aws('http-api-develop-routes')],
    modelledIn: ['gateway/http-routing.ts', 'gateway/paths.ts'],
    heldBy: ['verify/gateway/http-api.test.ts'],
    confirmed: { [MINISTACK]: 350 },
    undetermined: ['which of several routes is the most specific has not been measured'],
  },
  {
    id: 'http-preflight',
    what: 'a preflight that no route takes is answered by the CORS configuration',
    sources: [aws('http-api-cors')],
    modelledIn: ['gateway/http-answer.ts', 'gateway/http-cors.ts'],
    heldBy: ['verify/gateway/http-api.test.ts'],
    confirmed: { [MINISTACK]: 20 },
    undetermined: [
      'what an HTTP API sends to an origin that is not allowed has not been measured',
      'what an HTTP API sends for an origin that only a wildcard allows has not been measured',
      'what an HTTP API makes of "*" among origins has not been measured',
      'what an HTTP API sends for "*" in a list has not been measured',
      'whether an HTTP API sends Vary has not been measured',
    ],
  },
  {
    id: 'http-actual-answer',
    what: 'the CORS configuration puts its headers on what a backend answers to a request with an Origin',
    sources: [aws('http-api-cors')],
    modelledIn: ['gateway/http-answer.ts', 'gateway/http-cors.ts'],
    heldBy: ['verify/gateway/http-api.test.ts'],
    confirmed: { [MINISTACK]: 160 },
    undetermined: ['an answer that API Gateway gives by itself: whether it has CORS headers has not been measured'],
  },
  {
    id: 'http-backend-headers',
    what: 'what a backend says of CORS itself is ignored',
    sources: [aws('http-api-cors')],
    modelledIn: ['gateway/http-answer.ts'],
    heldBy: ['verify/gateway/http-api.test.ts'],
  },
  {
    id: 'http-options-route',
    what: 'a route of OPTIONS, ANY or `$default` takes preflights, and its authorizer refuses them',
    sources: [aws('http-api-cors'), aws('http-api-lambda-authorizer')],
    modelledIn: ['gateway/http-answer.ts'],
    heldBy: ['verify/gateway/http-api.test.ts'],
  },
  {
    id: 'http-template',
    what: 'the API that CloudFormation makes of a template: routes, stages, what is deployed of itself',
    sources: [
      aws('http-api-stages'),
      cloudFormation('aws-resource-apigatewayv2-api'),
      cloudFormation('aws-resource-apigatewayv2-route'),
    ],
    modelledIn: ['gateway/http-api.ts', 'gateway/http-stages.ts'],
    heldBy: ['verify/gateway/http-api.test.ts'],
    confirmed: { [MINISTACK]: 400 },
  },
];
