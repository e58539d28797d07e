import { closeSync, openSync, readSync } from 'node:fs';
import { fileProblem, InputError } from './input-error';
import { jsonProblem } from './json-place';
import { printable } from './printable';

const MEGABYTE = 1024 * 1024;

/** CloudFormation takes templates of 1 MB, and a recording without the bodies is hardly ever larger than this. */
export const MOST_MEGABYTES = 40;

/** Read piece by piece, since what a device or a pipe holds cannot be asked beforehand. */
export function readJson(path: string): unknown {
  return parseJson(readBounded(path), path);
}

/** A file that is not JSON, or need not be. */
export function readText(path: string): string {
  return decode(readBounded(path), path);
}

/** The JSON of somebody's standard input. */
export async function readJsonFrom(stream: AsyncIterable<Uint8Array | string>, name: string): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > MOST_MEGABYTES * MEGABYTE) {
      throw tooLarge(name);
    }
    pieces.push(bytes);
  }
  return parseJson(Buffer.concat(pieces), name);
}

function readBounded(path: string): Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    for (;;) {
      const piece = Buffer.allocUnsafe(MEGABYTE);
      const read = readSync(file, piece);
      if (read === 0) {
        return Buffer.concat(pieces);
      }
      size += read;
      if (size > MOST_MEGABYTES * MEGABYTE) {
        throw tooLarge(path);
      }
      pieces.push(piece.subarray(0, read));
    }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${printable(path)}: ${fileProblem(error)}`);
  } finally {
    if (file !== undefined) {
      closeSync(file);
    }
  }
}

function tooLarge(name: string): InputError {
  return new InputError(`${printable(name)}: is larger than ${MOST_MEGABYTES} MB, the most that is read`);
}

function parseJson(bytes: Buffer, name: string): unknown {
  const text = decode(bytes, name);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${printable(name)}: ${isYaml(text) ? YAML : jsonProblem(text, error)}`);
  }
}

const YAML = 'is YAML, and only JSON is read: `cdk synth -o cdk.out` writes the templates as JSON';

/** A section of a template, at the beginning of a line and not in quotes. */
function isYaml(text: string): boolean {
  return !/^\s*[[{]/.test(text) && /^(AWSTemplateFormatVersion|Resources|Transform|openapi|swagger)\s*:/m.test(text);
}

function decode(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${printable(name)}: is not text in UTF-8, as JSON is`);
  }
}
