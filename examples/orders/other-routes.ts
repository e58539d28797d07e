import {
  ContentHandling,
  HttpIntegration,
  LambdaIntegration,
  MockIntegration,
  PassthroughBehavior,
  Period,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { declare, failure, success } from './calls';
import type { Functions } from './functions';

/** GET /health: API Gateway answers by itself. */
export function addHealth(api: RestApi): void {
  const responses = [success('200', '{"status":"up"}')];
  const integration = new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: responses,
  });
  api.root.addResource('health').addMethod('GET', integration, { methodResponses: declare(responses) });
}

/**
 * GET /shipping/quotes: a service of somebody else, whose answers know nothing of our sites. CONVERT_TO_TEXT says that
 * they are text, in an API that serves pictures too, so that the origin can be compared in their templates.
 */
export function addShipping(api: RestApi): void {
  const responses = [
    { statusCode: '200', contentHandling: ContentHandling.CONVERT_TO_TEXT },
    failure('404', '404', 'nobody ships there'),
    failure('502', '5\\d{2}', 'the shipping service fails'),
  ];
  const integration = new HttpIntegration('https://shipping.example.net/v1/quotes', {
    proxy: false,
    options: {
      requestParameters: { 'integration.request.querystring.country': 'method.request.querystring.country' },
      integrationResponses: responses,
    },
  });
  api.root
    .addResource('shipping')
    .addResource('quotes')
    .addMethod('GET', integration, {
      requestParameters: { 'method.request.querystring.country': false },
      methodResponses: declare(responses),
    });
}

/** GET /partner/orders: for the pages of a partner, each with a key that meters its use. */
export function addPartner(api: RestApi, functions: Functions): void {
  api.root
    .addResource('partner')
    .addResource('orders')
    .addMethod('GET', new LambdaIntegration(functions.listOrders), { apiKeyRequired: true });
  const plan = api.addUsagePlan('Partners', {
    quota: { limit: 10_000, period: Period.DAY },
    throttle: { rateLimit: 20, burstLimit: 40 },
    apiStages: [{ stage: api.deploymentStage }],
  });
  plan.addApiKey(api.addApiKey('PartnerKey'));
}

/**
 * /archive: a WebDAV share of old invoices. Its clients ask OPTIONS what it can do, so it has an OPTIONS method of its
 * own, which the construct keeps and completes: the same method answers the browsers' preflights.
 */
export function addArchive(api: RestApi): void {
  const archive = api.root.addResource('archive');
  archive.addMethod('GET', new HttpIntegration('https://archive.example.net/invoices'));
  const responses = [
    {
      statusCode: '200',
      responseParameters: {
        'method.response.header.DAV': "'1'",
        'method.response.header.Allow': "'OPTIONS,GET,HEAD'",
      },
    },
  ];
  const integration = new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    integrationResponses: responses,
  });
  archive.addMethod('OPTIONS', integration, { methodResponses: declare(responses) });
}

/** POST /returns: a function that returns a value or throws; API Gateway turns that into an answer. */
export function addReturns(api: RestApi, functions: Functions): void {
  const responses = [
    success('201', "$input.json('$')"),
    failure('400', 'BadRequest.*', 'a return names at least one item'),
    failure('500', '(?!BadRequest)(.|\\n)+', 'the return was not registered'),
  ];
  const integration = new LambdaIntegration(functions.registerReturn, {
    proxy: false,
    passthroughBehavior: PassthroughBehavior.WHEN_NO_TEMPLATES,
    integrationResponses: responses,
  });
  api.root.addResource('returns').addMethod('POST', integration, { methodResponses: declare(responses) });
}
