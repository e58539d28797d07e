import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { withCors } from '../../src/lambda';
import { aRestEvent, environmentOf, inEnvironment } from '../support/functions';
import { aPolicy } from '../support/policies';
import { LAYER_BYTES } from './layer';
import { describeWith, PYTHON } from './runtimes';

const CALLS = 20_000;
/** Twenty origins and ten patterns, none of which is the one that asks but the last: every one is compared. */
const ENVIRONMENT = environmentOf(
  aPolicy({
    allowOrigins: [
      ...Array.from({ length: 20 }, (_, index) => `https://app${index}.example.com`),
      ...Array.from({ length: 10 }, (_, index) => `https://**.shop${index}.example.org`),
    ],
    allowCredentials: true,
    exposeHeaders: ['ETag'],
  }),
);
const EVENT = aRestEvent('https://a.b.c.shop9.example.org', { headers: headers(), multiValueHeaders: {} });
const RESULT = { statusCode: 200, headers: { 'Content-Type': 'application/json', Vary: 'Accept' }, body: 'x' };

/** As many as a browser and API Gateway send together. */
function headers(): object {
  const others = Array.from({ length: 30 }, (_, index) => [`X-Header-${index}`, 'value']);
  return Object.fromEntries([...others, ['origin', 'https://a.b.c.shop9.example.org']]);
}

function say(what: string, microseconds: number): void {
  console.log(`${what}: ${microseconds.toFixed(1)} microseconds a call (less than 1000)`);
}

test('the layer has less than 100 kB', () => {
  console.log(`the layer: ${(LAYER_BYTES / 1000).toFixed(1)} kB (less than 100)`);
  expect(LAYER_BYTES).toBeLessThan(100_000);
});

test('a call of a Node.js function takes less than a millisecond longer', async () => {
  const handler = async (_event: object): Promise<object> => RESULT;
  const wrapped = inEnvironment(ENVIRONMENT, () => withCors(handler));
  expect(await wrapped(EVENT)).toMatchObject({
    headers: { Vary: 'Accept, Origin', 'Access-Control-Allow-Credentials': 'true' },
  });
  const [own, added] = [await timed(handler), await timed(wrapped)];
  say('the wrapper for Node.js', added - own);
  expect(added - own).toBeLessThan(1000);
});

describeWith(PYTHON, 'the Python of the layer', ({ command: [python] }) => {
  test('takes less than a millisecond a call', () => {
    const { stdout } = spawnSync(python, ['-B', join(__dirname, 'cost.py')], {
      input: JSON.stringify({ environment: ENVIRONMENT, event: EVENT, result: RESULT, count: CALLS }),
      encoding: 'utf8',
      env: { PYTHONPATH: join(__dirname, '..', '..', 'layer', 'python') },
    });
    say('the wrapper for Python', Number(stdout));
    expect(Number(stdout)).toBeGreaterThan(0);
    expect(Number(stdout)).toBeLessThan(1000);
  });
});

/** Microseconds a call. */
async function timed(handler: (event: object) => Promise<object>): Promise<number> {
  for (let call = 0; call < CALLS / 10; call += 1) {
    await handler(EVENT);
  }
  const start = performance.now();
  for (let call = 0; call < CALLS; call += 1) {
    await handler(EVENT);
  }
  return ((performance.now() - start) / CALLS) * 1000;
}
