import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unpackLayer } from './layer';
import { type Outcome, RuntimeApi } from './runtime-api';

/** How Lambda starts a managed runtime: the command, and the variables that only this runtime has. */
export interface Runtime {
  readonly wrapper: 'nodejs' | 'python';
  /** The interpreter and its arguments. */
  readonly command: readonly string[];
  readonly variables: (opt: string) => Readonly<Record<string, string>>;
}

export interface FunctionCode {
  /** By path below the root of the function's code. */
  readonly files: Readonly<Record<string, string>>;
  readonly handler: string;
}

const opt = unpackLayer();
const folders: string[] = [opt];

/** A function, started by the runtime as Lambda does it; with a policy through the wrapper of the layer, else without. */
export class StartedFunction {
  static async start(runtime: Runtime, { files, handler }: FunctionCode, policy?: string): Promise<StartedFunction> {
    const root = mkdtempSync(join(tmpdir(), 'task-'));
    folders.push(root);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const api = new RuntimeApi();
    const environment = {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_RUNTIME_API: await api.listen(),
      AWS_LAMBDA_FUNCTION_NAME: 'orders',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/orders',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      LAMBDA_TASK_ROOT: root,
      _HANDLER: handler.replace('{root}', root),
      ...runtime.variables(opt),
      ...(policy === undefined ? {} : { CDK_APIGATEWAY_CORS: policy }),
    };
    const wrapper = policy === undefined ? [] : [join(opt, 'cdk-apigateway-cors', runtime.wrapper)];
    const [command, ...parameters] = [...wrapper, ...runtime.command];
    return new StartedFunction(api, spawn(command, parameters, { cwd: root, env: environment }));
  }

  private log = '';
  private readonly died: Promise<never>;

  private constructor(
    private readonly api: RuntimeApi,
    private readonly process: ChildProcess,
  ) {
    process.stdout?.on('data', (chunk) => this.note(chunk));
    process.stderr?.on('data', (chunk) => this.note(chunk));
    this.died = new Promise((_, reject) => {
      process.on('exit', (code) => setTimeout(() => reject(new Error(`exit code ${code}: ${this.log}`)), 200));
    });
    this.died.catch(() => undefined);
  }

  /** What it wrote. */
  get output(): string {
    return this.log;
  }

  invoke(event: unknown): Promise<Outcome> {
    return Promise.race([this.api.invoke(event), this.died]);
  }

  stop(): void {
    this.process.kill('SIGKILL');
    this.api.close();
  }

  private note(chunk: Buffer): void {
    this.log += chunk.toString();
  }
}

/** Starts a function, gives it the events one after the other, and stops it. */
export async function run(
  runtime: Runtime,
  code: FunctionCode,
  policy: string | undefined,
  events: readonly unknown[],
): Promise<{ readonly outcomes: readonly Outcome[]; readonly output: string }> {
  const started = await StartedFunction.start(runtime, code, policy);
  try {
    const outcomes: Outcome[] = [];
    for (const event of events) {
      outcomes.push(await started.invoke(event));
    }
    return { outcomes, output: started.output };
  } finally {
    started.stop();
  }
}

export function removeFolders(): void {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
}
