import { type AddressInfo, createServer, type Server } from 'node:net';
import { PAGE } from './corpus';
import type { Dice } from './dice';
import { problemsOf } from './expectations';
import type { Attempt, Family } from './families';
import type { Laborer } from './worker-pool';

/** `probe` against servers that answer something else each time. */
export class ProbedServers implements Family {
  readonly name = 'probe survives whatever a server answers';
  readonly share = 2;

  async attempt(dice: Dice, laborer: Laborer): Promise<Attempt> {
    const answers = Array.from({ length: 4 }, () => answer(dice));
    const server = await answering(answers);
    const { port } = server.address() as AddressInfo;
    const method = dice.pick(['GET', 'PUT', 'DELETE', 'HEAD']);
    const more = [...(dice.oneIn(2) ? ['--json'] : []), ...(dice.oneIn(2) ? ['--credentials'] : [])];
    const argv = [
      'probe',
      `http://127.0.0.1:${port}/orders`,
      '--origin',
      PAGE,
      '--method',
      method,
      '--timeout',
      '2',
      ...more,
    ];
    const end = await laborer.run({ argv });
    server.close();
    return {
      problems: 'died' in end ? [end.died] : problemsOf(end, argv),
      milliseconds: end.milliseconds,
      counts: 'died' in end ? {} : { [`exit ${end.code}`]: 1 },
    };
  }
}

/** Says the next of the answers to each that connects, and the last one for ever. */
function answering(answers: readonly Buffer[]): Promise<Server> {
  let asked = 0;
  const server = createServer((socket) => {
    const own = answers[Math.min(asked++, answers.length - 1)];
    socket.on('error', () => {});
    socket.once('data', () => socket.end(own));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function answer(dice: Dice): Buffer {
  const lines = Array.from({ length: dice.below(8) }, () => dice.pick(LINES));
  const whole = Buffer.from(
    `${dice.pick(STATUS_LINES)}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\nbody`,
    'latin1',
  );
  switch (dice.below(8)) {
    case 0:
      return dice.bytes(300);
    case 1:
      return whole.subarray(0, dice.below(whole.length));
    case 2:
      whole[dice.below(whole.length)] = dice.below(256);
      return whole;
    default:
      return whole;
  }
}

const STATUS_LINES: readonly string[] = [
  'HTTP/1.1 200 OK',
  'HTTP/1.1 204 No Content',
  'HTTP/1.1 302 Found',
  'HTTP/1.1 307 Temporary Redirect',
  'HTTP/1.1 500 \u0000\u001b[2J',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK',
  'HTTP/1.1 103 Early Hints',
  'HTTP/1.1 101 Switching Protocols',
  'HTTP/1.1 999 Odd',
  'HTTP/1.1 99 Odd',
  'HTTP/0.9 200',
  'HTTP/2.0 200 OK',
  'ICY 200 OK',
];

const LINES: readonly string[] = [
  `Access-Control-Allow-Origin: ${PAGE}`,
  `Access-Control-Allow-Origin: ${PAGE}`,
  'Access-Control-Allow-Origin: *',
  'Access-Control-Allow-Origin: \u001b[31mred\u009b',
  'Access-Control-Allow-Methods: PUT, DELETE, \u00ff',
  `Access-Control-Allow-Methods: ${'PUT,'.repeat(4000)}`,
  'Access-Control-Allow-Credentials: true',
  'Access-Control-Max-Age: 99999999999999999999',
  'Access-Control-Expose-Headers: *',
  'Location: /orders',
  'Location: http://127.0.0.1:1/',
  'Location: http://[::1',
  'Location: data:text/plain,x',
  'Location: //user:password@127.0.0.1:0/%',
  'Content-Length: 99999999',
  'Content-Length: -1',
  'Transfer-Encoding: chunked',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Vary: *',
  `X-Long: ${'x'.repeat(70_000)}`,
  'no colon',
  '__proto__: x',
];
