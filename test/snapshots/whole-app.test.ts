import { App, Mixins, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ApiCorsMixin, RestApiCors } from '../../src';
import { APP, anApi, mapped, OTHER, responses } from '../support/apis';
import { addRoutes } from '../support/http-apis';
import { verdictTable } from '../support/verdict-table';
import { withoutHash } from '../support/without-hash';

test('an app whose APIs all get one policy, but the one that has its own, is called by these pages', async () => {
  const app = new App({ analyticsReporting: false });
  Mixins.of(app).apply(new ApiCorsMixin({ allowOrigins: [APP] }));
  const shop = anApi(new Stack(app, 'Shop'), { restApiName: 'shop' });
  shop.root.addResource('orders').addMethod('PUT', mapped('200'), responses('200'));
  const partners = anApi(new Stack(app, 'Partners'), { restApiName: 'partners' });
  partners.root.addResource('offers').addMethod('GET', mapped('200'), responses('200'));
  new RestApiCors(partners, 'Cors', { api: partners, allowOrigins: [OTHER] });
  addRoutes(new HttpApi(new Stack(app, 'News'), 'News', { apiName: 'news' }), 'PUT /letters');

  expect(await verdictTable(app, APP, OTHER)).toMatchSnapshot();
});

test('an app that turns to the policy from nothing gets these elements', () => {
  const elements = (withPolicy: boolean) => {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Shop');
    anApi(stack).root.addResource('orders').addMethod('PUT', mapped('200'), responses('200'));
    if (withPolicy) {
      Mixins.of(app).apply(new ApiCorsMixin({ allowOrigins: [APP] }));
    }
    return Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>);
  };
  const before = new Set(elements(false).map(([id]) => id));
  const added = elements(true).filter(([id]) => !before.has(id));
  expect(Object.fromEntries(added.map(([id, { Type }]) => [withoutHash(id), Type]))).toMatchSnapshot();
});
