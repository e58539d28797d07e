import { Construct } from 'constructs';

/** The values that plain JavaScript takes for one another, by what only they have. */
const MARKS = {
  'a REST API': 'restApiId',
  'an HTTP API': 'httpApiId',
  'a resource': 'resourceId',
} as const;

type Kind = keyof typeof MARKS;

/** What the types say and plain JavaScript may not keep to. Throws when the value is of another kind. */
export function requireKind(kind: Kind, value: unknown, by: string, fix: string): void {
  if (!has(value, MARKS[kind])) {
    throw new Error(`${by}: api-kind: this takes ${kind}, and got ${described(value)}. Fix: ${fix}`);
  }
}

function described(value: unknown): string {
  const kind = Object.entries(MARKS).find(([, mark]) => has(value, mark))?.[0] ?? typeof value;
  return value instanceof Construct ? `${kind} (${value.node.path})` : kind;
}

function has(value: unknown, mark: string): boolean {
  return typeof value === 'object' && value !== null && mark in value;
}
