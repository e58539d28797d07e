import { simulate } from '../../../src/verify/check/simulation';
import { apiIn, PAGE, shop, templateOf } from '../../cli/some-apis';

const api = apiIn(templateOf(shop));

/** https://fetch.spec.whatwg.org/#concept-method-normalize */
test('a method that browsers write in upper case reaches the API so', () => {
  const { preflight, responses } = simulate(api, { origin: PAGE, method: 'put', path: '/orders' });
  expect(preflight?.verdict.verdict).toBe('ALLOWED');
  expect(responses.map(({ label, verdict }) => [label, verdict.verdict])).toEqual([['201', 'ALLOWED']]);
});

test('one that they leave alone does not', () => {
  const { preflight } = simulate(api, { origin: PAGE, method: 'patch', path: '/orders/1' });
  expect(preflight?.verdict.reason).toBe('MethodDisallowedByPreflightResponse');
});
