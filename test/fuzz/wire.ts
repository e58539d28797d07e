import { connect } from 'node:net';

const LONGEST = 8_000;

/** Everything that comes back on a connection until the server closes it, or that it did not. */
export function conversation(
  url: string,
  bytes: Uint8Array,
): Promise<{ readonly got: string; readonly hung: boolean }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    const end = (hung: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ got: Buffer.concat(pieces).toString('latin1'), hung });
    };
    const timer = setTimeout(() => end(true), LONGEST);
    socket.on('data', (piece) => pieces.push(piece));
    // A server may well refuse the rest of what is too much.
    socket.on('error', () => {});
    socket.on('close', () => end(false));
  });
}

const STATUS_LINE = /^HTTP\/1\.1 \d{3} [ -~]*$/;
const FIELD = /^[!#$%&'*+.^_`|~\dA-Za-z-]+: ?[\t -~\u0080-\u00ff]*$/;

/** What is wrong with the answers on a connection; of each only the head is looked at, and of the body its length. */
export function problemsOnWire(got: string, bytes: Uint8Array): readonly string[] {
  const problems: string[] = [];
  const heads = /(^|\n)HEAD /.test(Buffer.from(bytes).toString('latin1'));
  let rest = got;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    const [statusLine = '', ...fields] = rest.slice(0, end === -1 ? undefined : end).split('\r\n');
    if (end === -1 || !STATUS_LINE.test(statusLine) || !fields.every((field) => FIELD.test(field))) {
      return [...problems, `no HTTP: ${JSON.stringify(rest.slice(0, 300))}`];
    }
    problems.push(...problemsOfFields(statusLine, fields));
    const body = rest.slice(end + 4);
    // The answer to HEAD tells the length of a body that does not come; what follows it cannot be told apart.
    rest = heads ? '' : body.slice(/ (1..|204|304) /.test(statusLine) ? 0 : lengthOf(fields, body));
  }
  return problems;
}

function lengthOf(fields: readonly string[], body: string): number {
  const chunked = fieldOf(fields, 'transfer-encoding') === 'chunked';
  return chunked ? body.indexOf('0\r\n\r\n') + 5 : Number(fieldOf(fields, 'content-length') ?? 0);
}

function problemsOfFields(statusLine: string, fields: readonly string[]): readonly string[] {
  const allowed = fieldOf(fields, 'access-control-allow-origin');
  const own = ['https://app.example.com', 'https://admin.example.com'];
  return [
    ...(/ 500 /.test(statusLine) && fieldOf(fields, 'x-cors-serve') === 'failed' ? ['something was thrown'] : []),
    ...(allowed === undefined || own.includes(allowed) ? [] : [`${allowed} is let in`]),
    ...(fields.some((field) => /^x-injected:/i.test(field)) ? ['a header of the client came back'] : []),
  ];
}

function fieldOf(fields: readonly string[], name: string): string | undefined {
  return fields
    .find((field) => field.toLowerCase().startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trim();
}
