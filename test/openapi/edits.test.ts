import { applyEdits, type Edit, withoutEffect } from '../../src/openapi/edits';
import { deepFreeze } from '../support/documents';

const DOCUMENT = deepFreeze({
  paths: { '/b': { get: { x: 'text', y: ['a'] } }, '/a': { $ref: '#/shared/A', summary: 'own' } },
  shared: { A: { get: { x: 'shared' }, summary: 'theirs', $note: 1 } },
});
type Document = typeof DOCUMENT;

const set = (value: unknown, ...at: string[]): Edit => ({ kind: 'set', at, value });
const prefix = (text: string, ...at: string[]): Edit => ({ kind: 'prefix', at, text });
const apply = (...edits: Edit[]) => applyEdits(DOCUMENT, edits) as Document;

test('a member comes into being with all that leads to it, behind those that are there', () => {
  const changed = apply(set(1, 'paths', '/b', 'options', 'deep', 'er'), set(2, 'paths', '/b', 'get', 'x'));
  expect(JSON.stringify(changed.paths['/b'])).toBe('{"get":{"x":2,"y":["a"]},"options":{"deep":{"er":1}}}');
  expect(Object.keys(changed.paths)).toEqual(['/b', '/a']);
});

test('what no change concerns is shared with the old document', () => {
  const changed = apply(set(1, 'paths', '/b', 'get', 'x'));
  expect(changed.shared).toBe(DOCUMENT.shared);
  expect(changed.paths['/a']).toBe(DOCUMENT.paths['/a']);
  expect(changed.paths['/b'].get.y).toBe(DOCUMENT.paths['/b'].get.y);
  expect(applyEdits(DOCUMENT, [])).toBe(DOCUMENT);
});

test('a reference makes room for what it refers to, and other references do not see what is changed there', () => {
  const inline: Edit = { kind: 'inline', at: ['paths', '/a'], from: ['shared', 'A'] };
  const changed = apply(inline, set(1, 'paths', '/a', 'get', 'more'), inline);
  expect(changed.paths['/a']).toEqual({ get: { x: 'shared', more: 1 }, summary: 'own', $note: 1 });
  expect(changed.shared).toBe(DOCUMENT.shared);
});

test('a text is put in front of a template, and joined in front of one that CloudFormation makes', () => {
  expect(apply(prefix('#if', 'paths', '/b', 'get', 'x')).paths['/b'].get.x).toBe('#iftext');
  const sub = { templates: { json: { 'Fn::Sub': 'X' } } };
  expect(applyEdits(sub, [prefix('#if', 'templates', 'json')])).toEqual({
    templates: { json: { 'Fn::Join': ['', ['#if', { 'Fn::Sub': 'X' }]] } },
  });
  expect(applyEdits({ templates: { json: null } }, [prefix('#if', 'templates', 'json')])).toEqual({
    templates: { json: '#if' },
  });
});

test('values come behind those of a list, or make one', () => {
  const changed = apply(
    { kind: 'append', at: ['paths', '/b', 'get', 'y'], values: ['b'] },
    { kind: 'append', at: ['paths', '/b', 'get', 'z'], values: [1] },
  );
  expect(changed.paths['/b'].get).toEqual({ x: 'text', y: ['a', 'b'], z: [1] });
});

test('an edit is missing where what it made is not there any more', () => {
  const edits: Edit[] = [
    set(1, 'paths', '/b', 'get', 'new'),
    prefix('#if"', 'paths', '/b', 'get', 'x'),
    { kind: 'append', at: ['paths', '/b', 'get', 'y'], values: ['b', 'c'] },
    { kind: 'inline', at: ['paths', '/a'], from: ['shared', 'A'] },
  ];
  expect(withoutEffect(applyEdits(DOCUMENT, edits), edits)).toEqual([]);
  expect(withoutEffect({ ...DOCUMENT, paths: {} }, edits)).toEqual(edits);
  expect(withoutEffect(DOCUMENT, edits.slice(0, 3))).toEqual(edits.slice(0, 3));
});

test('a name that means something to JavaScript is a name like all others', () => {
  const document = JSON.parse('{"responses":{"__proto__":{"statusCode":"200"}}}');
  const changed = applyEdits(document, [set('x', 'responses', '__proto__', 'added'), set(1, 'constructor', 'name')]);
  expect(JSON.stringify(changed)).toBe(
    '{"responses":{"__proto__":{"statusCode":"200","added":"x"}},"constructor":{"name":1}}',
  );
  expect('added' in {}).toBe(false);
});

test('a value that is known only later is changed then, and one that nothing concerns is kept', () => {
  const later = { token: () => ({ x: 'resolved', z: 1 }) };
  const kept = { token: () => 'never asked' };
  const within = (value: unknown, change: (value: unknown) => unknown): unknown =>
    value === later ? { token: () => change(later.token()) } : change(value);
  const edits = [set('new', 'get', 'y'), prefix('#if', 'get', 'x')];
  const changed = applyEdits({ get: later, put: kept }, edits, within) as { get: typeof later; put: unknown };
  expect(changed.put).toBe(kept);
  expect(changed.get.token()).toEqual({ x: '#ifresolved', z: 1, y: 'new' });
  const inline: Edit = { kind: 'inline', at: ['a'], from: ['get', 'z'] };
  const borrowed = applyEdits({ get: later }, [inline], within) as { a: typeof later };
  expect(borrowed.a.token()).toBe(1);
});
