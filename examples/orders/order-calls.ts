import { Aws } from 'aws-cdk-lib';
import { ContentHandling } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type Call, callAws, failure, SERVICE_FAILURES, success } from './calls';

const ORDER_ID = "$util.escapeJavaScript($input.params('orderId'))";

/** Puts a new order into the queue. */
export function sendOrder(queue: IQueue, role: IRole): Call {
  return callAws({
    service: 'sqs',
    role,
    path: `${Aws.ACCOUNT_ID}/${queue.queueName}`,
    parameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
    template: 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)',
    responses: [
      success(
        '202',
        `{"accepted":"$input.path('$.SendMessageResponse.SendMessageResult.MessageId')","region":"${Aws.REGION}"}`,
      ),
      ...SERVICE_FAILURES,
    ],
  });
}

/** Reads an order. The table answers 200 for one that is not there, so the template makes that a 404. */
export function getOrder(table: ITable, role: IRole): Call {
  const found = [
    "#set($item=$input.path('$.Item'))",
    '#if("$!item.orderId.S"==\'\')#set($context.responseOverride.status=404){"message":"there is no such order"}',
    '#else{"orderId":"$item.orderId.S","status":"$item.status.S","total":$item.total.N}#end',
  ].join('');
  return callAws({
    service: 'dynamodb',
    role,
    action: 'GetItem',
    template: `{"TableName":"${table.tableName}","Key":{"orderId":{"S":"${ORDER_ID}"}}}`,
    responses: [success('200', found), ...SERVICE_FAILURES],
  });
}

/** Writes an order, if nobody else did since the page read it: its ETag comes back in If-Match. */
export function putOrder(table: ITable, role: IRole): Call {
  const template = [
    `{"TableName":"${table.tableName}","Item":{"orderId":{"S":"${ORDER_ID}"},`,
    `"status":{"S":"$util.escapeJavaScript($input.path('$.status'))"},"total":{"N":"$input.path('$.total')"},`,
    '"version":{"S":"$context.requestId"}},"ConditionExpression":"attribute_not_exists(orderId) OR version=:seen",',
    `"ExpressionAttributeValues":{":seen":{"S":"$util.escapeJavaScript($input.params('If-Match'))"}}}`,
  ].join('');
  const conflict =
    '#if($input.path(\'$.__type\').contains("ConditionalCheckFailed"))#set($context.responseOverride.status=412)#end' +
    '{"message":"$input.path(\'$.message\')"}';
  return callAws({
    service: 'dynamodb',
    role,
    action: 'PutItem',
    template,
    responses: [
      success('200', '{"version":"$context.requestId"}', {
        responseParameters: { 'method.response.header.ETag': 'context.requestId' },
      }),
      success('400', conflict, { selectionPattern: '400' }),
      failure('502', '5\\d{2}', 'the table cannot be written'),
    ],
  });
}

/** Serves the shipping label, a picture: bytes that no template may touch. */
export function getLabel(bucket: IBucket, role: IRole): Call {
  return callAws({
    service: 's3',
    role,
    httpMethod: 'GET',
    path: `${bucket.bucketName}/{orderId}.png`,
    parameters: { 'integration.request.path.orderId': 'method.request.path.orderId' },
    responses: [
      {
        statusCode: '200',
        contentHandling: ContentHandling.CONVERT_TO_BINARY,
        responseParameters: {
          'method.response.header.Content-Type': 'integration.response.header.Content-Type',
          'method.response.header.ETag': 'integration.response.header.ETag',
        },
      },
      failure('404', '40[34]', 'there is no label for this order yet'),
    ],
  });
}

/** Counts the orders, for the report. */
export function countOrders(table: ITable, role: IRole): Call {
  const template = `{"TableName":"${table.tableName}","Select":"COUNT"}`;
  return callAws({
    service: 'dynamodb',
    role,
    action: 'Scan',
    template,
    responses: [success('200', '{"orders":$input.path(\'$.Count\')}'), ...SERVICE_FAILURES],
  });
}
