import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What the compiled package has loaded of itself and of the CDK after the code has run, by its path. */
function loadedBy(code: string): readonly string[] {
  const print = 'console.log(JSON.stringify(Object.keys(require.cache)))';
  const printed = execFileSync(process.execPath, ['-e', `const cors = require('./lib');${code};${print}`], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return JSON.parse(printed) as string[];
}

test('whoever has REST APIs alone loads nothing that is for HTTP APIs, mixins or tests', () => {
  const loaded = loadedBy('cors.RestApiCors');
  expect(loaded).toContain(join(ROOT, 'lib', 'constructs', 'rest-api-cors.js'));
  expect(
    loaded.filter((path) => /lib\/(constructs\/(http-api|mixin)|testing|verify)\/|apigatewayv2/.test(path)),
  ).toEqual([]);
});

test('an ES module imports every name of the package, and gets what it is the name of', () => {
  const code =
    'import * as cors from "./lib/index.js"; import { createRequire } from "node:module";' +
    'const required = createRequire(process.cwd() + "/")("./lib");' +
    'const same = Object.keys(required).filter((name) => cors[name] === required[name]);' +
    'console.log(JSON.stringify([Object.keys(required).sort(), same.sort()]))';
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, encoding: 'utf8' });
  const [names, same] = JSON.parse(printed) as [string[], string[]];
  expect(names).toEqual(expect.arrayContaining(['ApiCorsMixin', 'CorsAssertions', 'HttpApiCors', 'RestApiCors']));
  expect(same).toEqual(names);
});
