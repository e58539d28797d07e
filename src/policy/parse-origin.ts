import type { ExactOrigin, OriginPattern } from './origin';
import { checkHost } from './parse-host';
import type { Findings } from './problem';
import type { RuleId } from './rules';

/** Schemes whose pages have the origin `null`. https://url.spec.whatwg.org/#concept-url-origin */
const NULL_ORIGIN_SCHEMES = ['file', 'data', 'blob', 'about', 'javascript'];

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ws: 80, wss: 443, ftp: 21 };

const SCHEME = /^[a-z][a-z0-9+.-]{0,63}$/;
const PARTS = /^([^:/?#]+):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
export const UNSAFE = /[\u0000-\u001f\u007f'"`$\\{}<>|^]/;

interface Complaint {
  readonly id: RuleId;
  readonly fix?: string;
  readonly detail?: string;
}

/**
 * Parses one entry of `allowOrigins`; null where it is not an origin or a pattern, after every reason was reported.
 *
 * pattern = scheme "://" [ "*." / "**." ] host [ ":" ( port / "*" ) ]
 */
export function parseOrigin(raw: string, property: string, findings: Findings): ExactOrigin | OriginPattern | null {
  const complaints: Complaint[] = [];
  const parsed = parse(raw, complaints);
  for (const complaint of distinct(complaints)) {
    findings.add(complaint.id, {
      property,
      got: raw,
      detail: complaint.detail,
      fix: complaint.fix ?? (parsed === null ? 'remove the entry' : JSON.stringify(parsed.text)),
    });
  }
  return complaints.length === 0 ? parsed : null;
}

/** One complaint of each kind: scheme and host in upper case are one mistake. */
function distinct(complaints: readonly Complaint[]): readonly Complaint[] {
  return complaints.filter((complaint, index) => complaints.findIndex(({ id }) => id === complaint.id) === index);
}

/** What the text means, as well as can be told, and everything that is wrong with how it is written. */
function parse(raw: string, complaints: Complaint[]): ExactOrigin | OriginPattern | null {
  const refuse = (id: RuleId, fix?: string): null => {
    complaints.push({ id, fix });
    return null;
  };

  if (raw.trim().toLowerCase() === 'null') {
    return refuse('origin-null', 'serve the page from an http or https origin and list that');
  }
  if (UNSAFE.test(raw)) {
    return refuse('origin-unsafe-character', 'write the origin as a browser sends it: letters, digits and . - _ : [ ]');
  }
  const text = raw.trim();
  const items = text.split(/[\s,;]/).filter((item) => item !== '');
  if (items.length > 1) {
    return refuse('origin-multiple', severalOrigins(items));
  }
  if (text !== raw) {
    complaints.push({ id: 'origin-whitespace' });
  }
  const parts = PARTS.exec(text);
  if (parts === null) {
    return NULL_ORIGIN_SCHEMES.includes(text.split(':')[0].toLowerCase())
      ? refuse('origin-file-scheme')
      : refuse('origin-missing-scheme', withScheme(text));
  }
  const [, rawScheme, authority, path, query, fragment] = parts;
  const scheme = rawScheme.toLowerCase();
  if (NULL_ORIGIN_SCHEMES.includes(scheme)) {
    return refuse('origin-file-scheme', 'serve the page from an http or https origin and list that');
  }
  if (!SCHEME.test(scheme)) {
    return refuse(
      scheme.includes('*') ? 'origin-wildcard-placement' : 'origin-missing-scheme',
      'start with "https://"',
    );
  }
  if (scheme !== rawScheme) {
    complaints.push({ id: 'origin-uppercase' });
  }
  complainOfRest(path, query, fragment, complaints);
  return parseAuthority(scheme, authority, complaints);
}

function severalOrigins(items: readonly string[]): string {
  const origins = items.map((item) => originIn(item.includes('://') ? item : `https://${item}`));
  return origins.includes(undefined)
    ? 'one origin an entry'
    : origins.map((origin) => JSON.stringify(origin)).join(', ');
}

function withScheme(text: string): string {
  const origin = originIn(`https://${text.replace(/^(?:(?:https?)?[:/])+/i, '')}`);
  return origin === undefined ? 'start with the scheme: "https://app.example.com"' : JSON.stringify(origin);
}

/** The origin that a text means, however it is written. */
function originIn(text: string): string | undefined {
  return parse(text, [])?.text;
}

function complainOfRest(
  path: string,
  query: string | undefined,
  fragment: string | undefined,
  complaints: Complaint[],
): void {
  if (path !== '') {
    complaints.push({ id: path === '/' ? 'origin-trailing-slash' : 'origin-path' });
  }
  if (query !== undefined) {
    complaints.push({ id: 'origin-query' });
  }
  if (fragment !== undefined) {
    complaints.push({ id: 'origin-fragment' });
  }
}

function parseAuthority(
  scheme: string,
  authority: string,
  complaints: Complaint[],
): ExactOrigin | OriginPattern | null {
  const at = authority.lastIndexOf('@');
  if (at !== -1) {
    complaints.push({ id: 'origin-userinfo' });
  }
  const [hostText, portText] = splitPort(authority.slice(at + 1));
  const port = parsePort(scheme, portText, complaints);
  const { host, subdomains } = checkHost(scheme, hostText, (id, fix) => complaints.push({ id, fix }));
  if (host === null) {
    return null;
  }
  const stars = { none: '', one: '*.', many: '**.' }[subdomains];
  const suffix = port === 'any' ? ':*' : port === null ? '' : `:${port}`;
  const text = `${scheme}://${stars}${host}${suffix}`;
  return subdomains === 'none' && port !== 'any'
    ? { kind: 'exact', text }
    : { kind: 'pattern', text, scheme, subdomains, host, port };
}

function splitPort(authority: string): [host: string, port: string | undefined] {
  const colon = authority.lastIndexOf(':');
  return colon <= authority.lastIndexOf(']')
    ? [authority, undefined]
    : [authority.slice(0, colon), authority.slice(colon + 1)];
}

function parsePort(scheme: string, text: string | undefined, complaints: Complaint[]): number | null | 'any' {
  if (text === undefined) {
    return null;
  }
  if (text === '*') {
    return 'any';
  }
  const port = Number(text);
  if (!/^[0-9]+$/.test(text) || port < 1 || port > 65535) {
    complaints.push({ id: 'origin-port-invalid' });
    return null;
  }
  if (text !== String(port)) {
    complaints.push({ id: 'origin-port-invalid' });
  }
  if (DEFAULT_PORTS[scheme] === port) {
    complaints.push({ id: 'origin-default-port' });
    return null;
  }
  return port;
}
