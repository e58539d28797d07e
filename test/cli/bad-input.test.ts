import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from './support/folder';
import { expectOneLine, run } from './support/run';
import { aTemplate } from './support/templates';

const folder = aFolder();
const MB = 1024 * 1024;
const ORIGIN = ['--origin', 'https://app.example.com'];

/** Files that are no templates: a word for each, its content, and what the line must say. */
const FILES: readonly (readonly [what: string, content: unknown, says: RegExp])[] = [
  ['empty', '', /is empty, not JSON/],
  ['a word', 'hello', /is not JSON, from line 1, column 1 on/],
  ['a stray word inside', '{\n  "Resources": {},\n  oops\n}', /is not JSON, from line 3, column 3 on/],
  ['a trailing comma', '{"Resources": {},}', /is not JSON, from line 1, column 18 on/],
  ['truncated', JSON.stringify(aTemplate()).slice(0, 500), /is cut off: .* line 1, column 501/],
  ['truncated in a word', '{"Resources": tr', /is cut off/],
  ['YAML', 'Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n', /is YAML, and only JSON is read: `cdk synth -o/],
  ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(aTemplate())}`, 'utf16le'), /is not text in UTF-8/],
  ['bytes', Buffer.from([0x1f, 0x8b, 0x08, 0xff, 0xfe]), /is not text in UTF-8/],
  ['a list', [], /the document is a list, and a template is an object/],
  ['a number', '12', /the document is a number/],
  ['null', 'null', /the document is null/],
  ['no Resources', { AWSTemplateFormatVersion: '2010-09-09' }, /Resources is missing/],
  ['Resources of another kind', { Resources: [] }, /Resources is a list, not an object/],
  ['a resource without a type', { Resources: { Api: {} } }, /Resources\.Api\.Type is missing/],
  ['no API', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }, /there is no API of API Gateway/],
  ['a million lists in one another', '['.repeat(1e6) + ']'.repeat(1e6), /the document is a list/],
  ['a million open lists', '['.repeat(1e6), /is cut off/],
];

test.each(FILES)('check says in one line what is wrong with a file that is %s', async (_what, content, says) => {
  const file = folder.write('given.json', content);
  const ran = await run(['check', file, ...ORIGIN]);
  expectOneLine(ran);
  expect(ran.err).toContain(file);
  expect(ran.err).toMatch(says);
});

test.each(['check', 'explain'])('%s does not read a file of 50 MB to its end', async (command) => {
  const file = folder.write('huge.json', '[');
  truncateSync(file, 50 * MB);
  const ran = await run([command, file, ...(command === 'check' ? ORIGIN : [])]);
  expectOneLine(ran);
  expect(ran.err).toContain(`${file}: is larger than 40 MB`);
});

test('explain does not read 50 MB of standard input either', async () => {
  const ran = await run(['explain', '-'], { stdin: ' '.repeat(50 * MB) });
  expectOneLine(ran);
  expect(ran.err).toContain('standard input: is larger than 40 MB');
});

test.each(['check', 'explain'])('%s names a file that is not there', async (command) => {
  const ran = await run([command, join(folder.path, 'nowhere'), ...(command === 'check' ? ORIGIN : [])]);
  expectOneLine(ran);
  expect(ran.err).toContain('nowhere: there is no such file');
});

describe('a folder', () => {
  test.each([
    ['without a manifest', undefined, /has no manifest\.json/],
    ['whose manifest is not JSON', '{', /manifest\.json: is cut off/],
    ['whose manifest is something else', { name: 'an app', icons: [] }, /artifacts is not there/],
    ['without a stack', { artifacts: { Tree: { type: 'cdk:tree' } } }, /names no stack/],
    [
      'that lacks a template',
      { artifacts: { A: { type: 'aws:cloudformation:stack', properties: { templateFile: 'A.json' } } } },
      /A\.json: there is no such file/,
    ],
  ])('%s is told from a cloud assembly', async (what, manifest, says) => {
    const path = join(folder.path, what.replace(/ /g, '-'));
    mkdirSync(path);
    if (manifest !== undefined) {
      folder.write(join(what.replace(/ /g, '-'), 'manifest.json'), manifest);
    }
    const ran = await run(['check', path, ...ORIGIN]);
    expectOneLine(ran);
    expect(ran.err).toMatch(says);
  });

  test('is no recording', async () => {
    const ran = await run(['explain', folder.path]);
    expectOneLine(ran);
    expect(ran.err).toContain('it is a folder');
  });
});

