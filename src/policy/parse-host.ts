import { domainToASCII, domainToUnicode } from 'node:url';
import { parseUrl } from '../fetch/urls';
import { LONGEST_LABEL, type OriginPattern } from './origin';
import { isPublicSuffix } from './origin-risks';
import type { RuleId } from './rules';

type Complain = (id: RuleId, fix?: string) => void;

interface CheckedHost {
  /** The host as a browser sends it; null where there is none to be had. */
  readonly host: string | null;
  readonly subdomains: OriginPattern['subdomains'];
}

const LONGEST_DOMAIN = 253;
const LABEL = /^(?!-)[a-z0-9_-]+(?<!-)$/;
const NUMERIC_LABEL = /^([0-9]+|0x[0-9a-f]*)$/i;

/**
 * The host of an origin or pattern in the form that a browser sends, with every complaint about how it was written.
 *
 * @see https://url.spec.whatwg.org/#host-parsing
 */
export function checkHost(scheme: string, text: string, complain: Complain): CheckedHost {
  const { subdomains, rest } = splitStars(text);
  if (rest.includes('*') || (subdomains !== 'none' && !mayHaveSubdomains(scheme, rest))) {
    complain('origin-wildcard-placement', placementFix(rest));
    return { host: null, subdomains };
  }
  if (rest === '' || (rest.includes('%') && !rest.startsWith('['))) {
    complain('origin-host-invalid', 'write a domain name or an IP address behind the scheme');
    return { host: null, subdomains };
  }
  return { host: isAddress(rest) ? checkAddress(rest, complain) : checkDomain(rest, complain), subdomains };
}

function splitStars(text: string): { subdomains: CheckedHost['subdomains']; rest: string } {
  if (text.startsWith('**.')) {
    return { subdomains: 'many', rest: text.slice(3) };
  }
  return text.startsWith('*.') ? { subdomains: 'one', rest: text.slice(2) } : { subdomains: 'none', rest: text };
}

function mayHaveSubdomains(scheme: string, host: string): boolean {
  return (scheme === 'http' || scheme === 'https') && host !== '' && !isAddress(host);
}

/** What `*example.com` or `*-preview.example.com` was meant to be, unless it would let strangers in. */
function placementFix(rest: string): string {
  const meant = rest.replace(/^(?:\*+(?=[^.*-])|[^.]*\*[^.]*\.)/, '');
  const domain = isAddress(meant) ? null : checkDomain(meant, () => undefined);
  return domain === null || isPublicSuffix(domain)
    ? 'list the origins, or a pattern such as "https://*.example.com"'
    : `${JSON.stringify(`https://*.${domain}`)}, or list the origins`;
}

/** Whether a browser reads the host as an IP address. https://url.spec.whatwg.org/#ends-in-a-number-checker */
function isAddress(host: string): boolean {
  const labels = host.replace(/\.$/, '').split('.');
  return host.startsWith('[') || NUMERIC_LABEL.test(labels[labels.length - 1]);
}

function checkAddress(text: string, complain: Complain): string | null {
  const canonical = hostOfUrl(text);
  if (canonical === null) {
    complain(
      text.startsWith('[') ? 'origin-ip-noncanonical' : 'origin-host-invalid',
      'write an IP address as browsers do',
    );
  } else if (canonical !== text) {
    complain('origin-ip-noncanonical');
  }
  return canonical;
}

function hostOfUrl(host: string): string | null {
  return parseUrl(`http://${host}/`)?.hostname ?? null;
}

function checkDomain(text: string, complain: Complain): string | null {
  let host = text;
  if (/[^\u0020-\u007e]/.test(host)) {
    const ascii = domainToASCII(host);
    if (ascii === '') {
      complain('origin-host-invalid', 'write a domain name that exists');
      return null;
    }
    complain('origin-unicode');
    if (isAddress(ascii)) {
      complain('origin-host-invalid', 'write an IP address as browsers do');
      return null;
    }
    host = ascii;
  }
  if (host !== host.toLowerCase()) {
    complain('origin-uppercase');
    host = host.toLowerCase();
  }
  if (host.endsWith('.')) {
    complain('origin-trailing-dot');
    host = host.replace(/\.+$/, '');
  }
  const labels = host.split('.');
  if (host.length > LONGEST_DOMAIN || !labels.every((label) => label.length <= LONGEST_LABEL && LABEL.test(label))) {
    complain('origin-host-invalid', 'labels of 1 to 63 letters, digits, "-" and "_", 253 characters in all');
    return null;
  }
  if (domainToASCII(domainToUnicode(host)) !== host) {
    complain(
      'origin-punycode-invalid',
      'write the name in Unicode first, and copy the xn-- form that the error prints',
    );
    return null;
  }
  return host;
}
