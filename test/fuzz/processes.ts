import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dice } from './dice';
import { problemsOf } from './expectations';
import { type Attempt, inFolder } from './families';
import * as inputs from './inputs';
import type { Job } from './worker-pool';

const COMMAND = join(__dirname, '..', '..', 'bin', 'cdk-apigateway-cors');
const LONGEST = 60_000;
const MOST_MEGABYTES = 512;

const KINDS: readonly ((dice: Dice) => inputs.Input)[] = [
  inputs.aChangedTemplate,
  inputs.aDamagedTemplate,
  inputs.aChangedAssembly,
  inputs.aChangedRecording,
  inputs.aDamagedRecording,
  inputs.aCommandLine,
];

/** The command as a user starts it, with an input of any kind. */
export function asProcess(dice: Dice): Promise<Attempt> {
  return inFolder(dice.pick(KINDS)(dice), async (job) => {
    const began = performance.now();
    const process_ = new Started(job.argv);
    const ended = await process_.ended(job.stdin);
    const died =
      ended.code === null ? [`it was ended by ${ended.signal}, after ${LONGEST / 1000} s at the latest`] : [];
    const problems = ended.code === null ? died : problemsOf({ ...ended, code: ended.code }, job.argv);
    return {
      problems: [...problems, ...tooMuch(ended.megabytes)],
      milliseconds: performance.now() - began,
      counts: { [`exit ${ended.code}`]: 1 },
    };
  });
}

export function tooMuch(megabytes: number | undefined): readonly string[] {
  return megabytes !== undefined && megabytes > MOST_MEGABYTES ? [`it took ${megabytes.toFixed(0)} MB`] : [];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
  /** The most that it had; unknown of one that was killed. */
  readonly megabytes: number | undefined;
}

/** A process of the command line. */
export class Started {
  readonly child: ChildProcess;
  private readonly folder = mkdtempSync(join(tmpdir(), 'cors-fuzz-memory-'));
  private out = '';
  private err = '';

  constructor(argv: Job['argv'], timeout = LONGEST) {
    const memory = join(this.folder, 'kilobytes');
    this.child = spawn(process.execPath, ['--require', join(__dirname, 'memory.cjs'), COMMAND, ...argv], {
      env: { PATH: process.env.PATH, CORS_FUZZ_MEMORY: memory },
      timeout,
      killSignal: 'SIGKILL',
    });
    this.child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      this.out += piece;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      this.err += piece;
    });
    this.child.stdin?.on('error', () => {});
  }

  /** The first line of its output; rejects where it ends without one. */
  firstLine(): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const end = this.out.indexOf('\n');
        if (end !== -1) {
          this.child.stdout?.off('data', look);
          resolve(this.out.slice(0, end));
        }
      };
      this.child.stdout?.on('data', look);
      this.child.once('close', () => reject(new Error(`it ended: ${this.err}`)));
    });
  }

  ended(stdin?: Uint8Array): Promise<Ended> {
    this.child.stdin?.end(stdin);
    return new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        const memory = join(this.folder, 'kilobytes');
        const megabytes = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) / 1024 : undefined;
        rmSync(this.folder, { recursive: true, force: true });
        resolve({ code, signal, out: this.out, err: this.err, megabytes });
      });
    });
  }
}
