import fc from 'fast-check';

/** An entry of `allowOrigins`, in its parts. */
export interface ListedParts {
  readonly scheme: string;
  readonly stars: '' | '*.' | '**.';
  readonly host: string;
  readonly port: string;
}

const of = (characters: string) => fc.constantFrom(...characters);
const ALPHANUMERIC = 'abcxyz0189';
const label = fc
  .tuple(of(ALPHANUMERIC), fc.string({ unit: of(`${ALPHANUMERIC}-_`), maxLength: 8 }), of(ALPHANUMERIC))
  .map((parts) => parts.join(''))
  .filter((text) => !text.startsWith('xn--'));
const topLevel = fc.constantFrom('com', 'example', 'co.uk', 'io', 'localhost');
const domain = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), topLevel)
  .map(([labels, last]) => [...labels, last].join('.'));
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((text) => new URL(`http://[${text}]/`).hostname),
);
const portNumber = fc.integer({ min: 1, max: 65535 });
const port = fc.oneof(
  fc.constant(''),
  fc.constant(':*'),
  portNumber.filter((number) => number !== 80 && number !== 443).map((number) => `:${number}`),
);
const webScheme = fc.constantFrom('https', 'http');
const customScheme = fc.constantFrom('capacitor', 'chrome-extension', 'x+y-z.1');

/** Any entry that the grammar of origins allows. */
export const listed: fc.Arbitrary<ListedParts> = fc.oneof(
  fc.record({
    scheme: webScheme,
    stars: fc.constantFrom('' as const, '*.' as const, '**.' as const),
    host: domain,
    port,
  }),
  fc.record({ scheme: webScheme, stars: fc.constant('' as const), host: address, port }),
  fc.record({ scheme: customScheme, stars: fc.constant('' as const), host: domain, port }),
);

export const textOf = ({ scheme, stars, host, port }: ListedParts): string => `${scheme}://${stars}${host}${port}`;

/** What an entry is filled up with to make an origin that it allows. */
export const filling = fc.record({ labels: fc.array(label, { minLength: 1, maxLength: 4 }), port: portNumber });

/** An origin that the entry allows. */
export function allowedBy(parts: ListedParts, { labels, port }: { labels: readonly string[]; port: number }): string {
  const count = { '': 0, '*.': 1, '**.': labels.length }[parts.stars];
  const front = labels.slice(0, count).map((text) => `${text}.`);
  const number = parts.port === ':*' ? (port % 2 === 0 ? '' : `:${port}`) : parts.port;
  return `${parts.scheme}://${front.join('')}${parts.host}${number}`;
}

const host = (origin: string, change: (host: string) => string) => origin.replace(/(?<=:\/\/).*/s, change);

/** Origins of strangers that look like the given one, and what else callers send. */
export const MUTATIONS: readonly ((origin: string) => string)[] = [
  (origin) => origin,
  (origin) => host(origin, (text) => `evil${text}`),
  (origin) => host(origin, (text) => `evil-${text}`),
  (origin) => host(origin, (text) => `evil.io/${text}`),
  (origin) => host(origin, (text) => `evil.io?.${text}`),
  (origin) => host(origin, (text) => `evil.io#.${text}`),
  (origin) => host(origin, (text) => `evil.io\\.${text}`),
  (origin) => host(origin, (text) => `evil.io:80.${text}`),
  (origin) => host(origin, (text) => `user@${text}`),
  (origin) => host(origin, (text) => `a.${text}`),
  (origin) => host(origin, (text) => `.${text}`),
  (origin) => host(origin, (text) => `a..${text}`),
  (origin) => host(origin, (text) => `*.${text}`),
  (origin) => host(origin, (text) => `${'b'.repeat(63)}.${text}`),
  (origin) => host(origin, (text) => `${'b'.repeat(64)}.${text}`),
  (origin) => host(origin, (text) => `${'c.'.repeat(120)}${text}`),
  (origin) => host(origin, (text) => `${'c.'.repeat(127)}${text}`),
  (origin) => host(origin, (text) => `${'c.'.repeat(5000)}${text}`),
  (origin) => host(origin, (text) => `${'c'.repeat(10_000)}.${text}`),
  (origin) => host(origin, (text) => text.replace('.', '')),
  (origin) => host(origin, (text) => text.replace('.', 'x')),
  (origin) => host(origin, (text) => text.replace('.', '\n')),
  (origin) => host(origin, (text) => text.replace('.', '\uff0e')),
  (origin) => host(origin, (text) => text.replace('.', '%2e')),
  (origin) => host(origin, (text) => text.replace(/^[^.]*\./, '')),
  (origin) => host(origin, (text) => text.toUpperCase()),
  (origin) => host(origin, (text) => text.replace('e', 'е')),
  (origin) => origin.toUpperCase(),
  (origin) => origin.replace('https', 'http'),
  (origin) => origin.replace('http', 'https'),
  (origin) => origin.replace('+', '').replace('://', ':'),
  (origin) => origin.replace(/:\d*$/, ''),
  (origin) => origin.replace(/[[\]]/g, ''),
  ...[
    '.',
    '.evil.io',
    ':80.evil.io',
    '@evil.io',
    ':0',
    ':08080',
    ':65535',
    ':65536',
    ':',
    ':1',
    '/',
    '?',
    '#',
    ' ',
    '\n',
    '\r\nX: y',
    "'",
    '"',
    '$',
    '$!corsOrigin',
    '%00',
    '\0',
    ', https://evil.io',
  ].map((suffix) => (origin: string) => origin + suffix),
  (origin) => `\n${origin}`,
  (origin) => ` ${origin}`,
  (origin) => `https://evil.io\n${origin}`,
  () => 'null',
  () => '',
  () => '*',
];

/** An origin that has nothing to do with any policy. */
export const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl(),
  fc.string().map((text) => `https://${text}`),
);
