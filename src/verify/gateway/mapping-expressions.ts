import { Unresolved } from '../template/value';

/**
 * The text of a static mapping expression, which stands in single quotes. All other expressions are known only when
 * the request is made.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function readStatic(expression: string): string | Unresolved {
  const text = /^'(.*)'$/s.exec(expression)?.[1];
  if (text === undefined) {
    return new Unresolved(`${expression} is known only when the request is made`);
  }
  if (/['\\]/.test(text)) {
    return new Unresolved(`how a quote or a backslash inside ${expression} is read has not been measured`);
  }
  return text === '' ? new Unresolved('whether an empty header is sent has not been measured') : text;
}

/**
 * Header names that API Gateway renames on their way out (measured on AWS).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const REMAPPED: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
]);

export function nameAsSent(name: string): string {
  return REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name;
}
