import type { PolicyInput } from '../../../src/policy/policy';
import type { RuleId } from '../../../src/policy/rules';
import type { Neighbour, Row } from './row';

function methodRow(id: RuleId, method: string, why: string, fix: string): Row {
  const severity = id === 'method-normalized' ? 'warning' : 'error';
  const got = JSON.stringify(method);
  return { id, input: { allowMethods: ['GET', method] }, severity, property: 'allowMethods[1]', got, why, fix };
}

function listRow(id: RuleId, input: Partial<PolicyInput>, why: string, fix: string): Row {
  const got = JSON.stringify(input.allowMethods);
  return { id, input, severity: 'error', property: 'allowMethods', got, why, fix };
}

export const METHOD_ROWS: readonly Row[] = [
  listRow(
    'methods-empty',
    { allowMethods: [] },
    'every call that needs a preflight',
    'leave allowMethods out: the methods of the routes are allowed then',
  ),
  methodRow('method-invalid', 'GET,POST', 'whole', 'a verb such as "GET"'),
  methodRow('method-invalid', '', 'whole', 'a verb such as "GET"'),
  methodRow('method-invalid', ' put ', 'whole', '"PUT"'),
  ...["IT'S", 'A$B', 'A#B', 'A`B'].map((method) =>
    methodRow('method-invalid', method, 'end the quoted value', 'a verb such as "GET"'),
  ),
  methodRow('method-forbidden', 'CONNECT', 'TypeError', 'remove the entry'),
  methodRow('method-forbidden', 'trace', 'TypeError', 'remove the entry'),
  methodRow('method-forbidden', 'Track', 'TypeError', 'remove the entry'),
  methodRow('method-case', 'patch', 'upper-cases', '"PATCH"'),
  methodRow('method-case', 'Patch', 'upper-cases', '"PATCH"'),
  methodRow('method-case', 'any', 'upper-cases', '"ANY"'),
  methodRow('method-normalized', 'post', 'upper case', '"POST"'),
  methodRow('method-normalized', 'Delete', 'upper case', '"DELETE"'),
  listRow('method-any-mixed', { allowMethods: ['GET', 'ANY'] }, 'all methods', '["ANY"], or the list without it'),
  listRow('method-any-mixed', { allowMethods: ['*', 'GET'] }, 'all methods', '["ANY"], or the list without it'),
  listRow(
    'method-wildcard-with-credentials',
    { allowMethods: ['*'], allowCredentials: true },
    'a method called "*"',
    '["ANY"]',
  ),
];

export const METHOD_NEIGHBOURS: readonly Neighbour[] = [
  { allowMethods: undefined },
  { allowMethods: ['*'] },
  { allowMethods: ['ANY'], allowCredentials: true },
  { allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'], allowCredentials: true },
  { allowMethods: ['PROPFIND', 'M-SEARCH', 'CONNECTED'] },
];
