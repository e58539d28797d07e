import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for the files of a test; it is gone afterwards. */
export function aFolder() {
  const path = mkdtempSync(join(tmpdir(), 'cors-cli-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    /** Writes a text, or JSON, and gives its path. */
    write(name: string, content: unknown): string {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      const raw = typeof content === 'string' || content instanceof Uint8Array;
      writeFileSync(file, raw ? content : JSON.stringify(content));
      return file;
    },
  };
}
