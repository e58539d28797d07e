import { APP, OTHER } from '../support/apis';
import { aRestEvent, environmentOf } from '../support/functions';
import { allowing } from '../support/policies';
import { type FunctionCode, removeFolders, run } from './a-function';
import type { Outcome } from './runtime-api';
import { describeWith, PYTHON } from './runtimes';

const POLICY = environmentOf(allowing(APP, OTHER));
const EVENT = aRestEvent(APP);
const WITH_CORS = { 'Access-Control-Allow-Origin': APP, Vary: 'Origin' };

const ANSWER = 'def handler(event, context):\n  return {"statusCode": 200, "body": event["path"]}\n';

afterAll(removeFolders);

describeWith(PYTHON, 'the layer on the Python runtime', (python) => {
  async function answerOf(code: FunctionCode, event: unknown = EVENT): Promise<unknown> {
    const { outcomes } = await run(python, code, POLICY, [event]);
    expect(outcomes).toEqual([expect.objectContaining({ kind: 'answer' })]);
    return outcomes[0].kind === 'answer' ? JSON.parse(outcomes[0].text) : undefined;
  }

  /** What a function does with the layer is what it does without. */
  async function expectUnchanged(text: string, events: readonly unknown[] = [EVENT]): Promise<readonly Outcome[]> {
    const code = { handler: 'main.handler', files: { 'main.py': text } };
    const without = await run(python, code, undefined, events);
    const layered = await run(python, code, POLICY, events);
    expect(layered.outcomes).toEqual(without.outcomes);
    return without.outcomes;
  }

  test.each<readonly [string, FunctionCode]>([
    ['a module', { handler: 'main.handler', files: { 'main.py': ANSWER } }],
    ['a module in a folder', { handler: 'dir/main.handler', files: { 'dir/main.py': ANSWER } }],
    [
      'a module in a package that imports others',
      {
        handler: 'shop.orders.handler',
        files: {
          'shop/__init__.py': '',
          'shop/orders.py':
            'from . import body\ndef handler(event, context):\n  return {"statusCode": 200, "body": body.of(event)}\n',
          'shop/body.py': 'def of(event):\n  return event["path"]\n',
        },
      },
    ],
    [
      'an object that is called',
      {
        handler: 'main.handler',
        files: {
          'main.py':
            'class App:\n  def __call__(self, event, context):\n    return {"statusCode": 200, "body": event["path"]}\nhandler = App()\n',
        },
      },
    ],
  ])('adds the headers to the answers of %s', async (_, code) => {
    expect(await answerOf(code)).toEqual({ statusCode: 200, body: '/orders', headers: WITH_CORS });
  });

  test('answers each origin for itself, the same function over and over', async () => {
    const text =
      'SHARED = {"statusCode": 200, "headers": {"content-type": "text/plain"}}\ndef handler(event, context):\n  return SHARED\n';
    const origins = [APP, 'https://evil.example', OTHER, undefined];
    const code = { handler: 'main.handler', files: { 'main.py': text } };
    const { outcomes } = await run(
      python,
      code,
      POLICY,
      origins.map((origin) => aRestEvent(origin)),
    );
    const allowed = outcomes.map((outcome) =>
      outcome.kind === 'answer' ? JSON.parse(outcome.text).headers['Access-Control-Allow-Origin'] : outcome,
    );
    expect(allowed).toEqual([APP, undefined, OTHER, undefined]);
  });

  test('answers the request that came, whatever the handler makes of its event', async () => {
    const changes = [
      'event.clear()',
      'event["headers"] = event["multiValueHeaders"] = None',
      'event["requestContext"] = None',
    ];
    const text = `def handler(event, context):\n  exec(event["path"])\n  return {"statusCode": 200}\n`;
    const events = changes.map((path) => aRestEvent(APP, { path }));
    const { outcomes } = await run(python, { handler: 'main.handler', files: { 'main.py': text } }, POLICY, events);
    const answers = outcomes.map((outcome) => (outcome.kind === 'answer' ? JSON.parse(outcome.text) : outcome));
    expect(answers).toEqual(changes.map(() => ({ statusCode: 200, headers: WITH_CORS })));
  });

  test('leaves the environment and the context as they were', async () => {
    await expectUnchanged(
      `import os
def handler(event, context):
  return {
    "handler": os.environ["_HANDLER"],
    "ours": [name for name in os.environ if "CORS_HANDLER" in name],
    "context": context.aws_request_id,
  }
`,
      [{}],
    );
  });

  test('changes nothing where a handler fails, or answers with what is no answer', async () => {
    const bodies = [
      'raise TypeError("lost")',
      'return "ok"',
      'return [1]',
      'pass',
      'return {"headers": "a: b"}',
      'return {"body": object}',
    ];
    const functions = bodies.map((body, index) => `def handler${index}():\n  ${body}\n`);
    const text = `${functions.join('')}def handler(event, context):\n  return globals()[event["path"]]()\n`;
    const events = bodies.map((_, index) => aRestEvent(APP, { path: `handler${index}` }));
    const seen = await expectUnchanged(text, events);
    expect(seen).toMatchObject([
      { kind: 'error', type: 'TypeError', message: 'lost' },
      ...['"ok"', '[1]', 'null', '{"headers": "a: b"}'].map((answer) => ({ kind: 'answer', text: answer })),
      { kind: 'error', type: 'Runtime.MarshalError' },
    ]);
  });

  test('changes nothing for events that are no requests in version 1.0 of the payload', async () => {
    await expectUnchanged('def handler(event, context):\n  return {"statusCode": 200}\n', [
      {},
      { Records: [] },
      [aRestEvent(APP)],
      'text',
      { version: '2.0', requestContext: { http: { method: 'GET' } }, headers: { origin: APP } },
      { type: 'REQUEST', methodArn: 'arn', httpMethod: 'GET', requestContext: {}, headers: { origin: APP } },
    ]);
  });

  test.each<readonly [string, FunctionCode, string]>([
    ['is not there', { handler: 'main.other', files: { 'main.py': ANSWER } }, 'Runtime.HandlerNotFound'],
    ['has no file', { handler: 'nowhere.handler', files: { 'main.py': ANSWER } }, 'Runtime.ImportModuleError'],
    [
      'imports what is not there',
      { handler: 'main.handler', files: { 'main.py': 'import nothing' } },
      'Runtime.ImportModuleError',
    ],
    ['is no Python', { handler: 'main.handler', files: { 'main.py': 'def handler(' } }, 'Runtime.UserCodeSyntaxError'],
    [
      'raises while it loads',
      { handler: 'main.handler', files: { 'main.py': 'raise TypeError("early")' } },
      'TypeError',
    ],
    ['has no name', { handler: 'main', files: { 'main.py': ANSWER } }, 'Runtime.MalformedHandlerName'],
  ])('fails as it did where the handler %s', async (_, code, type) => {
    const typeOf = async (policy: string | undefined) => (await run(python, code, policy, [EVENT])).outcomes[0];
    expect(await typeOf(undefined)).toMatchObject({ type });
    expect(await typeOf(POLICY)).toMatchObject({ type });
  });

  test('lets a function whose policy was spoilt answer as before, and says so', async () => {
    const code = { handler: 'main.handler', files: { 'main.py': ANSWER } };
    const { outcomes, output } = await run(python, code, '{"allowOrigins":["https://a.example\n"]}', [EVENT]);
    expect(outcomes.map((outcome) => outcome.kind === 'answer' && JSON.parse(outcome.text))).toEqual([
      { statusCode: 200, body: '/orders' },
    ]);
    expect(output).toContain('cors-policy-unreadable');
  });
});
