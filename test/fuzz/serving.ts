import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Started, tooMuch } from './processes';

const NEVER = 60 * 60_000;

/** `serve` as a user starts it, with a template. */
export class Serving {
  private constructor(
    readonly url: string,
    private readonly process: Started,
    private readonly folder: string,
  ) {}

  static async start(template: unknown, ...options: readonly string[]): Promise<Serving> {
    const folder = mkdtempSync(join(tmpdir(), 'cors-fuzz-serve-'));
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const started = new Started(['serve', file, '--port', '0', ...options], NEVER);
    const line = await started.firstLine();
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
    if (url === undefined) {
      throw new Error(`serve says: ${line}`);
    }
    return new Serving(url, started, folder);
  }

  /** Interrupts it, and tells what is wrong with how it ended. */
  async stop(): Promise<{ readonly problems: readonly string[]; readonly megabytes: number | undefined }> {
    const { child } = this.process;
    const ran = child.exitCode === null && child.signalCode === null;
    const ended = this.process.ended();
    child.kill('SIGINT');
    const { code, err, megabytes } = await (ran ? ended : Promise.resolve(GONE));
    rmSync(this.folder, { recursive: true, force: true });
    const problems = [
      ...(code === 0 ? [] : [`serve ended with ${code}: ${err}`]),
      ...(err === '' ? [] : [`serve says on stderr: ${err.slice(0, 600)}`]),
      ...tooMuch(megabytes),
    ];
    return { problems, megabytes };
  }
}

const GONE = { code: null, err: 'it was gone before it was interrupted', megabytes: undefined };
