import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

const ZIP = readFileSync(join(__dirname, '..', '..', 'lib', 'layer.zip'));

export const LAYER_BYTES = ZIP.length;

/** Unpacks the layer with the permissions that it has in the ZIP, as Lambda does into /opt. */
export function unpackLayer(): string {
  const opt = mkdtempSync(join(tmpdir(), 'opt-'));
  for (const [name, data] of Object.entries(unzipSync(ZIP))) {
    const path = join(opt, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
    chmodSync(path, modes().get(name) ?? 0);
  }
  return opt;
}

const ENTRY = 0x02014b50;

/** The permissions of the files: section 4.3.12 of the ZIP specification, central directory. */
function modes(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at < ZIP.length - 46; at += 1) {
    if (ZIP.readUInt32LE(at) === ENTRY) {
      const length = ZIP.readUInt16LE(at + 28);
      found.set(ZIP.toString('utf8', at + 46, at + 46 + length), (ZIP.readUInt32LE(at + 38) >>> 16) & 0o777);
    }
  }
  return found;
}
