import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { applyEdits } from '../../src/openapi/edits';
import { DocumentText } from '../../src/openapi/text';
import { OTHER } from '../support/apis';
import { anOpenApiDocument } from '../support/document-arbitraries';
import { deepFreeze, editsOf, undone } from '../support/documents';
import { aPolicy } from '../support/policies';

const surroundings = fc
  .record({
    allowOrigins: fc.constantFrom(['https://app.example.com'], ['*'], ['https://app.example.com', OTHER]),
    exposeHeaders: fc.constantFrom([], ['ETag']),
  })
  .map((input) => ({ errors: aPolicy(input) }));

function read(text: string): DocumentText {
  const found = DocumentText.read(text, 'openapi');
  if ('problems' in found) {
    throw new Error(found.problems[0].got);
  }
  return found;
}

test('a document without what was added is the one of the user, in its order, and that was never touched', () => {
  let changes = 0;
  fc.assert(
    fc.property(anOpenApiDocument, surroundings, (document, around) => {
      deepFreeze(document);
      const edits = editsOf(document, around);
      changes += edits.length;
      expect(JSON.stringify(undone(applyEdits(document, edits), edits, document))).toBe(JSON.stringify(document));
    }),
    { numRuns: 120 },
  );
  expect(changes).toBeGreaterThan(700);
});

/** A file has a text for each scalar. */
function asTexts(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, member) =>
    typeof member === 'object' && member !== null ? member : String(member),
  );
}

test.each<[string, (document: object) => string]>([
  ['JSON', (document) => JSON.stringify(document)],
  ['indented JSON', (document) => JSON.stringify(document, null, 2)],
  ['YAML', (document) => stringify(document)],
])('a file in %s is changed as the object would be', (_name, print) => {
  fc.assert(
    fc.property(anOpenApiDocument, surroundings, (document, around) => {
      const text = read(print(document));
      expect(text.content).toEqual(asTexts(document));
      const edits = editsOf(text.content, around);
      const changed = read(text.edited(edits)).content;
      expect(changed).toEqual(asTexts(applyEdits(text.content, edits)));
      expect(undone(changed, edits, text.content)).toEqual(text.content);
    }),
    { numRuns: 25 },
  );
});

/** Every place of a file, in the order of the file. JavaScript would put names that are numbers first. */
function placesIn(text: string): readonly string[] {
  const places: string[] = [];
  const walk = (value: unknown, at: string): void => {
    places.push(at);
    for (const [key, member] of value instanceof Map ? value : Array.isArray(value) ? value.entries() : []) {
      walk(member, `${at} ${key}`);
    }
  };
  walk(parseDocument(text, { schema: 'failsafe' }).toJS({ mapAsMap: true }), '');
  return places;
}

describe('a file of thousands of lines', () => {
  const responses = (index: number) => `{ "default": { "description": "d${index}" }, "404": {}, "200": {} }`;
  const operation = (index: number) => `{
      "x-amazon-apigateway-integration": {
        "type": "http",
        "uri": "https://backend.example/${index}",
        "responses": {
          "default": { "statusCode": "200", "responseTemplates": { "text/plain": "a", "200": "b", "application/json": "c" } },
          "404": { "statusCode": "404" }
        }
      },
      "responses": ${responses(index)},
      "parameters": [
        { "name": "id", "in": "path", "required": true },
        { "name": "limit", "in": "query", "schema": { "type": "integer", "maximum": 9223372036854775807 } }
      ]
    }`;
  const items = Array.from({ length: 450 }, (_, index) => `"/p${index}/{id}": { "get": ${operation(index)} }`);
  const json = `{ "openapi": "3.0.1", "paths": {\n${items.join(',\n')}\n}, "info": {} }`;

  test.each([
    ['JSON', json],
    ['YAML', parseDocument(json, { schema: 'failsafe' }).toString({ collectionStyle: 'block', lineWidth: 0 })],
  ])('in %s keeps every place in its order', (_name, text) => {
    expect(text.split('\n').length).toBeGreaterThan(6000);
    const document = read(text);
    const edits = editsOf(document.content, { errors: aPolicy({ allowOrigins: ['https://a.example', OTHER] }) });
    const changed = document.edited(edits);
    const before = placesIn(text);
    const known = new Set(before);
    expect(placesIn(changed).filter((place) => known.has(place))).toEqual(before);
    expect(changed.match(/9223372036854775807/g)).toHaveLength(450);
    expect(edits.filter(({ at }) => at.at(-1) === 'options')).toHaveLength(450);
  });
});
