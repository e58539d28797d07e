import * as fc from 'fast-check';
import { aFolder } from './support/folder';
import { run } from './support/run';
import { aTemplateWithErrors } from './support/templates';

const folder = aFolder();
const PAGE = 'https://app.example.com';

const CALL = {
  request: { origin: PAGE, method: 'PUT', url: 'https://api.example.com/', headers: { a: 'b' }, credentials: 'omit' },
  hops: [{ status: 307, headers: { location: ['/x'] }, preflight: { status: 204, headers: {} } }],
  preflight: { status: 204, headers: {} },
  response: { status: 200, headers: { 'access-control-allow-origin': '*' } },
};
const HEADERS = [{ name: 'origin', value: PAGE }];
const HAR = {
  log: {
    pages: [{ id: 'p', title: PAGE }],
    entries: ['OPTIONS', 'PUT'].map((method) => ({
      startedDateTime: '2020-01-01T00:00:00Z',
      pageref: 'p',
      _resourceType: 'fetch',
      request: {
        method,
        url: 'https://api.example.com/',
        cookies: [],
        headers: [...HEADERS, { name: 'access-control-request-method', value: 'PUT' }],
      },
      response: { status: 302, headers: [{ name: 'location', value: '/y' }] },
    })),
  },
};

/** What JSON can be and JavaScript makes no text of. */
const NO_TEXT = { toString: null };

function entryWith(members: object): object {
  return { log: { ...HAR.log, entries: HAR.log.entries.map((entry) => ({ ...entry, ...members })) } };
}

/** A JSON text with one of its values exchanged for another. */
function damaged(json: unknown): fc.Arbitrary<string> {
  const places: (readonly string[])[] = [];
  const walk = (at: unknown, way: readonly string[]): void => {
    places.push(way);
    if (typeof at === 'object' && at !== null) {
      for (const [name, inner] of Object.entries(at)) {
        walk(inner, [...way, name]);
      }
    }
  };
  walk(json, []);
  const other = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('__proto__', 'null', '*', '', -1, 1e9, {}, [], NO_TEXT),
  );
  return fc.tuple(fc.constantFrom(...places), other).map(([way, value]) => JSON.stringify(replaced(json, way, value)));
}

function replaced(json: unknown, [name, ...way]: readonly string[], value: unknown): unknown {
  if (name === undefined) {
    return value;
  }
  const swap = ([own, inner]: [string, unknown]) => [own, own === name ? replaced(inner, way, value) : inner] as const;
  const swapped = Object.entries(Object(json)).map(swap);
  return Array.isArray(json) ? swapped.map(([, inner]) => inner) : Object.fromEntries(swapped);
}

async function expectRan(argv: readonly string[]): Promise<void> {
  const { code, err } = await run(argv);
  expect(err).not.toContain('should not happen');
  expect([0, 1, 2]).toContain(code);
  expect(err.split('\n')).toHaveLength(code === 2 ? 2 : 1);
}

const STACK = { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } };
const NESTED = { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } };
const CHECK = ['check', '--origin', PAGE];

test.each([
  ['exchanges', [CALL], ['explain'], 'calls.json'],
  ['recordings', HAR, ['explain'], 'page.har'],
  ['templates', aTemplateWithErrors(), CHECK, 'template.json'],
  ['manifests', { artifacts: { STACK, NESTED } }, CHECK, 'manifest.json'],
])('damaged %s give an answer or one line, whatever is damaged', async (_what, json, argv, name) => {
  folder.write('template.json', aTemplateWithErrors());
  await fc.assert(
    fc.asyncProperty(damaged(json), async (text) => {
      const file = folder.write(name, text);
      const given = name === 'manifest.json' ? folder.path : file;
      await expectRan([...argv, given]);
      await expectRan([...argv, given, '--json']);
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['the time of an entry', ['explain'], 'page.har', entryWith({ startedDateTime: NO_TEXT })],
  ['the page of an entry', ['explain'], 'page.har', entryWith({ pageref: NO_TEXT })],
  ['what a stack depends on', CHECK, 'manifest.json', { artifacts: { STACK: { ...STACK, dependencies: [NO_TEXT] } } }],
])('an object that has no text, as %s, is no harm', async (_what, argv, name, json) => {
  folder.write('template.json', aTemplateWithErrors());
  const file = folder.write(name, JSON.stringify(json));
  await expectRan([...argv, name === 'manifest.json' ? folder.path : file]);
});
