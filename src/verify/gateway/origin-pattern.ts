const NOTHING = /(?!)/;
const LABEL = '[a-z0-9_-]{1,63}\\.';
const FRONTS: ReadonlyMap<string | undefined, string> = new Map([
  ['', ''],
  ['*.', LABEL],
  ['**.', `(?:${LABEL}){1,126}`],
]);
/** None, or 1 to 65535 without leading zeros. */
const ANY_PORT = '(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5]))?';

/**
 * A pattern of origins as a regular expression: `*.` is one label, `**.` is one or more, `:*` is any port or none. What is
 * no pattern matches nothing.
 */
export function originPattern(text: string): RegExp {
  const [, scheme = '', stars, rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)(\*{0,2}\.|)(.+)$/.exec(text) ?? [];
  const front = FRONTS.get(stars);
  const anyPort = rest.endsWith(':*');
  const host = anyPort ? rest.slice(0, -2) : rest;
  return front === undefined || host.includes('*')
    ? NOTHING
    : new RegExp(`^${literal(scheme)}${front}${literal(host)}${anyPort ? ANY_PORT : ''}$`);
}

function literal(text: string): string {
  return text.replace(/[^a-z0-9]/gi, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
