// The apps that are compared. The library is the compiled one, as it is shipped.
const { App, Stack } = require('aws-cdk-lib');
const { RestApi } = require('aws-cdk-lib/aws-apigateway');

/** Who gives an API its CORS: nobody, `defaultCorsPreflightOptions`, or this package with either placement. */
const KINDS = ['none', 'native', 'everyResource', 'greedy'];

/** What both can express; the times are those of the first. */
const POLICIES = {
  oneOrigin: { allowOrigins: ['https://app.example.com'] },
  anyOrigin: { allowOrigins: ['*'] },
  threeOriginsWithCredentials: {
    allowOrigins: ['https://app.example.com', 'https://admin.example.com', 'https://partner.example.com'],
    allowCredentials: true,
  },
};

/** An app with an API of so many resources below its root, of two methods each. */
function appOf(kind, resources, policy) {
  const app = new App({ analyticsReporting: false, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  const stack = new Stack(app, 'Bench');
  const api = new RestApi(stack, 'Api', kind === 'native' ? { defaultCorsPreflightOptions: POLICIES[policy] } : {});
  for (let index = 0; index < resources; index += 1) {
    const resource = api.root.addResource(`r${index}`);
    resource.addMethod('GET');
    resource.addMethod('PUT');
  }
  if (kind === 'everyResource' || kind === 'greedy') {
    const { PreflightPlacement, RestApiCors } = require('../lib');
    const placement = kind === 'greedy' ? PreflightPlacement.GREEDY : PreflightPlacement.EVERY_RESOURCE;
    new RestApiCors(stack, 'Cors', { api, placement, ...POLICIES[policy] });
  }
  return app;
}

module.exports = { KINDS, POLICIES, appOf };
