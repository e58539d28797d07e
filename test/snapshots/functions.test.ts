import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ProxyResponses } from '../../src';
import { APP, anApi, aStack, cors, OTHER } from '../support/apis';
import { aFunction, functionOf, route } from '../support/lambdas';
import { Synthesised } from '../support/synthesised';
import { verdictTable } from '../support/verdict-table';

/** An API with a function in each of two languages, and one that no wrapper reaches. */
function shop(proxyResponses: ProxyResponses) {
  const stack = aStack();
  const api = anApi(stack, { restApiName: 'shop' });
  const code = Code.fromBucket(Bucket.fromBucketName(stack, 'Archives', 'archives'), 'java.zip');
  route(api, 'node', aFunction(stack, 'Node'));
  route(api, 'python', aFunction(stack, 'Python', { runtime: Runtime.PYTHON_3_13 }));
  route(api, 'java', aFunction(stack, 'Java', { runtime: Runtime.JAVA_21, code }));
  cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true, proxyResponses });
  return stack;
}

describe.each([
  ['wrapped', ProxyResponses.wrap()],
  ['given the policy for a helper', ProxyResponses.helper()],
  ['left to their own', ProxyResponses.BY_HAND],
])('functions behind an API that are %s', (_, proxyResponses) => {
  test('are given this, and their owner is told that', () => {
    const stack = shop(proxyResponses);
    const made = new Synthesised(stack);
    const given = ['Node', 'Python', 'Java'].map((id) => {
      const { Environment, Layers } = functionOf(made, id);
      return [id, { Environment, Layers: Layers?.length ?? 0 }];
    });
    expect(Object.fromEntries(given)).toMatchSnapshot();
    expect(Object.fromEntries(made.warnings())).toMatchSnapshot();
  });

  test('are called by these pages', async () => {
    expect(await verdictTable(shop(proxyResponses), APP, 'https://evil.example')).toMatchSnapshot();
  });
});
