import { main } from '../../../src/cli/main';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Around {
  readonly stdin?: string;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command line in this process and keeps what it wrote. */
export async function run(argv: readonly string[], around: Around = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    stdin: typed(around.stdin ?? ''),
    isTTY: around.isTTY ?? false,
    columns: around.columns ?? 80,
    env: around.env ?? {},
  });
  return { code, out, err };
}

async function* typed(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/** What a command that could not run must look like: exit code 2 and one line, with nothing of the program's inside. */
export function expectOneLine({ code, out, err }: Ran): void {
  expect(err).toMatch(/^cdk-apigateway-cors: [^\n]+\n$/);
  expect(err).not.toMatch(/\bat .*\.[jt]s:\d|should not happen/);
  expect(err.length).toBeLessThan(500);
  expect(out).toBe('');
  expect(code).toBe(2);
}
