import type { Neighbour, Row } from './row';

const LISTED = 'list the origins that it stands for, or use a REST API, where RestApiCors compares patterns';
const SCHEME = 'serve the page from an http or https origin, or use a REST API, where RestApiCors takes any scheme';

function origin(id: Row['id'], text: string, why: string, fix: string, allowCredentials?: boolean): Row {
  const input = { allowOrigins: ['https://app.example.com', text], allowCredentials };
  return {
    id,
    api: 'http',
    input,
    severity: 'error',
    property: 'allowOrigins[1]',
    got: JSON.stringify(text),
    why,
    fix,
  };
}

/** What a policy can say to a REST API and not to an HTTP API. */
export const HTTP_API_ROWS: readonly Row[] = [
  ...[
    'https://*.example.com',
    'https://**.example.com',
    'http://localhost:*',
    'https://*-preview.example.com',
    'xhttps://*',
  ].map((text) => origin('http-api-origin-pattern', text, 'byte for byte', LISTED)),
  // On a REST API this one would be told of the property that allows it, which an HTTP API does not have.
  origin('http-api-origin-pattern', 'https://*.github.io', 'byte for byte', LISTED, true),
  ...['https://*', 'http://*'].map((text) =>
    origin('origin-wildcard-placement', text, 'strangers', '["*"] for a public API, or list the origins', true),
  ),
  ...[
    'capacitor://localhost',
    'chrome-extension://abcdefghijklmnop',
    'wss://app.example.com',
    'xhttps://app.example.com',
  ].map((text) => origin('http-api-origin-scheme', text, 'http and https origins only', SCHEME)),
  origin('origin-trailing-slash', 'https://shop.example.com/', 'trailing slash', '"https://shop.example.com"'),
  {
    id: 'http-api-max-age',
    api: 'http',
    input: { maxAge: 86401 },
    severity: 'error',
    property: 'maxAge',
    got: '86401',
    why: '86400 seconds at the most',
    fix: 'Duration.hours(2), or Duration.days(1) at most',
  },
];

export const HTTP_API_NEIGHBOURS: readonly Neighbour[] = [
  { allowOrigins: ['*'] },
  { allowOrigins: ['https://app.example.com', 'http://localhost:3000', 'https://[::1]:8443'] },
  { maxAge: 86400 },
  // More comparisons than a mapping template could hold.
  { allowOrigins: Array.from({ length: 1400 }, (_, index) => `https://shop-${index}.example.com`) },
];
