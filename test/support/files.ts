import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A template on the disk, for CfnInclude. */
export function aTemplateFile(template: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'cors-')), 'template.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}
