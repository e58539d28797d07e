import { BROWSER_POLICY } from '../../examples/orders/browser-policy';
import { type HeaderLines, headerValue } from '../../src/fetch/header-lines';
import { pathTo } from '../../src/verify';
import { answer, successAnswers } from '../../src/verify/gateway/answer';
import type { GatewayAnswer, GatewayRequest } from '../../src/verify/gateway/answers';
import { errorAnswer, GATEWAY_RESPONSE_TYPES } from '../../src/verify/gateway/error-answers';
import type { RestApi, RestMethod } from '../../src/verify/gateway/model';
import { exampleApi } from './example-api';
import { blank, heading, note, row } from './print';

const ALLOWED = 'https://office.example.com';
const PREVIEW = 'https://new-basket.preview.example.com';
const FOREIGN = 'https://evil.example.net';
const FIRST = 'https://shop.example.com';
const EACH_ALLOWED = [FIRST, ALLOWED, PREVIEW];

interface Route {
  readonly path: string;
  readonly methods: readonly RestMethod[];
}

/** Prints what the API answers to browsers. False if a listed origin would go without an answer. */
export function report(assembly: string): boolean {
  const api = exampleApi(assembly);
  const routes = api.resources
    .flatMap(({ path, methods }): Route[] => (typeof path === 'string' ? [{ path, methods }] : []))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  blank();
  heading('THE POLICY');
  note(`allowOrigins     ${BROWSER_POLICY.allowOrigins.join(' ')}`);
  note(
    `allowCredentials ${BROWSER_POLICY.allowCredentials}      exposeHeaders  ${BROWSER_POLICY.exposeHeaders?.join(', ')}`,
  );
  const failures = [...reportPreflights(api, routes), ...reportResponses(api, routes), ...reportErrors(api)];
  blank();
  for (const failure of failures) {
    note(`BLOCKED  ${failure}`);
  }
  if (failures.length === 0) {
    note(
      `${routes.length} resources x ${EACH_ALLOWED.length} allowed origins: every preflight passes, and every response that API Gateway makes can be`,
    );
    note(`read, but for bytes and errors, which only ${FIRST} can read. What a backend answers by`);
    note('itself is not known here: see the first warning.');
  } else {
    note(`${failures.length} answers would be blocked.`);
  }
  return failures.length === 0;
}

function reportPreflights(api: RestApi, routes: readonly Route[]): string[] {
  blank();
  heading(`PREFLIGHTS  OPTIONS from ${ALLOWED}, and from ${FOREIGN}`);
  row(['resource', 'status', 'Allow-Origin', 'foreign', 'Allow-Methods']);
  return routes.flatMap(({ path, methods }) => {
    const ask = (origin: string) => answer(api, requestFrom(origin, 'OPTIONS', path));
    const one = ask(ALLOWED);
    const listed = valueIn(one, 'Access-Control-Allow-Methods') ?? '-';
    row([path, statusOf(one), originIn(one) ?? '-', originIn(ask(FOREIGN)) ?? 'none', listed]);
    const verbs = methods.map(({ verb }) => verb).filter((verb) => verb !== 'ANY');
    const missing = verbs.filter((verb) => !listed.split(',').includes(verb));
    return [
      ...EACH_ALLOWED.filter((origin) => !/^2/.test(statusOf(ask(origin))) || !isReadable(ask(origin), origin)).map(
        (origin) => `OPTIONS ${path} from ${origin}`,
      ),
      ...(missing.length === 0 ? [] : [`OPTIONS ${path}: Allow-Methods lacks ${missing}`]),
    ];
  });
}

function reportResponses(api: RestApi, routes: readonly Route[]): string[] {
  blank();
  heading(`RESPONSES  to ${ALLOWED}, and to ${FOREIGN}`);
  row(['route', 'status', 'Allow-Origin', 'foreign', 'with']);
  const failures = routes.flatMap(({ path, methods }) =>
    methods.filter(({ verb }) => verb !== 'OPTIONS').flatMap((method) => reportMethod(api, path, method)),
  );
  note('creds: Allow-Credentials: true; expose: Expose-Headers as above; vary: Vary: Origin');
  note('(*) bytes: no template can compare origins there, so every origin gets the first of the list');
  return failures;
}

