import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a runtime reported for an invocation, or for its start. */
export type Outcome =
  | { readonly kind: 'answer'; readonly text: string; readonly mode: string | undefined }
  | { readonly kind: 'error' | 'init-error'; readonly type: string; readonly message: string };

interface Pending {
  readonly event: string;
  readonly resolve: (outcome: Outcome) => void;
}

/**
 * The server that a runtime asks for its events, on loopback. It serves one runtime.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  private readonly server: Server = createServer((request, response) => this.serve(request, response));
  private readonly queue: Pending[] = [];
  private readonly running = new Map<string, Pending>();
  private waiting: ServerResponse | undefined;
  private failed: Outcome | undefined;
  private count = 0;

  /** Where the runtime finds it: what AWS_LAMBDA_RUNTIME_API says. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  invoke(event: unknown): Promise<Outcome> {
    if (this.failed !== undefined) {
      return Promise.resolve(this.failed);
    }
    return new Promise((resolve) => {
      this.queue.push({ event: JSON.stringify(event), resolve });
      this.hand();
    });
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => this.answer(request, Buffer.concat(chunks).toString(), response));
  }

  private answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const [, what] = /^\/2018-06-01\/runtime\/(.*)$/.exec(request.url ?? '') ?? [];
    if (what === 'invocation/next') {
      this.waiting = response;
      this.hand();
      return;
    }
    response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
    const [, id, report] = /^invocation\/([^/]+)\/(response|error)$/.exec(what ?? '') ?? [];
    if (report === 'response') {
      const mode = request.headers['lambda-runtime-function-response-mode'];
      this.settle(id, { kind: 'answer', text: body, mode: mode?.toString() });
    } else if (report === 'error') {
      this.settle(id, readError('error', body));
    } else if (what === 'init/error') {
      this.failed = readError('init-error', body);
      for (const { resolve } of this.queue.splice(0)) {
        resolve(this.failed);
      }
    }
  }

  private hand(): void {
    const next = this.waiting === undefined ? undefined : this.queue.shift();
    if (next === undefined) {
      return;
    }
    this.count += 1;
    const id = `request-${this.count}`;
    this.running.set(id, next);
    this.waiting
      ?.writeHead(200, {
        'Content-Type': 'application/json',
        'Lambda-Runtime-Aws-Request-Id': id,
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + 30_000),
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:eu-west-1:123456789012:function:orders',
        'Lambda-Runtime-Trace-Id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0',
      })
      .end(next.event);
    this.waiting = undefined;
  }

  private settle(id: string, outcome: Outcome): void {
    this.running.get(id)?.resolve(outcome);
    this.running.delete(id);
  }
}

function readError(kind: 'error' | 'init-error', body: string): Outcome {
  const { errorType, errorMessage } = JSON.parse(body) as { errorType: string; errorMessage: string };
  return { kind, type: errorType, message: errorMessage };
}
