import { APP, OTHER } from '../support/apis';
import { aRestEvent, environmentOf } from '../support/functions';
import { allowing } from '../support/policies';
import { type FunctionCode, removeFolders, run } from './a-function';
import { CALLS_BACK, NODE, REAL_NODE } from './runtimes';

const POLICY = environmentOf(allowing(APP, OTHER));
const EVENT = aRestEvent(APP);
const WITH_CORS = { 'Access-Control-Allow-Origin': APP, Vary: 'Origin' };
const REAL = REAL_NODE ? test : test.skip;

const ANSWER = '({ statusCode: 200, body: String(event.path) })';
const ASYNC = `exports.handler = async (event) => ${ANSWER};`;

afterAll(removeFolders);

async function answerOf(code: FunctionCode, event: unknown = EVENT): Promise<unknown> {
  const { outcomes } = await run(NODE, code, POLICY, [event]);
  expect(outcomes).toEqual([expect.objectContaining({ kind: 'answer' })]);
  return outcomes[0].kind === 'answer' ? JSON.parse(outcomes[0].text) : undefined;
}

/** What a function does with the layer is what it does without. */
async function expectUnchanged(code: FunctionCode, events: readonly unknown[] = [EVENT]): Promise<string> {
  const without = await run(NODE, code, undefined, events);
  const layered = await run(NODE, code, POLICY, events);
  expect(layered.outcomes).toEqual(without.outcomes);
  return JSON.stringify(without.outcomes);
}

