import { parse } from 'yaml';
import type { Edit } from '../../src/openapi/edits';
import { DocumentText } from '../../src/openapi/text';

function read(text: string): DocumentText {
  const found = DocumentText.read(text, 'openapi.yaml');
  if ('problems' in found) {
    throw new Error(found.problems[0].got);
  }
  return found;
}

const set = (value: unknown, ...at: string[]): Edit => ({ kind: 'set', at, value });

const YAML = `# The shop
openapi: 3.0.1 # exactly
info:
  version: 1.10
  x-answer: yes
paths:
  /b:
    get:
      responses:
        default: { description: 'd' }
        200: {description: ok}
      maximum: 9223372036854775807
      octal: 0o17
      template: |
        #set($a = 1)
        $a
      folded: >-
        two
        lines
      plain: $input.body
  /a: {}
# the end
`;

describe('a file in YAML', () => {
  test('comes out as it went in but for its white space, with its comments', () => {
    const lines = (text: string) => text.replace(/[ ]+/g, '').split('\n').filter(Boolean);
    expect(lines(read(YAML).edited([]))).toEqual(lines(YAML.replace('two\n        lines', 'two lines')));
  });

  test('gets what is added, in quotes that no parser takes for a number or a truth', () => {
    const text = read(YAML).edited([
      set({ security: [], required: true, 204: { n: 1 }, status: '204' }, 'paths', '/a', 'x'),
    ]);
    expect(text).toContain('"status": "204"');
    expect(parse(text).paths['/a'].x).toEqual({ 204: { n: 1 }, security: [], required: true, status: '204' });
  });

  test('gets a text in front of a template, in whichever style it is written', () => {
    const keys = ['template', 'folded', 'plain'];
    const prefix = "#set($x='a')\"\\#end$!{corsEnd}";
    const text = read(YAML).edited(
      keys.map((key) => ({ kind: 'prefix', at: ['paths', '/b', 'get', key], text: prefix })),
    );
    const { get } = parse(text).paths['/b'];
    expect(keys.map((key) => get[key])).toEqual([
      `${prefix}#set($a = 1)\n$a\n`,
      `${prefix}two lines`,
      `${prefix}$input.body`,
    ]);
  });

  test('leaves what is no text without one, and makes one where there is none', () => {
    const at = ['paths', '/a'];
    const text = read(YAML).edited([
      { kind: 'prefix', at: ['info'], text: 'x' },
      { kind: 'prefix', at: [...at, 'template'], text: 'x' },
    ]);
    expect(parse(text)).toMatchObject({ info: { version: 1.1 }, paths: { '/a': { template: 'x' } } });
  });

  test('gets values behind those of a list, or a list', () => {
    const document = read('a: [x] # own\nb: {}\n');
    const text = document.edited([
      { kind: 'append', at: ['a'], values: [{ name: 'y' }] },
      { kind: 'append', at: ['b', 'c'], values: ['z'] },
    ]);
    expect(parse(text)).toEqual({ a: ['x', { name: 'y' }], b: { c: ['z'] } });
    expect(text).toContain('# own');
  });

  test('gets a copy of what a reference refers to', () => {
    const document = read('a: { $ref: "#/s", own: 1, k: mine }\ns: { k: theirs, l: &n [1] }\n');
    const text = document.edited([{ kind: 'inline', at: ['a'], from: ['s'] }, set('x', 'a', 'more')]);
    expect(parse(text)).toEqual({ a: { l: [1], own: 1, k: 'mine', more: 'x' }, s: { k: 'theirs', l: [1] } });
  });
});

describe('a file in JSON', () => {
  const JSON_TEXT =
    '{"n": 9223372036854775807, "responses": {"default": {}, "200": {"\\u00e9": "a\\"\\n\\u2028"}}, "e": [], "t": null}';

  test('stays JSON, with its order and its numbers', () => {
    const text = read(JSON_TEXT).edited([set({ a: [true, 'q"', '\u2028'] }, 'responses', '200', 'new')]);
    expect(JSON.parse(text).responses['200']).toEqual({ é: 'a"\n\u2028', new: { a: [true, 'q"', '\u2028'] } });
    expect(text).toContain('9223372036854775807');
    expect(text.indexOf('default')).toBeLessThan(text.indexOf('"200"'));
  });

  test('is changed each time from what it was', () => {
    const document = read(JSON_TEXT);
    document.edited([set(1, 'e')]);
    expect(JSON.parse(document.edited([])).e).toEqual([]);
  });
});

describe('aliases and merge keys', () => {
  const text = `
x: &shared
  get: &get { a: 1, t: text }
  put: *get
paths:
  /a: *shared
  /b:
    first: 0
    <<: [{ get: own }, *shared]
    put: mine
  /c:
    "<<": no merge
`;

  test('are written out, so that one place can be changed and the other not', () => {
    const document = read(text);
    expect(document.content).toEqual({
      x: { get: { a: '1', t: 'text' }, put: { a: '1', t: 'text' } },
      paths: {
        '/a': { get: { a: '1', t: 'text' }, put: { a: '1', t: 'text' } },
        '/b': { first: '0', get: 'own', put: 'mine' },
        '/c': { '<<': 'no merge' },
      },
    });
    const changed = parse(document.edited([{ kind: 'prefix', at: ['paths', '/a', 'get', 't'], text: '#' }]));
    expect(changed.paths['/a']).toEqual({ get: { a: 1, t: '#text' }, put: { a: 1, t: 'text' } });
    expect(changed.x).toEqual({ get: { a: 1, t: 'text' }, put: { a: 1, t: 'text' } });
    expect(document.edited([])).not.toMatch(/[&*]/);
  });
});

describe('a text that is no document', () => {
  const laughs = [
    'a: &a [x, x]',
    ...[...'bcdefghijklmnopqrst'].map((name, index) => {
      const before = 'abcdefghijklmnopqrst'[index];
      return `${name}: &${name} [*${before}, *${before}, *${before}]`;
    }),
  ].join('\n');

  test.each([
    ['', 'an empty file'],
    ['- a', 'no map'],
    ['<html>', 'no map'],
    ['a: [', 'Flow sequence'],
    ['a: 1\na: 2', 'Map keys must be unique at line 2'],
    ['{"a": 1}}', 'Unexpected flow-map-end'],
    ['a: 1\n---\nb: 2', 'Source contains multiple documents'],
    ['a: *b', '*b stands for nothing'],
    ['a: &a { b: *a }', '*a stands for what it stands in'],
    [laughs, 'aliases'],
  ])('%j is refused with the reason', (text, got) => {
    expect(() => read(text)).toThrow(got);
  });
});
