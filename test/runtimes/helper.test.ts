import { join } from 'node:path';
import { type CompilerOptions, ModuleKind, ModuleResolutionKind } from 'typescript';
import { APP, OTHER } from '../support/apis';
import { aRestEvent, environmentOf } from '../support/functions';
import { aPolicy } from '../support/policies';
import { complaintsAbout } from './complaints';
import { Consumer } from './packed';
import { describeWith, PACKAGES } from './runtimes';

const CDK_APIGATEWAY_CORS = environmentOf(aPolicy({ allowOrigins: [APP, OTHER], allowCredentials: true }));
const CALL = `Promise.resolve(handler(${JSON.stringify(aRestEvent(APP))})).then((answer) => console.log(JSON.stringify(answer)));`;
const ANSWER = {
  statusCode: 200,
  headers: { 'Access-Control-Allow-Origin': APP, 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' },
};

const TYPED = `
import { corsPolicy, type HandlerPolicy, withCors } from 'cdk-apigateway-cors/lambda';

interface Event { readonly path: string }
export const handler = withCors(async (event: Event) => ({ statusCode: 200, body: event.path }));
export const body: Promise<string> = handler({ path: '/' }).then((answer) => answer.body);
export const policy: HandlerPolicy | undefined = corsPolicy();
// @ts-expect-error the event is no text
handler('/');
`;

describe('cdk-apigateway-cors/lambda, out of the packed library', () => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = new Consumer();
  });
  afterAll(() => consumer.remove());

  test.each([
    ['an ES module', 'index.mjs', "import { withCors } from 'cdk-apigateway-cors/lambda';"],
    ['CommonJS', 'index.cjs', "const { withCors } = require('cdk-apigateway-cors/lambda');"],
  ])('works as %s', (_, name, head) => {
    const file = consumer.write(name, `${head}\nconst handler = withCors(async () => ({ statusCode: 200 }));\n${CALL}`);
    expect(JSON.parse(consumer.run(process.execPath, [file], { CDK_APIGATEWAY_CORS }))).toEqual(ANSWER);
  });

  test('has an ES module of its own, and loads nothing of the construct', () => {
    const file = consumer.write(
      'loads.mjs',
      `import { createRequire, register } from 'node:module';
       console.log(import.meta.resolve('cdk-apigateway-cors/lambda'));
       createRequire(import.meta.url)('cdk-apigateway-cors/lambda');
       console.log(Object.keys(createRequire(import.meta.url).cache).join('\\n'));`,
    );
    const [resolved, ...loaded] = consumer.run(process.execPath, [file]).trim().split('\n');
    expect(resolved).toMatch(/lib\/lambda\/index\.mjs$/);
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter((path) => !/cdk-apigateway-cors\/lib\/(lambda|policy|fetch)\//.test(path))).toEqual([]);
  });

  test.each(['cdk-apigateway-cors/package.json', 'cdk-apigateway-cors/.jsii'])('%s can be asked for', (name) => {
    const file = consumer.write('asks.cjs', `console.log(require.resolve('${name}'));`);
    expect(consumer.run(process.execPath, [file]).trim()).toContain(name.split('/')[1]);
  });

  const { Node16, ESNext, CommonJS } = ModuleKind;
  test.each<readonly [string, string, CompilerOptions]>([
    ['node16, as an ES module', 'typed.mts', { module: Node16 }],
    ['node16, as CommonJS', 'typed.cts', { module: Node16 }],
    ['bundler', 'typed.ts', { module: ESNext, moduleResolution: ModuleResolutionKind.Bundler }],
    [
      'node10',
      'typed.ts',
      { module: CommonJS, moduleResolution: ModuleResolutionKind.Node10, ignoreDeprecations: '6.0' },
    ],
  ])('has types for %s', (_, name, options) => {
    const file = consumer.write(name, TYPED);
    expect(complaintsAbout(file, options)).toEqual([]);
    const wrong = consumer.write(`wrong-${name}`, TYPED.replace('// @ts-expect-error', '//'));
    expect(complaintsAbout(wrong, options)).toEqual([expect.stringContaining("type 'Event'")]);
  });
});

describeWith(PACKAGES, 'cdk-apigateway-cors/lambda in a bundle', (packages) => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = new Consumer();
  });
  afterAll(() => consumer.remove());

  const bundle = (text: string): string => {
    const file = consumer.write('bundled.mjs', text);
    return consumer.run(join(packages, '.bin', 'esbuild'), [file, '--bundle', '--format=esm', '--platform=node']);
  };

  test('has no more than what is used', () => {
    const whole = bundle(
      "import { withCors } from 'cdk-apigateway-cors/lambda';\nexport const handler = withCors(() => 1);",
    );
    const part = bundle(
      "import { corsPolicy } from 'cdk-apigateway-cors/lambda';\nexport const policy = corsPolicy();",
    );
    const none = bundle("import { corsPolicy } from 'cdk-apigateway-cors/lambda';\nexport const policy = 1;");
    expect(whole).toContain('handler-streams');
    expect(whole.length).toBeLessThan(15_000);
    expect(part).not.toContain('handler-streams');
    expect(part).toContain('cors-policy-missing');
    expect(none).not.toContain('cors-policy-missing');
  });
});
