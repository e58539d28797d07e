/** What a command may touch of the world, so that a test can stand in for the terminal. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Whether a person looks at stdout: only then are there colours, and only then is a line cut to its width. */
  readonly isTTY: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Sink {
  write(text: string): unknown;
}

/** How a command ends. */
export const ALL_ALLOWED = 0;
export const SOMETHING_BLOCKED = 1;
export const COULD_NOT_RUN = 2;

const USUAL_COLUMNS = 80;

export function processIo(): Io {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', leaveQuietly);
  }
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    // Looked up late: merely to name process.stdin opens it.
    get stdin() {
      return process.stdin;
    },
    isTTY: process.stdout.isTTY === true,
    columns: process.stdout.columns ?? USUAL_COLUMNS,
    env: process.env,
  };
}

/** Who reads the output may go before its end, as `head` does. */
function leaveQuietly(error: Error & { readonly code?: string }): void {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
}
