import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVE_HELP, serve } from '../../src/cli/serve';
import { ask, listen } from './raw-http';
import { PAGE, shop, templateOf } from './some-apis';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const template = join(folder, 'Shop.template.json');
const two = join(folder, 'two.json');

beforeAll(() => {
  writeFileSync(template, JSON.stringify(templateOf(shop)));
  const api = (Name: string) => ({ Type: 'AWS::ApiGateway::RestApi', Properties: { Name } });
  writeFileSync(two, JSON.stringify({ Resources: { One: api('first'), Two: api('second') } }));
  writeFileSync(join(folder, 'none.json'), JSON.stringify({ Resources: {} }));
  writeFileSync(join(folder, 'broken.json'), '{"Resources": {');
  writeFileSync(join(folder, 'list.json'), '[]');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const status = await serve(args, {
    stdout: {
      write: (text) => {
        out += text;
      },
    },
    stderr: {
      write: (text) => {
        err += text;
      },
    },
  });
  return { status, out, err };
}

test.each<[what: string, args: readonly string[], says: string]>([
  ['no folder', [], 'name the folder'],
  ['an option that is none', ['x', '--prot', '1'], '--prot'],
  ['a folder that is not there', [join(folder, 'gone')], 'gone'],
  ['a file that is not JSON', [join(folder, 'broken.json')], 'broken.json'],
  ['a file that is no template', [join(folder, 'list.json')], 'list.json'],
  ['no API', [join(folder, 'none.json')], 'no API'],
  ['two APIs', [two], 'first (One), second (Two)'],
  ['an API that is not there', [two, '--api', 'third'], 'first (One), second (Two)'],
  ['a port that is none', [template, '--port', '70000'], '--port 70000'],
  ['an upstream that is none', [template, '--upstream', 'localhost:3000'], '--upstream localhost:3000'],
  ['an upstream with a password', [template, '--upstream', 'http://a:b@localhost'], 'scheme, host, port'],
])('%s is told in one line, and the status is 2', async (_what, args, says) => {
  const { status, out, err } = await run(...args);
  expect([status, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  expect(err).toContain(says);
});

test('a port that is taken is told in one line', async () => {
  const taken = createServer();
  const { port } = new URL(await listen(taken));
  expect(await run(template, '--port', port)).toEqual({
    status: 2,
    out: '',
    err: `cdk-apigateway-cors: port ${port} is in use: choose another with --port\n`,
  });
  taken.close();
});

test('--help prints the help', async () => {
  expect(await run('--help')).toEqual({ status: 0, out: SERVE_HELP, err: '' });
});

test('prints its URL and a line for each request, and an interrupt closes it', async () => {
  const script =
    "require('./src/cli/serve').serve(process.argv.slice(1), process).then((status) => { process.exitCode = status; });";
  const args = ['-r', 'ts-node/register/transpile-only', '-e', script, template, '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: join(__dirname, '..', '..'), stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  const [, url = ''] = await new Promise<RegExpMatchArray>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /on (http:\S+?),/.exec(out);
      if (found !== null) resolve(found);
    });
    child.on('close', () => reject(new Error(out)));
  });
  await ask(url, 'GET', '/prod/orders', [['Origin', PAGE]]);
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  const [first, request, last] = out.trimEnd().split('\n');
  expect(first).toMatch(/^Api \(Api\w+\) on http:/);
  expect(first).toContain(` on ${url}, ${url}/prod`);
  expect(request).toMatch(
    /^GET \/prod\/orders https:\/\/app\.example\.com 200 the MOCK integration of GET \/orders \(/,
  );
  expect(last).toBe('closed');
}, 30_000);
