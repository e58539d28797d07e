import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A call of the command line; with requests, templates that are served and asked. */
export interface Job {
  readonly argv: readonly string[];
  readonly stdin?: Uint8Array;
  readonly requests?: readonly Request[];
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Done {
  readonly code?: number;
  readonly out?: string;
  readonly err?: string;
  readonly answers?: readonly {
    readonly status: number;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: string;
  }[];
  readonly milliseconds: number;
  /** What objects inherit that none should. */
  readonly polluted: readonly string[];
}

/** What a job comes to: it is done, or the thread that did it is no more. */
export type End = Done | { readonly died: string; readonly milliseconds: number };

const HEAP_MEGABYTES = 512;

/** A thread that is given up, and replaced by the next, when a job takes too long or too much. */
export class Laborer {
  private worker: Worker | undefined;

  constructor(private readonly longest: number) {}

  run(job: Job): Promise<End> {
    this.worker ??= new Worker(join(__dirname, 'worker.mjs'), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    const { worker } = this;
    const began = performance.now();
    return new Promise((resolve) => {
      const give = (end: End): void => {
        clearTimeout(timer);
        worker.off('message', give).off('error', threw).off('exit', left);
        resolve(end);
      };
      const die = (died: string): void => {
        this.worker = undefined;
        give({ died, milliseconds: performance.now() - began });
        // What a thread says while it is ended is of no interest.
        worker.on('error', () => {});
        void worker.terminate();
      };
      const threw = (error: Error): void => die(`it threw ${error.stack ?? String(error)}`);
      const left = (code: number): void => die(`it ended the thread with ${code}`);
      const timer = setTimeout(() => die(`it did not end within ${this.longest / 1000} s`), this.longest);
      worker.on('message', give).on('error', threw).on('exit', left);
      worker.postMessage(job);
    });
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }
}
