import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { assetNames } from '../verify/template/asset-manifest';
import type { TemplateDocument } from '../verify/template/document';

const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Reads the templates that paths lead to: files, or folders that `cdk synth` wrote, whose templates are those that
 * their names end in `.template.json`.
 *
 * @throws Error in one line that names the file, where one cannot be read or is not JSON.
 */
export function readAssembly(paths: readonly string[]): TemplateDocument[] {
  return paths.flatMap((path) =>
    isFolder(path) ? readFolder(path) : [{ name: basename(path), json: readJson(path) }],
  );
}

function readFolder(folder: string): TemplateDocument[] {
  const files = readdirSync(folder).sort();
  const manifests = files.filter((file) => file.endsWith('.assets.json')).map((file) => readJson(join(folder, file)));
  const names = assetNames(manifests);
  const templates = files.filter((file) => file.endsWith('.template.json'));
  if (templates.length === 0) {
    throw new Error(`${folder}: no template is in this folder (*.template.json): is it what cdk synth wrote?`);
  }
  return templates.map((name) => ({ name, json: readJson(join(folder, name)), alsoNamed: names.get(name) }));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new Error(`${path}: there is no such file or folder`);
  }
}

function readJson(file: string): unknown {
  if (statSync(file).size > MOST_BYTES) {
    throw new Error(`${file}: is larger than 50 MB`);
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
