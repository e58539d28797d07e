import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { CORS_HEADERS_OF_A_FUNCTION } from './browser-policy';

/** A function behind a proxy integration: its answer goes to the browser as it is, so the headers are its own work. */
const LIST_ORDERS = `${CORS_HEADERS_OF_A_FUNCTION}
exports.handler = async (event) => ({
  statusCode: 200,
  headers: { ...corsHeaders(event), 'Content-Type': 'application/json', 'X-Request-Id': event.requestContext.requestId },
  body: JSON.stringify({ orders: [], nextPage: null }),
});
`;

/** A function behind a plain integration: it returns a value or throws, and API Gateway makes the answer. */
const REGISTER_RETURN = `
exports.handler = async ({ orderId, items }) => {
  if (!Array.isArray(items) || items.length === 0) {
    throw new Error('BadRequest: a return names at least one item');
  }
  return { returnId: orderId + '-r1', items };
};
`;

/** The functions of the API. */
export class Functions extends Construct {
  readonly listOrders = this.inline('ListOrders', LIST_ORDERS);
  readonly registerReturn = this.inline('RegisterReturn', REGISTER_RETURN);

  private inline(id: string, code: string): LambdaFunction {
    return new LambdaFunction(this, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(code),
    });
  }
}
