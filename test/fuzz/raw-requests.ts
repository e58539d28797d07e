import type { Dice } from './dice';

/** The bytes that a client sends on one connection: a request, several, part of one, or nothing of the kind. */
export function rawBytes(dice: Dice): Buffer {
  switch (dice.below(14)) {
    case 0:
      return dice.bytes(400);
    case 1:
      return Buffer.from(dice.pick(OTHER_PROTOCOLS), 'latin1');
    case 2:
      return Buffer.concat(Array.from({ length: 2 + dice.below(20) }, () => request(dice)));
    case 3: {
      const whole = request(dice);
      return whole.subarray(0, dice.below(whole.length));
    }
    case 4: {
      const spoilt = request(dice);
      for (let left = 1 + dice.below(6); left > 0; left--) {
        spoilt[dice.below(spoilt.length)] = dice.below(256);
      }
      return spoilt;
    }
    default:
      return request(dice);
  }
}

/** Most of its parts are usual ones: otherwise the first odd one would end it, and the others never be reached. */
function request(dice: Dice): Buffer {
  const usually = <T>(usual: readonly T[], odd: readonly T[]): T => dice.pick(dice.oneIn(16) ? odd : usual);
  const lines = Array.from({ length: dice.below(5) }, () => usually(HEADERS, ODD_HEADERS));
  const [framing, body] = usually(BODIES, ODD_BODIES);
  const version = usually(['HTTP/1.1'], VERSIONS);
  const head = [
    `${usually(METHODS, ODD_METHODS)} ${usually(TARGETS, ODD_TARGETS)} ${version}`,
    ...usually([['Host: 127.0.0.1']], [[], ['Host: x', 'Host: y']]),
    ...(dice.oneIn(4) ? [] : [`Origin: ${dice.oneIn(20) ? dice.text() : dice.pick(ORIGINS)}`]),
    ...lines,
    ...framing,
  ];
  const end = dice.oneIn(30) ? dice.pick(['\n', '\r', '\r\n \r\n', '\n\r']) : '\r\n';
  return Buffer.from(`${head.join(end)}${end}${end}${body}`, 'latin1');
}

const METHODS: readonly string[] = ['GET', 'GET', 'OPTIONS', 'OPTIONS', 'PUT', 'POST', 'HEAD', 'DELETE', 'PATCH'];

const ODD_METHODS: readonly string[] = [
  'get',
  'TRACE',
  'CONNECT',
  'PRI',
  'QUERY',
  'M-SEARCH',
  'G\u00cbT',
  '',
  'X'.repeat(20_000),
];

const TARGETS: readonly string[] = [
  '/',
  '/orders',
  '/orders/1',
  '/prod/orders?x=1',
  '/proxied',
  '/mapped',
  '/keyed',
  '/json',
  '/nowhere',
  '/orders/%',
  '/orders/%00',
  '/orders?__proto__[x]=1&constructor=2&=&&?&',
];

const ODD_TARGETS: readonly string[] = [
  '*',
  '127.0.0.1:80',
  'http://127.0.0.1/orders',
  'http://user:password@other.example:99999/orders',
  'file:///etc/passwd',
  '//evil.example/orders',
  '/../../etc/passwd',
  '/orders/%zz',
  '/orders/%c0%ae%c0%ae/',
  '/orders/%0d%0aX-Injected:%20yes',
  '/orders/\u00e9\u00ff',
  '/__proto__',
  '/constructor/prototype',
  '/orders?a#b',
  `/${'a/'.repeat(3000)}`,
  `/${'a'.repeat(30_000)}`,
  `/orders?${'a=b&'.repeat(2000)}`,
  'orders',
  '',
];

const VERSIONS: readonly string[] = [
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/9.9',
  'HTTP/1.1 ',
  'http/1.1',
  'HTCPCP/1.0',
  '',
];

const ORIGINS: readonly string[] = [
  'https://app.example.com',
  'https://admin.example.com',
  'https://stranger.example',
  'null',
  'https://app.example.com.evil.example',
  'https://app.example.com, https://stranger.example',
  'HTTPS://APP.EXAMPLE.COM',
  "'https://app.example.com'",
  '$input.body',
  '',
];

const HEADERS: readonly string[] = [
  'Access-Control-Request-Method: PUT',
  'Access-Control-Request-Method: put',
  'Access-Control-Request-Headers: content-type,x-a',
  'Content-Type: application/json',
  'x-api-key: k',
  'Authorization: Basic eDp5',
  'Connection: keep-alive, Origin, Host',
  'Connection: close',
  'X-Http-Method-Override: DELETE',
  '__proto__: x',
];

const ODD_HEADERS: readonly string[] = [
  `Access-Control-Request-Headers: ${'x-a,'.repeat(3000)}`,
  'Content-Type: text/plain; charset=\u00ff',
  'Content-Type:',
  'Authorization: Basic \u0000',
  'Origin: https://app.example.com',
  'Origin: https://stranger.example',
  'Connection: upgrade',
  'Upgrade: websocket',
  'Expect: 100-continue',
  'Expect: the unexpected',
  'X-A: 1\r\n folded',
  'no colon',
  ': no name',
  'X A: space in the name',
  `X-Long: ${'x'.repeat(17_000)}`,
  'X-Bytes: \u0001\u0002\u007f\u0080\u00ff',
  'X-Many: 1\r\n'.repeat(400).trimEnd(),
];

const BODIES: readonly (readonly [framing: readonly string[], body: string])[] = [
  [[], ''],
  [[], ''],
  [['Content-Length: 2'], '{}'],
  [['Content-Length: 4'], '\u0000\u00ff\u0001{'],
  [['Transfer-Encoding: chunked'], '5\r\nhello\r\n0\r\n\r\n'],
];

const ODD_BODIES: typeof BODIES = [
  [['Content-Length: 200'], 'short'],
  [['Content-Length: 1'], 'much longer'],
  [['Content-Length: 5', 'Content-Length: 6'], 'hello!'],
  [['Content-Length: -1'], 'x'],
  [['Content-Length: 99999999999999999999'], 'x'],
  [['Content-Length: 0x10'], 'x'],
  [['Content-Length: 1500000'], 'x'.repeat(1_500_000)],
  [['Transfer-Encoding: chunked'], '5;ext="\u0000"\r\nhello\r\n0\r\nTrailer: x\r\n\r\n'],
  [['Transfer-Encoding: chunked'], 'zz\r\nhello'],
  [['Transfer-Encoding: chunked'], 'ffffffffffffffff\r\nhello'],
  [['Transfer-Encoding: chunked', 'Content-Length: 3'], '0\r\n\r\nGET /orders HTTP/1.1\r\nHost: x\r\n\r\n'],
  [['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'],
  [['Transfer-Encoding: identity'], 'x'],
];

const OTHER_PROTOCOLS: readonly string[] = [
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000',
  'SSH-2.0-OpenSSH_9.0\r\n',
  'EHLO example.com\r\n',
  '\r\n\r\n\r\n\r\n',
  'GET /orders\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
  '\u0000'.repeat(70_000),
  'GET / HTTP/1.1\r\n'.repeat(3000),
];
