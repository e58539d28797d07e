import type { PolicyInput } from '../../../src/policy/policy';
import { RULES, type RuleId } from '../../../src/policy/rules';
import type { Neighbour, Row } from './row';

type HeaderList = 'allowHeaders' | 'exposeHeaders';

function nameRow(id: RuleId, list: HeaderList, name: string, why: string, fix: string): Row {
  const severity = RULES[id].severity === 'warning' ? 'warning' : 'error';
  const got = JSON.stringify(name);
  return { id, input: { [list]: ['X-Shop', name] }, severity, property: `${list}[1]`, got, why, fix };
}

function listRow(id: RuleId, property: HeaderList, input: Partial<PolicyInput>, why: string, fix: string): Row {
  const severity = RULES[id].severity === 'warning' ? 'warning' : 'error';
  return { id, input, severity, property, got: JSON.stringify(input[property]), why, fix };
}

const ONE_NAME = 'a header name such as "Content-Type"; one name an entry';
const PLAIN = 'use letters, digits and "-" in header names';
const LISTS = ['allowHeaders', 'exposeHeaders'] as const;

export const HEADER_ROWS: readonly Row[] = [
  ...LISTS.flatMap((list) => [
    nameRow('header-invalid', list, 'X-A, X-B', 'whole header', ONE_NAME),
    nameRow('header-invalid', list, '', 'whole header', ONE_NAME),
    nameRow('header-invalid', list, 'X-Größe', 'whole header', ONE_NAME),
    nameRow('header-invalid', list, ' X-A', 'whole header', '"X-A"'),
    nameRow('header-invalid', list, 'X-A:', 'whole header', ONE_NAME),
    ...["X'A", 'X$A', 'X#A', 'X`A'].map((name) =>
      nameRow('header-unsafe-character', list, name, 'quoted value', PLAIN),
    ),
    nameRow('private-network-obsolete', list, 'Access-Control-Allow-Private-Network', 'given up', 'remove the entry'),
    nameRow('private-network-obsolete', list, 'access-control-request-private-network', 'given up', 'remove the entry'),
    nameRow('private-network-obsolete', list, 'Access-Control-Allow-Local-Network', 'given up', 'remove the entry'),
    nameRow('private-network-obsolete', list, 'Access-Control-Request-Local-Network', 'given up', 'remove the entry'),
  ]),
  ...['Origin', 'sec-fetch-mode', 'Proxy-Authorization', 'Access-Control-Request-Method', 'DNT'].map((name) =>
    nameRow('header-forbidden', 'allowHeaders', name, 'scripts cannot set', 'remove the entry'),
  ),
  nameRow('header-forbidden', 'allowHeaders', 'cookie', 'scripts cannot set', 'for cookies use allowCredentials: true'),
  ...['Access-Control-Allow-Origin', 'access-control-allow-headers'].map((name) =>
    nameRow(
      'header-response-only',
      'allowHeaders',
      name,
      'a server sends this header',
      'remove the entry; the construct sends this header in answers',
    ),
  ),
  listRow(
    'header-wildcard-with-credentials',
    'allowHeaders',
    { allowHeaders: ['*', 'Authorization'], allowCredentials: true },
    'a header called "*"',
    'list the names of the headers that the scripts send',
  ),
  listRow(
    'authorization-not-covered',
    'allowHeaders',
    { allowHeaders: ['*'] },
    'does not cover Authorization',
    '["*", "Authorization"]',
  ),
  ...['Set-Cookie', 'set-cookie2'].map((name) =>
    nameRow(
      'expose-forbidden',
      'exposeHeaders',
      name,
      'no script can read',
      'remove the entry; put what the script needs into another header',
    ),
  ),
  ...[
    'Origin',
    'Access-Control-Request-Method',
    'Access-Control-Request-Headers',
    'access-control-allow-methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Max-Age',
  ].map((name) => nameRow('expose-request-only', 'exposeHeaders', name, 'CORS protocol', 'remove the entry')),
  listRow(
    'expose-wildcard-with-credentials',
    'exposeHeaders',
    { exposeHeaders: ['*'], allowCredentials: true },
    'a header called "*"',
    'list the names of the headers that the scripts read',
  ),
];

export const HEADER_NEIGHBOURS: readonly Neighbour[] = [
  { allowHeaders: [] },
  { allowHeaders: ['Accept', 'Content-Type', 'Range'] },
  { allowHeaders: ['*', 'authorization'] },
  { allowHeaders: ['Authorization', 'X-Amz-Date'], allowCredentials: true },
  { allowHeaders: ['X-Cookie', 'Security', 'Proxyless', 'X-HTTP-Method-Override', 'x!%&+.^_|~'] },
  { exposeHeaders: ['*'] },
  { exposeHeaders: ['X-Set-Cookie', 'ETag', 'Date', 'Cookie'], allowCredentials: true },
  { exposeHeaders: [] },
];
