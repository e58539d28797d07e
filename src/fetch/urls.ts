/**
 * A URL, `null` when the text is none. (`URL.canParse` is not asked: once optimised, Node 20's takes a Latin-1 string
 * for UTF-8 and so refuses a host with a letter beyond ASCII.)
 *
 * @see https://url.spec.whatwg.org/#concept-url-parser
 */
export function parseUrl(text: string, base?: URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
