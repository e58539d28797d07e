import fc from 'fast-check';
import type { HeaderLines } from '../../../src/fetch/header-lines';
import type { GatewayRequest } from '../../../src/verify/gateway/answers';
import type { DeployedApi } from '../../../src/verify/gateway/model';
import { APP, OTHER } from '../../support/apis';

const ORIGINS = [
  APP,
  APP,
  OTHER,
  'https://a.preview.example.com',
  'https://a.b.preview.example.com',
  'http://localhost:3000',
  'https://evil.example',
  'https://app.example.com.evil.io',
  'null',
];

const origin: fc.Arbitrary<HeaderLines> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('Origin', 'origin'), fc.constantFrom(...ORIGINS))
      .map(([name, value]) => [[name, value] as const]),
  },
);

const VERBS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'];

/** What is done to the path of a route before it is asked for. */
const bent: fc.Arbitrary<(path: string) => string> = fc.oneof(
  { weight: 12, arbitrary: fc.constant((path: string) => path) },
  { weight: 2, arbitrary: fc.constant((path: string) => `${path.replace(/\/$/, '')}/more`) },
  { weight: 1, arbitrary: fc.constant((path: string) => path.replace(/\/[^/]*$/, '') || '/') },
  { weight: 1, arbitrary: fc.constant(() => '/nowhere/at/all') },
);

const verb = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 4, arbitrary: fc.constant('OPTIONS') },
  { weight: 2, arbitrary: fc.constantFrom(...VERBS) },
);

/** A request to an API: to one of its routes, near one, or a preflight. */
export function aCallTo(api: DeployedApi): fc.Arbitrary<GatewayRequest> {
  return fc
    .record({
      route: fc.constantFrom(...routesOf(api)),
      bend: bent,
      verb,
      any: fc.constantFrom(...VERBS),
      origin,
      query: fc.constantFrom(undefined, undefined, 'q=1', 'Origin=https://evil.example', 'q=1&r=%2F'),
      accept: fc.constantFrom<HeaderLines>([], [['Accept', '*/*']], [['Accept', 'application/json']]),
      type: fc.constantFrom(undefined, 'application/json', 'text/plain', 'application/x-www-form-urlencoded'),
      asked: fc.constantFrom('GET', 'PUT', 'PATCH'),
    })
    .map(({ route, bend, verb, any, origin, query, accept, type, asked }): GatewayRequest => {
      const method = verb ?? (route.verb === 'ANY' ? any : route.verb);
      const preflight: HeaderLines =
        method === 'OPTIONS' && origin.length > 0 ? [['Access-Control-Request-Method', asked]] : [];
      const withBody = ['POST', 'PUT', 'PATCH'].includes(method) && type !== undefined;
      return {
        method,
        path: bend(filled(route.path)),
        headers: [...origin, ...preflight, ...accept, ...(withBody ? [['Content-Type', type] as const] : [])],
        ...(query === undefined ? {} : { query }),
        ...(withBody ? { body: '{"b": 1}' } : {}),
      };
    });
}

/** Every method with its path, `ANY` for all verbs. */
function routesOf(api: DeployedApi): readonly { readonly verb: string; readonly path: string }[] {
  if (api.kind === 'rest') {
    return api.resources.flatMap(({ path, methods }) => methods.map(({ verb }) => ({ verb, path: String(path) })));
  }
  return api.routes.map(({ key }) => {
    const [verb = 'ANY', path = '/anything'] = key === '$default' ? [] : String(key).split(' ');
    return { verb, path };
  });
}

/** The path of a resource, with something in place of its variables. */
function filled(path: string): string {
  return path.replace(/\{[^}]*\+\}/g, 'x/y').replace(/\{[^}]*\}/g, '7') || '/';
}
