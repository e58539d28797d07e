import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../../src';
import { APP, OTHER } from '../support/apis';
import { aShop, PUBLIC } from '../support/subtrees';
import { Synthesised } from '../support/synthesised';

describe('the errors of an API', () => {
  test('get no header where only subtrees have a RestApiCors, and a warning says how to cure it', () => {
    const { stack, api, give, public: subtree } = aShop();
    api.addGatewayResponse('Own', { type: ResponseType.UNAUTHORIZED, responseHeaders: { 'X-Own': "'1'" } });
    give('Public', subtree, PUBLIC);
    const shop = new Synthesised(stack);
    expect([...shop.gatewayResponses()]).toEqual([['UNAUTHORIZED', { 'gatewayresponse.header.X-Own': "'1'" }]]);
    expect([...shop.warnings().keys()]).toEqual(['errors-without-policy']);
    expect(shop.warnings().get('errors-without-policy')).toContain('Fix: add a RestApiCors for the whole API');
  });

  test('follow the policy of the whole API, and a subtree whose pages cannot read them is told', () => {
    const { stack, give, public: subtree, internal } = aShop();
    give('Cors', undefined, APP);
    give('Internal', internal, APP);
    const part = give('Public', subtree, PUBLIC);
    const shop = new Synthesised(stack);
    for (const headers of shop.gatewayResponses().values()) {
      expect(headers['gatewayresponse.header.Access-Control-Allow-Origin']).toBe(`'${APP}'`);
    }
    expect([...shop.warnings().keys()]).toEqual(['errors-of-whole-api']);
    expect(part.node.metadata).toHaveLength(1);
  });

  test('that everybody can read are read by every subtree, but for one that calls with credentials', () => {
    const { stack, api, give, public: subtree, internal } = aShop();
    give('Cors', undefined, '*');
    give('Public', subtree, PUBLIC, OTHER);
    new RestApiCors(stack, 'Internal', { api, resource: internal, allowOrigins: [APP], allowCredentials: true });
    expect(new Synthesised(stack).warnings().get('errors-of-whole-api')?.split('\n')).toHaveLength(1);
  });

  test('are not echoed by a subtree, and asking for it there is told to be without effect', () => {
    const { stack, api, public: subtree } = aShop();
    const options = { allowOrigins: [APP, OTHER], allowCredentials: true, dangerouslyEchoOriginInErrors: true };
    new RestApiCors(stack, 'Public', { api, resource: subtree, ...options });
    const shop = new Synthesised(stack);
    expect(shop.gatewayResponses().size).toBe(0);
    expect(shop.warnings().get('danger-without-effect')).toContain('dangerouslyEchoOriginInErrors');
  });
});
