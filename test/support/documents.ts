import { completeDocument, type Surroundings } from '../../src/openapi/completed-document';
import { readDocument } from '../../src/openapi/document';
import { applyEdits, type Edit, memberOf, type Path } from '../../src/openapi/edits';
import { isRecord, type ValueMap } from '../../src/render/template-values';
import { aPolicy } from './policies';

/** JSON that a test reads without asking what it is. */
export interface Json {
  readonly [key: string]: Json;
}

export const INTEGRATION = 'x-amazon-apigateway-integration';
export const ANY = 'x-amazon-apigateway-any-method';

/** A document of OpenAPI 3 with these paths. */
export function aDocument(paths: object, more: object = {}): object {
  return { openapi: '3.0.1', info: { title: 'Shop', version: '1' }, ...more, paths };
}

/** An operation with an HTTP integration, whose responses API Gateway maps. */
export function anOperation(responses: object = { default: { statusCode: '200' } }, more: object = {}): object {
  return {
    responses: { 200: { description: 'ok' } },
    ...more,
    [INTEGRATION]: { type: 'http', httpMethod: 'GET', uri: 'https://backend.example', responses },
  };
}

export function aMock(responses: object = { default: { statusCode: '200' } }, more: object = {}): object {
  return {
    responses: { 200: { description: 'ok' } },
    [INTEGRATION]: { type: 'mock', requestTemplates: { 'application/json': '{"statusCode":200}' }, responses },
    ...more,
  };
}

export function aProxy(type = 'aws_proxy'): object {
  return { [INTEGRATION]: { type, httpMethod: 'POST', uri: 'https://backend.example' } };
}

/** The completion of a document that everything shares one policy in. */
export function complete(
  document: unknown,
  surroundings: Partial<Surroundings> = {},
): ReturnType<typeof completeDocument> {
  const policy = surroundings.errors ?? aPolicy();
  const read = readDocument(document);
  return 'problems' in read
    ? read
    : completeDocument(read, {
        areaAt: () => ({ policy, keysCachesByOrigin: false }),
        errors: policy,
        methodsBeside: () => [],
        gatewayResponsesBeside: [],
        binary: false,
        ...surroundings,
      });
}

/** What is to be done in a document that can be read. */
export function editsOf(document: unknown, surroundings: Partial<Surroundings> = {}): readonly Edit[] {
  const completed = complete(document, surroundings);
  if ('problems' in completed) {
    throw new Error(JSON.stringify(completed.problems));
  }
  return completed.edits;
}

/** The document with its CORS. */
export function withCors(document: unknown, surroundings: Partial<Surroundings> = {}): Json {
  return applyEdits(document, editsOf(document, surroundings)) as Json;
}

/** The notices about a document, as `id: subject`. */
export function noticesOf(document: unknown, surroundings: Partial<Surroundings> = {}): readonly string[] {
  const completed = complete(document, surroundings);
  return 'problems' in completed ? [] : completed.notices.map(({ id, subject }) => `${id}: ${subject}`);
}

/** The problems of a document, as `id property`. */
export function problemsIn(document: unknown): readonly string[] {
  const completed = complete(document);
  return 'problems' in completed ? completed.problems.map(({ id, property }) => `${id} ${property}`) : [];
}

/** Freezes everything, so that whoever changes any of it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) {
      deepFreeze(member);
    }
  }
  return value;
}

/** A changed document with the changes taken out of it again: what they put in is removed, what they changed is restored. */
export function undone(changed: unknown, edits: readonly Edit[], original: unknown): unknown {
  return edits.reduceRight((document, { at }) => restored(document, at, original), changed);
}

function restored(value: unknown, [key, ...rest]: Path, original: unknown): unknown {
  if (!isRecord(value)) {
    return value;
  }
  const before = memberOf(original, key);
  const entries = Object.entries(value as ValueMap).flatMap(([name, member]): [string, unknown][] => {
    if (name !== key) {
      return [[name, member]];
    }
    return before === undefined ? [] : [[name, rest.length === 0 ? before : restored(member, rest, before)]];
  });
  return Object.fromEntries(entries);
}
