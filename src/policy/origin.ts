/** An origin that a policy lists as it is. */
export interface ExactOrigin {
  readonly kind: 'exact';
  readonly text: string;
}

/** An origin that is known only at deployment (a CDK token): compared exactly, by API Gateway alone. */
export interface DeployTimeOrigin {
  readonly kind: 'deploy-time';
  readonly text: string;
  /** For people: what is written out of it, and a word for the rest. */
  readonly shown: string;
}

/** `https://*.example.com`, `https://**.example.com`, `https://example.com:*` and what they combine to. */
export interface OriginPattern {
  readonly kind: 'pattern';
  /** As the user wrote it. */
  readonly text: string;
  readonly scheme: string;
  /** How many labels stand in front of `host`: none, exactly one (`*.`), one or more (`**.`). */
  readonly subdomains: 'none' | 'one' | 'many';
  readonly host: string;
  /** A port number, null for none (the scheme's default), `any` for `:*`. */
  readonly port: number | null | 'any';
}

export type ListedOrigin = ExactOrigin | DeployTimeOrigin | OriginPattern;

/** How many labels `**.` stands for at most: a domain name has no more than 127. */
export const MOST_LABELS = 126;

/** How long a label may be. https://www.rfc-editor.org/rfc/rfc1034#section-3.1 */
export const LONGEST_LABEL = 63;

const LABEL = /^[a-z0-9_-]{1,63}$/;
const PORT = /:([1-9][0-9]{0,4})$/;

/** Whether an Origin header is the listed origin or matches it. Never true for one known only at deployment. */
export function originMatches(listed: ListedOrigin, origin: string): boolean {
  return listed.kind === 'pattern' ? patternMatches(listed, origin) : listed.kind === 'exact' && listed.text === origin;
}

/** Whether every origin that `narrow` allows is allowed by the pattern too. */
export function originCovers(wide: OriginPattern, narrow: ListedOrigin): boolean {
  if (narrow.kind !== 'pattern') {
    return narrow.kind === 'exact' && patternMatches(wide, narrow.text);
  }
  return (
    wide.scheme === narrow.scheme && coversHost(wide, narrow) && (wide.port === 'any' || wide.port === narrow.port)
  );
}

function patternMatches(pattern: OriginPattern, origin: string): boolean {
  const prefix = `${pattern.scheme}://`;
  if (!origin.startsWith(prefix)) {
    return false;
  }
  const authority = origin.slice(prefix.length);
  if (pattern.port === 'any') {
    return hostMatches(pattern, withoutPort(authority));
  }
  const suffix = pattern.port === null ? '' : `:${pattern.port}`;
  return authority.endsWith(suffix) && hostMatches(pattern, authority.slice(0, authority.length - suffix.length));
}

function withoutPort(authority: string): string {
  const port = PORT.exec(authority);
  return port !== null && Number(port[1]) <= 65535 ? authority.slice(0, port.index) : authority;
}

function hostMatches(pattern: OriginPattern, host: string): boolean {
  if (pattern.subdomains === 'none') {
    return host === pattern.host;
  }
  if (!host.endsWith(`.${pattern.host}`)) {
    return false;
  }
  const labels = host.slice(0, host.length - pattern.host.length - 1).split('.');
  const most = pattern.subdomains === 'one' ? 1 : MOST_LABELS;
  return labels.length <= most && labels.every((label) => LABEL.test(label));
}

function coversHost(wide: OriginPattern, narrow: OriginPattern): boolean {
  if (narrow.subdomains === 'none') {
    return hostMatches(wide, narrow.host);
  }
  return narrow.host === wide.host
    ? wide.subdomains === 'many' || wide.subdomains === narrow.subdomains
    : wide.subdomains === 'many' && narrow.host.endsWith(`.${wide.host}`);
}
