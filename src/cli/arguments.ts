import { type HeaderLine, isHeaderValue } from '../fetch/header-lines';
import { isHeaderName } from '../fetch/header-names';
import { isHttpScheme, isSerializedOrigin } from '../fetch/origins';
import { parseUrl } from '../fetch/urls';
import { InputError, messageOf } from './input-error';
import { printable } from './printable';

/** What `parseArgs` makes of the arguments of a command; what it refuses is one line. */
export function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new InputError(firstSentence(error));
  }
}

/** Node's own words, without its advice on how to pass a positional that begins with a dash. */
function firstSentence(error: unknown): string {
  const text = messageOf(error);
  const [sentence = text] = text.split(/\.\s|\n/);
  return `${printable(sentence.replace(/\.$/, ''))} (see --help)`;
}

/** The origins that `--origin` gave: each as a browser would write it, at least one. */
export function givenOrigins(texts: readonly string[] | undefined): readonly string[] {
  if (texts === undefined || texts.length === 0) {
    throw new InputError('--origin is missing: which page calls? Such as --origin https://app.example.com');
  }
  for (const text of texts) {
    if (!isSerializedOrigin(text)) {
      throw new InputError(`--origin ${printable(text)}: ${originProblem(text)}`);
    }
  }
  return [...new Set(texts)];
}

function originProblem(text: string): string {
  const wanted = 'an origin is a scheme, a host and no path, such as https://app.example.com';
  const corrected = correctedOrigin(text.trim());
  return corrected === undefined ? wanted : `${wanted}; did you mean ${corrected}?`;
}

/** The origin that somebody meant: of a URL, or of a host alone. */
function correctedOrigin(text: string): string | undefined {
  for (const guess of [text, `https://${text}`]) {
    const url = parseUrl(guess);
    if (url !== null && isHttpScheme(url.protocol) && /\.|^localhost$|:/.test(url.hostname)) {
      return isSerializedOrigin(url.origin) && url.origin !== 'null' ? url.origin : undefined;
    }
  }
  return undefined;
}

/** The headers that `--header name:value` gave. */
export function givenHeaders(texts: readonly string[] | undefined): readonly HeaderLine[] {
  return (texts ?? []).map((text) => {
    const colon = text.indexOf(':');
    const name = text.slice(0, Math.max(colon, 0)).trim();
    const value = text.slice(colon + 1).trim();
    if (colon === -1 || !isHeaderName(name)) {
      throw new InputError(`--header ${printable(text)}: a header is name:value, such as X-Tenant:acme`);
    }
    if (!isHeaderValue(value)) {
      throw new InputError(`--header ${name}: its value has a character that no header may have`);
    }
    return [name, value];
  });
}
