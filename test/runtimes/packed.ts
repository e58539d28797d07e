import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PACKED } from './runtimes';

/** A folder of somebody who has installed the package, as it is published, and nothing else but what is named. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'consumer-'));

  /** @param packages a folder whose packages the consumer has too */
  constructor(packages?: string) {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    for (const name of packages === undefined ? [] : readdirSync(packages)) {
      symlinkSync(join(packages ?? '', name), join(modules, name));
    }
    cpSync(PACKED, join(modules, 'cdk-apigateway-cors'), { recursive: true });
  }

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** What a command prints; throws what it printed where it fails. */
  run(command: string, parameters: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
    const { status, stdout, stderr } = spawnSync(command, parameters, {
      cwd: this.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
    });
    if (status !== 0) {
      throw new Error(`${command} ${parameters.join(' ')}\n${stdout}${stderr}`);
    }
    return stdout;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
