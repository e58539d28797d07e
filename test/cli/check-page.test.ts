import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { aFolder } from './support/folder';
import { expectOneLine, run } from './support/run';
import { aTemplateWithErrors } from './support/templates';

const folder = aFolder();
const HOSTILE = `x</script><img src=x onerror=alert(1)>"'&<!--`;

async function pageOf(paths: readonly string[]): Promise<string> {
  const target = join(folder.path, 'page.html');
  const file = folder.write('given.json', aTemplateWithErrors(paths));
  const origins = ['--origin', 'https://app.example.com', '--origin', 'https://evil.example'];
  await run(['check', file, ...origins, '--html', target]);
  return readFileSync(target, 'utf8');
}

function scriptsOf(page: string): readonly string[] {
  return [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');
}

test('the page asks the network for nothing', async () => {
  const page = await pageOf(['orders']);
  expect(page).not.toMatch(/<(link|img|iframe|object|base)\b|\bsrc=|\bhref=|@import|url\(/i);
  expect(page).toContain(`default-src 'none'`);
});

test('the page has a cell for every route, origin and the errors, each with its explanation in the data', async () => {
  const page = await pageOf(['orders', 'carts']);
  const cells = [...page.matchAll(/data-cell="(\d+)"/g)].map(([, index]) => Number(index));
  expect(cells).toEqual([0, 1, 2, 3, 4, 5]);
  const data = JSON.parse(scriptsOf(page)[0] ?? '');
  expect(data.cells).toHaveLength(6);
  expect(data.cells[1]).toEqual({
    title: 'GET /orders from https://evil.example',
    answers: [
      ['preflight 200', 'BLOCKED', 2, 'Path0OPTIONS, the MOCK integration of OPTIONS /orders'],
      ['200', 'BLOCKED', 3, 'Path0GET, the MOCK integration of GET /orders'],
    ],
    hazards: [],
  });
  expect(data.problems[1]).toMatchObject({ number: 2, reason: 'PreflightAllowOriginMismatch' });
});

test('a path with markup in it stays a text, in the table and in the data', async () => {
  const page = await pageOf([HOSTILE]);
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<!--');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).toContain('/x&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;&lt;!--');
  expect(JSON.parse(scriptsOf(page)[0] ?? '').cells[0].title).toBe(`GET /${HOSTILE} from https://app.example.com`);
});

test("the page's script is one that can be read, and takes no text for HTML", async () => {
  const [, script = ''] = scriptsOf(await pageOf(['orders']));
  expect(() => new Script(script)).not.toThrow();
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
});

test('a page that cannot be written is told in one line', async () => {
  const file = folder.write('given.json', aTemplateWithErrors());
  const ran = await run([
    'check',
    file,
    '--origin',
    'https://a.example',
    '--html',
    join(folder.path, 'no', 'page.html'),
  ]);
  expectOneLine(ran);
  expect(ran.err).toContain('--html');
});
