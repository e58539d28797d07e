import { RestApiCors } from '../../src';
import { differenceOf } from '../migrating/difference';
import { APP, anApi, aStack, mapped, OTHER, proxied, responses } from '../support/apis';
import { Synthesised } from '../support/synthesised';
import { verdictTable } from '../support/verdict-table';
import { withoutHash } from '../support/without-hash';

function shop(by: 'native' | 'construct') {
  const stack = aStack();
  const defaultCorsPreflightOptions = by === 'native' ? { allowOrigins: [APP], allowMethods: ['GET'] } : undefined;
  const api = anApi(stack, { restApiName: 'shop', defaultCorsPreflightOptions });
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', mapped('200'), responses('200'));
  orders.addMethod('PUT', proxied());
  if (by === 'construct') {
    new RestApiCors(stack, 'Cors', { api, allowOrigins: [APP] });
  }
  return stack;
}

test('moving over from native CORS makes this difference', () => {
  const [before, after] = [shop('native'), shop('construct')].map((stack) => new Synthesised(stack).template);
  const { created, deleted, changed } = differenceOf(before, after);
  const named = (elements: readonly { id: string; Type: string }[]) =>
    elements.map(({ id, Type }) => `${Type} ${withoutHash(id)}`);
  expect({
    created: named(created),
    deleted: named(deleted),
    changed: named(changed.map(({ id, after: { Type } }) => ({ id, Type }))),
  }).toMatchSnapshot();
});

test('pages could do this before, and can do that after', async () => {
  expect(await verdictTable(shop('native'), APP, OTHER)).toMatchSnapshot('before');
  expect(await verdictTable(shop('construct'), APP, OTHER)).toMatchSnapshot('after');
});
