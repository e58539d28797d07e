import { Stack } from 'aws-cdk-lib';
import { CfnRestApi, type IResource, type IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpApiCors, RestApiCors } from '../../src';
import { APP, anApi, aStack } from '../support/apis';
import { anHttpApi } from '../support/http-apis';

const allowOrigins = [APP];

describe('plain JavaScript that takes one for another is told which and what to do:', () => {
  const stack = aStack();
  const [rest, http] = [anApi(stack), anHttpApi(new Stack(stack, 'Other'))];
  const l1 = new CfnRestApi(stack, 'L1', { name: 'l1' });

  test.each<[string, () => unknown, string]>([
    [
      'an HTTP API for RestApiCors',
      () => new RestApiCors(stack, 'A', { api: http as unknown as IRestApi, allowOrigins }),
      'Shop/A: api-kind: this takes a REST API, and got an HTTP API (Shop/Other/Api). Fix: a RestApi as api;',
    ],
    [
      'an L1 for RestApiCors',
      () => new RestApiCors(stack, 'B', { api: l1 as unknown as IRestApi, allowOrigins }),
      'Shop/B: api-kind: this takes a REST API, and got object (Shop/L1). Fix: a RestApi as api; RestApiCors.forCfnRestApi',
    ],
    [
      'nothing for RestApiCors',
      () => new RestApiCors(stack, 'C', { api: undefined as unknown as IRestApi, allowOrigins }),
      'Shop/C: api-kind: this takes a REST API, and got undefined.',
    ],
    [
      'a REST API for HttpApiCors',
      () => new HttpApiCors(stack, 'D', { api: rest as unknown as IHttpApi, allowOrigins }),
      'Shop/D: api-kind: this takes an HTTP API, and got a REST API (Shop/Api). Fix: an HttpApi as api;',
    ],
    [
      'a whole API for exclude',
      () => RestApiCors.exclude(rest as unknown as IResource),
      'RestApiCors.exclude: api-kind: this takes a resource, and got a REST API (Shop/Api). Fix: one of its resources;',
    ],
  ])('%s', (_, slip, told) => {
    expect(slip).toThrow(told);
  });
});