function reportMethod(api: RestApi, path: string, method: RestMethod): string[] {
  const route = `${method.verb} ${path}`;
  const ask = (origin: string) =>
    successAnswers(api, method, requestFrom(origin, method.verb, path)).map(({ answer: one }) => one);
  const answers = ask(ALLOWED);
  if (answers.length === 0) {
    row([
      route,
      '-',
      method.integration?.type === 'HTTP_PROXY' ? "the HTTP backend's own" : "the function's own",
      '',
      '',
    ]);
    return [];
  }
  const foreign = ask(FOREIGN);
  const lines = new Map<string, string[]>();
  for (const [index, one] of answers.entries()) {
    const toForeign = originIn(foreign[index]);
    const cells = [originIn(one) ?? '-', toForeign === null ? 'none' : 'same', described(one, toForeign !== null)];
    lines.set(JSON.stringify(cells), [...(lines.get(JSON.stringify(cells)) ?? []), statusOf(one)]);
  }
  for (const [cells, statuses] of lines) {
    row([route, inOrder(statuses), ...JSON.parse(cells)]);
  }
  return EACH_ALLOWED.flatMap((origin) =>
    ask(origin)
      // Nothing can compare origins where the body is bytes: the first of the list stands there, as a warning says.
      .filter((one, index) => !isReadable(one, originIn(foreign[index]) === null ? origin : FIRST))
      .map((one) => `${route} ${statusOf(one)} to ${origin}: the origin is not allowed`),
  );
}

function reportErrors(api: RestApi): string[] {
  blank();
  heading('ERRORS  of API Gateway itself, which cannot compare origins: every origin gets the first of the list');
  row(['gateway response', 'status', 'Allow-Origin', '', 'with']);
  const request = requestFrom(FIRST, 'GET', '/');
  const errors = GATEWAY_RESPONSE_TYPES.map((type) => errorAnswer(api, type, request));
  return [...api.gatewayResponses.values()].flatMap(({ logicalId, type }) => {
    const own = errors.filter((one) => one.by.logicalId === logicalId && one.kind === 'answered');
    const [one] = own;
    row([type, inOrder(own.map(statusOf)), originIn(one) ?? '-', '', one === undefined ? '' : described(one, false)]);
    return own.every((each) => isReadable(each, FIRST)) ? [] : [`${type} names no origin`];
  });
}

function requestFrom(origin: string, method: string, path: string): GatewayRequest {
  const asked = method === 'OPTIONS' ? [['Access-Control-Request-Method', 'GET'] as const] : [];
  return { method, path: pathTo(path), headers: [['Origin', origin], ...asked] };
}

function statusOf(one: GatewayAnswer): string {
  return one.kind === 'answered' ? [one.status, ...(one.otherStatuses ?? [])].join(' ') : '-';
}

function inOrder(statuses: readonly string[]): string {
  return [...new Set(statuses.flatMap((each) => each.split(' ')))].sort().join(' ');
}

function headersOf(one: GatewayAnswer | undefined): HeaderLines {
  return one?.kind === 'answered' ? one.headers : [];
}

function valueIn(one: GatewayAnswer | undefined, name: string): string | null {
  return headerValue(headersOf(one), name);
}

function originIn(one: GatewayAnswer | undefined): string | null {
  return valueIn(one, 'Access-Control-Allow-Origin');
}

/** The CORS check of a request with credentials. https://fetch.spec.whatwg.org/#concept-cors-check */
function isReadable(one: GatewayAnswer, origin: string): boolean {
  return originIn(one) === origin && valueIn(one, 'Access-Control-Allow-Credentials') === 'true';
}

function described(one: GatewayAnswer, binary: boolean): string {
  return [
    valueIn(one, 'Access-Control-Allow-Credentials') === 'true' ? 'creds' : '',
    valueIn(one, 'Access-Control-Expose-Headers') === null ? '' : 'expose',
    valueIn(one, 'Vary') === null ? '' : 'vary',
    binary ? '(*)' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
