import type { OriginPattern } from '../policy/origin';

const PATTERN = /^([a-z][a-z0-9+.-]*):\/\/(\*\*?\.)?([^*]+?)(?::(\*|[1-9][0-9]{0,4}))?$/;

/**
 * Takes a pattern apart that a policy wrote. Undefined where it is none, so that it allows nothing.
 *
 * @see src/policy/parse-origin.ts, which says what a user may write
 */
export function parsePattern(text: string): OriginPattern | undefined {
  const [whole, scheme, stars, host, port] = PATTERN.exec(text) ?? [];
  if (whole === undefined) {
    return undefined;
  }
  return {
    kind: 'pattern',
    text,
    scheme,
    subdomains: stars === undefined ? 'none' : stars === '*.' ? 'one' : 'many',
    host,
    port: port === undefined ? null : port === '*' ? 'any' : Number(port),
  };
}