describe(`the layer on the Node.js runtime (${REAL_NODE ? 'the client of AWS' : 'its documented contract'})`, () => {
  test.each<readonly [string, FunctionCode]>([
    ['CommonJS', { handler: 'index.handler', files: { 'index.js': ASYNC } }],
    ['CommonJS in .cjs', { handler: 'index.handler', files: { 'index.cjs': ASYNC } }],
    [
      'an ES module with top-level await',
      {
        handler: 'index.handler',
        files: {
          'index.mjs': `const later = await Promise.resolve(200);
            export const handler = async (event) => ({ statusCode: later, body: event.path });`,
        },
      },
    ],
    [
      'a package of ES modules that import others',
      {
        handler: 'src/orders.handler',
        files: {
          'package.json': '{"type":"module"}',
          'src/orders.js': `import { body } from './body.js';
            export const handler = async (event) => ({ statusCode: 200, body: body(event) });`,
          'src/body.js': 'export const body = (event) => event.path;',
        },
      },
    ],
    [
      'a handler in a folder and in an object',
      {
        handler: 'dir/file.http.get.handler',
        files: { 'dir/file.js': `exports.http = { get: { handler: async (event) => ${ANSWER} } };` },
      },
    ],
    ['an absolute path', { handler: '{root}/dir/file.handler', files: { 'dir/file.js': ASYNC } }],
    [
      'what CommonJS exports under names that cannot be guessed',
      {
        handler: 'index.handler',
        files: {
          'index.js': `module.exports = make(); function make() { return { handler: async (event) => ${ANSWER} }; }`,
        },
      },
    ],
    [
      'a package that is found as Node.js finds one',
      {
        handler: 'index.handler',
        files: {
          'index.js': `const { body } = require('mine'); exports.handler = async (event) => ({ statusCode: 200, body: body(event) });`,
          'node_modules/mine/index.js': 'exports.body = (event) => event.path;',
        },
      },
    ],
  ])('adds the headers to the answers of %s', async (_, code) => {
    expect(await answerOf(code)).toEqual({ statusCode: 200, body: '/orders', headers: WITH_CORS });
  });

  test.each([
    ['calls back', `exports.handler = (event, context, callback) => { callback(null, ${ANSWER}); };`],
    [
      'calls back late, without waiting for the event loop',
      `exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = false;
        setInterval(() => {}, 1000);
        setTimeout(() => callback(null, ${ANSWER}), 20);
      };`,
    ],
    ['succeeds', `exports.handler = (event, context) => { context.succeed(${ANSWER}); };`],
    ['is done', `exports.handler = (event, context) => { context.done(null, ${ANSWER}); };`],
  ])('adds the headers to the answers of a handler that %s, where the runtime knows such', async (_, text) => {
    const code = { handler: 'index.handler', files: { 'index.js': text } };
    if (!CALLS_BACK) {
      expect(await expectUnchanged(code)).toMatch(/CallbackHandlerDeprecated|context\.\w+ is not a function/);
      return;
    }
    expect(await answerOf(code)).toEqual({ statusCode: 200, body: '/orders', headers: WITH_CORS });
  });

  test('answers each origin for itself, the same function over and over', async () => {
    const code = {
      handler: 'index.handler',
      files: {
        'index.js': `const shared = { statusCode: 200, headers: { 'content-type': 'text/plain' } };
          exports.handler = async () => shared;`,
      },
    };
    const origins = [APP, 'https://evil.example', OTHER, undefined];
    const { outcomes } = await run(
      NODE,
      code,
      POLICY,
      origins.map((origin) => aRestEvent(origin)),
    );
    const allowed = outcomes.map((outcome) =>
      outcome.kind === 'answer' ? JSON.parse(outcome.text).headers['Access-Control-Allow-Origin'] : outcome,
    );
    expect(allowed).toEqual([APP, undefined, OTHER, undefined]);
  });

  test('keeps the headers that the handler sets, bytes, and many values', async () => {
    const code = {
      handler: 'index.handler',
      files: {
        'index.js': `exports.handler = async () => ({ statusCode: 200, isBase64Encoded: true, body: 'aGk=',
          multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'], 'access-control-allow-origin': ['https://mine.example'] } });`,
      },
    };
    expect(await answerOf(code)).toEqual({
      statusCode: 200,
      isBase64Encoded: true,
      body: 'aGk=',
      multiValueHeaders: {
        'Set-Cookie': ['a=1', 'b=2'],
        'access-control-allow-origin': ['https://mine.example'],
        Vary: ['Origin'],
      },
    });
  });

  test('leaves the environment and the context as they were', async () => {
    const code = {
      handler: 'index.handler',
      files: {
        'index.js': `exports.handler = async (event, context) => ({
          handler: process.env._HANDLER,
          ours: Object.keys(process.env).filter((name) => name.includes('CORS_HANDLER')),
          context: Object.keys(context).sort(),
          remaining: typeof context.getRemainingTimeInMillis?.(),
        });`,
      },
    };
    await expectUnchanged(code, [{}]);
  });

  test('changes nothing where a handler fails, or answers with what is no answer', async () => {
    const handlers = {
      throws: 'async () => { throw new TypeError("lost"); }',
      throwsAtOnce: '() => { throw new RangeError("lost"); }',
      throwsWhatIsNoError: 'async () => { throw "lost"; }',
      answersWithText: 'async () => "ok"',
      answersWithList: 'async () => [1]',
      answersWithNothing: 'async () => undefined',
      answersWithHeadersThatAreNone: 'async () => ({ statusCode: 200, headers: "a: b" })',
    };
    const entries = Object.entries(handlers).map(([name, text]) => `${name}: ${text}`);
    const text = `const handlers = { ${entries.join(', ')} }; exports.handler = (event) => handlers[event.path]();`;
    const events = Object.keys(handlers).map((path) => aRestEvent(APP, { path }));
    const seen = await expectUnchanged({ handler: 'index.handler', files: { 'index.js': text } }, events);
    expect(JSON.parse(seen)).toMatchObject([
      ...['TypeError', 'RangeError'].map((type) => ({ kind: 'error', type, message: 'lost' })),
      { kind: 'error' },
      ...['"ok"', '[1]'].map((answer) => ({ kind: 'answer', text: answer })),
      { kind: 'answer' },
      { kind: 'answer', text: '{"statusCode":200,"headers":"a: b"}' },
    ]);
  });

  test('changes nothing for events that are no requests in version 1.0 of the payload', async () => {
    const code = {
      handler: 'index.handler',
      files: { 'index.js': 'exports.handler = async () => ({ statusCode: 200 });' },
    };
    await expectUnchanged(code, [
      {},
      { Records: [] },
      { version: '2.0', requestContext: { http: { method: 'GET' } }, headers: { origin: APP } },
      { type: 'REQUEST', methodArn: 'arn', httpMethod: 'GET', requestContext: {}, headers: { origin: APP } },
    ]);
  });

  REAL.each<readonly [string, FunctionCode, string]>([
    ['is not there', { handler: 'index.other', files: { 'index.js': ASYNC } }, 'Runtime.HandlerNotFound'],
    ['has no file', { handler: 'nowhere.handler', files: { 'index.js': ASYNC } }, 'Runtime.ImportModuleError'],
    [
      'imports what is not there',
      { handler: 'index.handler', files: { 'index.js': 'require("nothing")' } },
      'Runtime.ImportModuleError',
    ],
    [
      'is no JavaScript',
      { handler: 'index.handler', files: { 'index.js': 'exports.handler = async (' } },
      'Runtime.UserCodeSyntaxError',
    ],
    [
      'throws while it loads',
      { handler: 'index.handler', files: { 'index.js': 'throw new TypeError("early")' } },
      'TypeError',
    ],
    ['has no name', { handler: 'index', files: { 'index.js': ASYNC } }, 'Runtime.MalformedHandlerName'],
    ['lies elsewhere', { handler: '../a/index.handler', files: { 'index.js': ASYNC } }, 'Runtime.MalformedHandlerName'],
  ])('fails as it did where the handler %s', async (_, code, type) => {
    const typeOf = async (policy: string | undefined) => (await run(NODE, code, policy, [EVENT])).outcomes[0];
    expect(await typeOf(undefined)).toMatchObject({ type });
    expect(await typeOf(POLICY)).toMatchObject({ type });
  });

  REAL('leaves a handler alone that streams, and says so', async () => {
    const code = {
      handler: 'index.handler',
      files: {
        'index.js': `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
          stream.write('one '); stream.write('two'); stream.end();
        });`,
      },
    };
    const seen = await expectUnchanged(code);
    expect(seen).toContain('"mode":"streaming"');
    expect((await run(NODE, code, POLICY, [EVENT])).output).toContain('handler-streams');
  });

  test('lets a function whose policy was spoilt answer as before, and says so', async () => {
    const code = { handler: 'index.handler', files: { 'index.js': ASYNC } };
    const { outcomes, output } = await run(NODE, code, '{"allowOrigins":["https://a.example\n"]}', [EVENT]);
    expect(outcomes).toEqual([expect.objectContaining({ text: '{"statusCode":200,"body":"/orders"}' })]);
    expect(output).toContain('cors-policy-unreadable');
  });
});
