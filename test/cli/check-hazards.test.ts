import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anApi, aStack, cors, mapped, OTHER, APP as PAGE, responses } from '../support/apis';
import { Synthesised } from '../support/synthesised';
import { aFolder } from './support/folder';
import { run } from './support/run';

const folder = aFolder();

function template(withVary: boolean): string {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addResource('orders').addMethod('GET', mapped('200'), responses('200'));
  cors(api, { allowOrigins: [PAGE, OTHER] });
  const text = JSON.stringify(new Synthesised(stack).template.toJSON());
  const name = withVary ? 'right.json' : 'without-vary.json';
  return folder.write(
    name,
    JSON.parse(
      withVary
        ? text
        : text
            .replaceAll('"method.response.header.Vary":"\'Origin\'"', '"method.response.header.X-Vary":"\'Origin\'"')
            .replaceAll('header.Vary":true', 'header.X-Vary":true'),
    ),
  );
}

test('check tells of an answer that a cache would hand to another origin, and names the route', async () => {
  const { code, out } = await run(['check', template(false), '--origin', PAGE]);
  expect(code).toBe(0);
  expect(out).toMatch(/\nhazard: GET \/orders: .*no Vary: Origin.*\n/);
});

test('check has nothing of the kind to tell of a right template', async () => {
  const { out } = await run(['check', template(true), '--origin', PAGE]);
  expect(out).not.toContain('hazard:');
});

test('the page tells of it below the table and in the cell of the route', async () => {
  const page = join(folder.path, 'page.html');
  await run(['check', template(false), '--origin', PAGE, '--html', page]);
  const text = readFileSync(page, 'utf8');
  expect(text).toMatch(/<p>Hazard: GET \/orders: [^<]*no Vary: Origin[^<]*<\/p>/);
  expect(text).toContain(`aria-label="ALLOWED, with a hazard: GET /orders from ${PAGE}"`);
  expect(text).toMatch(/"hazards":\["Access-Control-Allow-Origin depends/);
  await run(['check', template(true), '--origin', PAGE, '--html', page]);
  expect(readFileSync(page, 'utf8')).not.toMatch(/Hazard:|with a hazard|"hazards":\["/);
});
