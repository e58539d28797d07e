import { parseArgs } from 'node:util';
import { isHttpScheme } from '../../fetch/origins';
import { parseUrl } from '../../fetch/urls';
import { type BrowserRequest, judge, type Verdict } from '../../verify/browser';
import { givenHeaders, givenOrigins, parsed } from '../arguments';
import { InputError } from '../input-error';
import { ALL_ALLOWED, type Io, SOMETHING_BLOCKED } from '../io';
import { type Paint, paintFor } from '../paint';
import { printable, shortened } from '../printable';
import { jsonVerdict, verdictParagraph } from '../verdict-text';
import { ask } from './ask';
import { type Probed, type Sent, travel } from './journey';

export const PROBE_HELP = `Sends to a live endpoint what a browser would send for a script's call, the preflight first, and explains the answer.

Usage: npx cdk-apigateway-cors probe <url> --origin <origin> [options]

  <url>                   where the script calls, with its scheme
  --origin <origin>       the page that calls
  --method <method>       the method of the call; GET if not given
  --header <name:value>   a header that the script sets; may be given several times
  --credentials           the script calls with credentials: 'include' (no cookies are sent, their rules are applied)
  --timeout <seconds>     how long to wait for each answer; 10 if not given
  --json                  print the exchange, in the form that \`explain\` reads, and the verdict

The call is really made, with an empty body, unless its preflight is refused: mind what a DELETE does. Redirects are
followed as a browser follows them, 20 at the most. Proxies of the environment are not used.

Exit codes: 0 allowed, 1 blocked, 2 could not run: no connection, no answer in time, TLS, no HTTP.
`;

const OPTIONS = {
  origin: { type: 'string' },
  method: { type: 'string', default: 'GET' },
  header: { type: 'string', multiple: true },
  credentials: { type: 'boolean' },
  timeout: { type: 'string', default: '10' },
  json: { type: 'boolean' },
} as const;

const LONGEST_TIMEOUT = 600;

/** The command `probe`. */
export async function probe(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }),
  );
  const url = givenUrl(positionals);
  const [origin = ''] = givenOrigins(values.origin === undefined ? undefined : [values.origin]);
  const seconds = givenSeconds(values.timeout);
  const request: BrowserRequest = {
    origin,
    method: values.method,
    url: url.href,
    headers: givenHeaders(values.header),
    credentials: values.credentials === true ? 'include' : 'same-origin',
  };
  const probed = await travel(request, (question) => ask(question, seconds));
  const verdict = judge(probed.exchange);
  io.stdout.write(values.json ? asJson(probed, verdict) : asText(probed, verdict, io));
  return verdict.verdict === 'BLOCKED' ? SOMETHING_BLOCKED : ALL_ALLOWED;
}

function givenUrl(positionals: readonly string[]): URL {
  const [text, ...more] = positionals;
  if (text === undefined || more.length > 0) {
    throw new InputError('probe takes one URL, such as https://api.example.com/orders');
  }
  const url = parseUrl(text);
  if (url === null || !isHttpScheme(url.protocol)) {
    throw new InputError(`${printable(text)}: is no http or https URL, such as https://api.example.com/orders`);
  }
  return url;
}

function givenSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT)) {
    throw new InputError(`--timeout ${printable(text)}: a number of seconds, ${LONGEST_TIMEOUT} at the most`);
  }
  return seconds;
}

function asText({ sent, withheld, exchange }: Probed, verdict: Verdict, io: Io): string {
  const paint = paintFor(io);
  const { method, url, origin } = exchange.request;
  return [
    ...sent.map((one) => sentText(one, paint)),
    ...(withheld === undefined
      ? []
      : [
          `${withheld.method} ${printable(withheld.url)}\n  not sent: its preflight is refused, and a browser stops there\n`,
        ]),
    verdictParagraph(verdict, `${method} ${url} from ${origin}`, paint),
  ].join('\n');
}

const TOLD_OF_REQUEST = /^(origin|access-control-)/i;
const TOLD_OF_ANSWER = /^(access-control-|vary$|location$)/i;

/** Only what CORS looks at; so nothing secret that was sent is printed. */
function sentText({ method, url, headers, answer }: Sent, paint: Paint): string {
  const shown = (lines: Sent['headers'], which: RegExp, mark: string) =>
    lines
      .filter(([name]) => which.test(name))
      .map(([name, value]) => `  ${paint.dim(mark)} ${printable(name)}: ${printable(shortened(value, 300))}\n`);
  return [
    `${paint.bold(method)} ${printable(url)}\n`,
    ...shown(headers, TOLD_OF_REQUEST, '>'),
    `  ${paint.dim('<')} ${answer.status}\n`,
    ...shown(answer.headers, TOLD_OF_ANSWER, '<'),
  ].join('');
}

function asJson({ exchange, sent, withheld }: Probed, verdict: Verdict): string {
  const { request, hops, preflight, response } = exchange;
  const answer = (one: Probed['exchange']['response']) =>
    one === null ? null : { status: one.status, headers: byName(one.headers) };
  const told = {
    request: { ...request, headers: byName(request.headers) },
    ...(hops === undefined
      ? {}
      : { hops: hops.map((hop) => ({ ...answer(hop), preflight: answer(hop.preflight ?? null) })) }),
    preflight: answer(preflight),
    response: answer(response),
  };
  return `${JSON.stringify({ ...jsonVerdict(verdict), requestSent: sent.length > 0 && withheld === undefined, exchange: told }, null, 2)}\n`;
}

/** Several lines of one name are a list. */
function byName(lines: Sent['headers']): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of lines) {
    const known = values.get(name) ?? [];
    known.push(value);
    values.set(name, known);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all] as const));
}