describe('a template that is a template', () => {
  const deep = (levels: number) => `${'{"Fn::Join":["",['.repeat(levels)}"x"${']]}'.repeat(levels)}`;

  test('may be nested ten thousand levels deep', async () => {
    const text = JSON.stringify(aTemplate()).replace('"orders"', deep(10_000));
    const { code, out, err } = await run(['check', folder.write('deep.json', text), ...ORIGIN]);
    expect([err, code]).toEqual(['', 0]);
    expect(out).toContain('1 more path is not told');
    expect(out).toMatch(/routes: 0 allowed, 0 blocked, 1 undetermined\n$/);
  });

  test('may hold references that go in circles', async () => {
    const { Resources } = aTemplate();
    const circle = (to: string) => ({
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: { Ref: 'Api' }, ParentId: { Ref: to }, PathPart: { 'Fn::Sub': `\${${to}}` } },
    });
    const file = folder.write('circle.json', { Resources: { ...Resources, One: circle('Two'), Two: circle('One') } });
    const { code, out, err } = await run(['check', file, ...ORIGIN]);
    expect([err, code]).toEqual(['', 1]);
    expect(out).toContain('2 more paths are not told by the templates');
  });

  test('may hold types and intrinsics that nobody knows', async () => {
    const { Resources } = aTemplate();
    const Odd = { Type: 'Custom::Odd', Properties: { a: { 'Fn::Nonsense': [{ Ref: 'Nowhere' }] } } };
    const { err } = await run(['check', folder.write('odd.json', { Resources: { ...Resources, Odd } }), ...ORIGIN]);
    expect(err).toBe('');
  });
});

test.each([
  ['foo', 'an origin is a scheme, a host and no path, such as https://app.example.com'],
  ['app.example.com', 'did you mean https://app.example.com?'],
  ['https://app.example.com/', 'did you mean https://app.example.com?'],
  ['https://APP.example.com:443/shop?x#y', 'did you mean https://app.example.com?'],
  ['localhost:3000', 'did you mean https://localhost:3000?'],
  ['*', 'an origin is a scheme'],
  ['', 'an origin is a scheme'],
])('--origin "%s" is refused with what was meant, where that can be told', async (origin, says) => {
  const file = folder.write('good.json', aTemplate());
  for (const argv of [
    ['check', file, '--origin', origin],
    ['probe', 'http://127.0.0.1:9/', '--origin', origin],
  ]) {
    const ran = await run(argv);
    expectOneLine(ran);
    expect(ran.err).toContain(says);
  }
});

test.each([
  [['check', 'x.json'], /--origin is missing/],
  [['check', ...ORIGIN], /nothing to read/],
  [['check', 'x.json', ...ORIGIN, '--header', 'no colon'], /--header no colon: a header is name:value/],
  [['check', 'x.json', ...ORIGIN, '--header', 'x:\u{1f600}'], /--header x: its value has a character/],
  [['check', 'x.json', '--origin'], /argument missing/],
  [['explain'], /explain takes one file/],
  [['explain', 'a', 'b'], /explain takes one file/],
  [['probe', ...ORIGIN], /probe takes one URL/],
  [['probe', 'api.example.com', ...ORIGIN], /is no http or https URL/],
  [['probe', 'ftp://api.example.com', ...ORIGIN], /is no http or https URL/],
  [['probe', 'http://127.0.0.1:9', ...ORIGIN, '--timeout', 'soon'], /--timeout soon: a number of seconds/],
])('%j is refused before anything is done', async (argv, says) => {
  const ran = await run(argv);
  expectOneLine(ran);
  expect(ran.err).toMatch(says);
});
