import { BROWSER_POLICY } from '../../examples/orders/browser-policy';
import { type Answer, answerError, answerPreflight, answerRequest, isProxy } from './answers';
import { type Api, type Integration, type Route, readApi } from './api';
import { blank, heading, note, row } from './print';

const ALLOWED = 'https://office.example.com';
const PREVIEW = 'https://new-basket.preview.example.com';
const FOREIGN = 'https://evil.example.net';
const EACH_ALLOWED = ['https://shop.example.com', ALLOWED, PREVIEW];

const ALLOW_ORIGIN = 'access-control-allow-origin';

/** Prints what the API answers to browsers. False if a listed origin would go without an answer. */
export function report(assembly: string): boolean {
  const api = readApi(assembly);
  blank();
  heading('THE POLICY');
  note(`allowOrigins     ${BROWSER_POLICY.allowOrigins.join(' ')}`);
  note(
    `allowCredentials ${BROWSER_POLICY.allowCredentials}      exposeHeaders  ${BROWSER_POLICY.exposeHeaders?.join(', ')}`,
  );
  const failures = [...reportPreflights(api), ...reportResponses(api), ...reportErrors(api)];
  blank();
  for (const failure of failures) {
    note(`BLOCKED  ${failure}`);
  }
  if (failures.length === 0) {
    note(
      `${api.routes.length} resources x ${EACH_ALLOWED.length} allowed origins: every preflight passes, and every response that API Gateway makes can be`,
    );
    note(`read, but for bytes and errors, which only ${EACH_ALLOWED[0]} can read. What a backend answers by`);
    note('itself is not known here: see the first warning.');
  } else {
    note(`${failures.length} answers would be blocked.`);
  }
  return failures.length === 0;
}

function reportPreflights(api: Api): string[] {
  blank();
  heading(`PREFLIGHTS  OPTIONS from ${ALLOWED}, and from ${FOREIGN}`);
  row(['resource', 'status', 'Allow-Origin', 'foreign', 'Allow-Methods']);
  const failures: string[] = [];
  for (const { path, methods } of api.routes) {
    const options = methods.get('OPTIONS');
    if (options === undefined || isProxy(options)) {
      row([path, '-', options === undefined ? 'no OPTIONS method' : "the function's own", '', '']);
      failures.push(...(options === undefined ? [`${path} has no OPTIONS method`] : []));
      continue;
    }
    const answer = answerPreflight(options, ALLOWED);
    const foreign = answerPreflight(options, FOREIGN).headers.get(ALLOW_ORIGIN);
    const verbs = answer.headers.get('access-control-allow-methods') ?? '-';
    row([path, `${answer.status}`, answer.headers.get(ALLOW_ORIGIN) ?? '-', foreign ?? 'none', verbs]);
    failures.push(...EACH_ALLOWED.flatMap((origin) => preflightFailures({ path, methods }, options, origin)));
  }
  return failures;
}

function preflightFailures({ path, methods }: Route, options: Integration, origin: string): string[] {
  const { status, headers } = answerPreflight(options, origin);
  const allowed = (headers.get('access-control-allow-methods') ?? '').split(',');
  const missing = [...methods.keys()].filter((verb) => verb !== 'ANY' && !allowed.includes(verb));
  const what = `OPTIONS ${path} from ${origin}:`;
  return [
    ...(status >= 200 && status <= 299 ? [] : [`${what} status ${status}`]),
    ...(isReadable(headers, origin) ? [] : [`${what} the origin is not allowed`]),
    ...(missing.length === 0 ? [] : [`${what} Allow-Methods lacks ${missing}`]),
  ];
}

function reportResponses(api: Api): string[] {
  blank();
  heading(`RESPONSES  to ${ALLOWED}, and to ${FOREIGN}`);
  row(['route', 'status', 'Allow-Origin', 'foreign', 'with']);
  const failures: string[] = [];
  for (const { path, methods } of api.routes) {
    for (const [verb, integration] of methods) {
      const route = `${verb} ${path}`;
      if (verb === 'OPTIONS') {
        continue;
      }
      if (isProxy(integration)) {
        const owner = integration.Type === 'HTTP_PROXY' ? "the HTTP backend's own" : "the function's own";
        row([route, '-', owner, '', '']);
        continue;
      }
      for (const [statuses, cells] of responsesByHeaders(integration)) {
        row([route, statuses, ...cells]);
      }
      failures.push(...responseFailures(route, integration));
    }
  }
  note('creds: Allow-Credentials: true; expose: Expose-Headers as above; vary: Vary: Origin');
  note('(*) bytes: no template can compare origins there, so every origin gets the first of the list');
  return failures;
}

/** One line for all statuses that carry the same. */
function responsesByHeaders(integration: Integration): [string, string[]][] {
  const statuses = new Map<string, string[]>();
  for (const response of integration.IntegrationResponses ?? []) {
    const { status, headers, binary } = answerRequest(response, ALLOWED);
    const foreign = answerRequest(response, FOREIGN).headers.get(ALLOW_ORIGIN);
    const rest = `${described(headers)}${binary ? ' (*)' : ''}`;
    const cells = JSON.stringify([headers.get(ALLOW_ORIGIN) ?? '-', foreign === undefined ? 'none' : 'same', rest]);
    statuses.set(cells, [...(statuses.get(cells) ?? []), String(status)]);
  }
  return [...statuses].map(([cells, of]) => [of.join(' '), JSON.parse(cells)]);
}

function responseFailures(route: string, integration: Integration): string[] {
  return (integration.IntegrationResponses ?? []).flatMap((response) =>
    EACH_ALLOWED.filter((origin) => {
      const answer = answerRequest(response, origin);
      // Nothing can compare origins where the body is bytes: the first of the list stands there, as a warning says.
      return !isReadable(answer.headers, answer.binary ? EACH_ALLOWED[0] : origin);
    }).map((origin) => `${route} ${response.StatusCode} to ${origin}: the origin is not allowed`),
  );
}

function reportErrors(api: Api): string[] {
  blank();
  heading('ERRORS  of API Gateway itself, which cannot compare origins: every origin gets the first of the list');
  row(['gateway response', 'status', 'Allow-Origin', 'body', 'with']);
  const failures: string[] = [];
  for (const error of api.errors) {
    const headers = answerError(error, EACH_ALLOWED[0]);
    const body = error.ResponseTemplates === undefined ? 'default' : 'own';
    const origin = headers.get(ALLOW_ORIGIN) ?? '-';
    row([`${error.ResponseType}`, error.StatusCode ?? 'default', origin, body, described(headers)]);
    failures.push(...(isReadable(headers, EACH_ALLOWED[0]) ? [] : [`${error.ResponseType} names no origin`]));
  }
  return failures;
}

/** The CORS check of a request with credentials. https://fetch.spec.whatwg.org/#concept-cors-check */
function isReadable(headers: Answer['headers'], origin: string): boolean {
  return headers.get(ALLOW_ORIGIN) === origin && headers.get('access-control-allow-credentials') === 'true';
}

function described(headers: Answer['headers']): string {
  const exposed = headers.get('access-control-expose-headers');
  return [
    headers.get('access-control-allow-credentials') === 'true' ? 'creds' : '',
    exposed === undefined ? '' : 'expose',
    headers.get('vary') === undefined ? '' : 'vary',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
