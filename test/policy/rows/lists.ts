import type { Neighbour, Row } from './row';

const A = 'https://a.example.com';

/** What can be wrong with the list of origins as a whole. */
export const LIST_ROWS: readonly Row[] = [
  {
    id: 'origins-too-many',
    input: { allowOrigins: Array.from({ length: 1400 }, (_, index) => `https://shop-${index}.example.com`) },
    severity: 'error',
    property: 'allowOrigins',
    got: '"1400 origins"',
    why: '300 KB',
    fix: 'patterns such as "https://*.example.com" in place of the origins that they cover',
  },
  {
    id: 'header-value-too-long',
    input: { exposeHeaders: Array.from({ length: 1000 }, (_, index) => `X-Mine-${1000 + index}`) },
    severity: 'error',
    property: 'exposeHeaders',
    got: '"11999 bytes in 1000 names"',
    why: '10,240 bytes',
    fix: 'list fewer headers',
  },
  // Less than API Gateway takes, and more than is left beside the other headers.
  {
    id: 'header-value-too-long',
    input: { allowHeaders: Array.from({ length: 833 }, (_, index) => `X-Mine-${1000 + index}`) },
    severity: 'error',
    property: 'allowHeaders',
    got: '"9995 bytes in 833 names"',
    why: '10,240 bytes',
    fix: 'list fewer headers',
  },
  {
    id: 'origins-empty',
    input: { allowOrigins: [] },
    severity: 'error',
    property: 'allowOrigins',
    got: '[]',
    why: 'no origin is allowed',
    fix: '["https://app.example.com"], or ["*"] for a public API',
  },
  {
    id: 'wildcard-with-credentials',
    input: { allowOrigins: ['*'], allowCredentials: true },
    severity: 'error',
    property: 'allowOrigins',
    got: '["*"]',
    why: 'cookies',
    fix: 'list the origins, or leave allowCredentials out',
  },
  {
    id: 'wildcard-mixed',
    input: { allowOrigins: [A, '*'] },
    severity: 'error',
    property: 'allowOrigins',
    got: `["${A}","*"]`,
    why: 'every origin already',
    fix: '["*"] for a public API, or the list without it',
  },
  {
    id: 'origin-unresolved-token',
    input: { allowOrigins: ['known-at-deployment'] },
    severity: 'warning',
    property: 'allowOrigins[0]',
    got: '"known-at-deployment"',
    why: 'known only at deployment',
    fix: 'nothing, if the value is an origin ("https://" and a domain name); acknowledge the warning',
  },
  {
    id: 'origin-duplicate',
    input: { allowOrigins: [A, 'https://b.example.com', A] },
    severity: 'warning',
    property: 'allowOrigins[2]',
    got: `"${A}"`,
    why: 'twice',
    fix: 'remove the entry',
  },
  ...(
    [
      [A, 'https://*.example.com'],
      ['https://a.b.example.com', 'https://**.example.com'],
      ['https://*.example.com', 'https://**.example.com'],
      ['https://*.b.example.com', 'https://**.example.com'],
      ['https://a.example.com:8443', 'https://a.example.com:*'],
      ['https://*.example.com:8443', 'https://*.example.com:*'],
      ['https://[::1]', 'https://[::1]:*'],
      ['https://a.example.com:*', 'https://*.example.com:*'],
      ['https://a.b.example.com:*', 'https://**.example.com:*'],
      ['https://**.example.com:8443', 'https://**.example.com:*'],
      ['https://**.b.example.com', 'https://**.example.com'],
    ] as const
  ).map(
    ([narrow, wide]): Row => ({
      id: 'origin-redundant',
      input: { allowOrigins: [wide, narrow] },
      severity: 'warning',
      property: 'allowOrigins[1]',
      got: `"${narrow}"`,
      why: wide,
      fix: 'remove the entry',
    }),
  ),
];

export const LIST_NEIGHBOURS: readonly Neighbour[] = [
  { allowOrigins: ['*'] },
  { allowOrigins: ['*'], allowCredentials: false },
  { exposeHeaders: Array.from({ length: 750 }, (_, index) => `X-Mine-${1000 + index}`) },
  ...[
    [A, 'https://b.example.com'],
    ['https://example.com', 'https://**.example.com'],
    ['https://a.b.example.com', 'https://*.example.com'],
    ['https://a.example.com:8443', 'https://*.example.com'],
    ['https://*.example.com:8443', 'https://*.example.org:*'],
    ['https://*.b.example.com', 'https://*.example.com'],
    ['https://a.badexample.com', 'https://**.example.com'],
    ['https://*.badexample.com', 'https://**.example.com'],
    ['https://**.b.example.com', 'https://*.example.com'],
    ['https://**.example.com:8443', 'https://*.example.com:*'],
    ['https://*.example.com:8443', 'https://**.example.com:9443'],
    ['https://*.example.com:8443', 'https://example.com:*'],
    ['https://example.com:*', 'https://**.example.com:*'],
    ['wss://a.example.com', 'https://*.example.com'],
    ['http://*.localhost', 'https://**.localhost'],
  ].map((allowOrigins) => ({ allowOrigins })),
];
