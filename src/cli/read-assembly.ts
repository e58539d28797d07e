import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { assetNames, importedFiles } from '../verify/template/asset-manifest';
import type { TemplateDocument } from '../verify/template/document';
import { isObject, own } from '../verify/template/json';
import { fileProblem, InputError } from './input-error';
import { printable } from './printable';
import { readJson, readText } from './read-json';

/** Templates that are deployed together: their references to one another hold among these and no others. */
export type Deployment = readonly TemplateDocument[];

const MANIFEST = 'manifest.json';
const STACK = 'aws:cloudformation:stack';
const MOST_ASSEMBLIES = 1000;

/**
 * Every template of a folder that `cdk synth` has written, or of template files, those of nested stacks included.
 *
 * @throws InputError whose message is the one line to show.
 */
export function readAssembly(paths: readonly string[]): TemplateDocument[] {
  return readDeployments(paths).flat();
}

/**
 * The same, apart by deployment: each Stage of an app is one, since two stages may hold the same template. The files
 * that are given by themselves are one together.
 */
export function readDeployments(paths: readonly string[]): readonly Deployment[] {
  if (paths.length === 0) {
    throw new InputError('nothing to read: name a folder that `cdk synth` has written, or template files');
  }
  const seen = new Set<string>();
  const folders = paths.filter((path) => isFolder(path));
  const files = paths.filter((path) => !folders.includes(path));
  const assemblies = folders.flatMap((folder) => readFolder(folder, seen));
  const loose = files.flatMap((path) =>
    readStack(dirname(path), basename(path), { name: path }, siblingManifest(path), seen),
  );
  return [loose, ...assemblies].filter((documents) => documents.length > 0);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw new InputError(`${printable(path)}: ${fileProblem(error)}`);
  }
}

/** A cloud assembly and, for an app with Stages, those nested in it. */
function readFolder(root: string, seen: Set<string>): readonly Deployment[] {
  if (!existsSync(join(root, MANIFEST))) {
    throw new InputError(
      `${printable(root)}: has no ${MANIFEST}: name a folder that \`cdk synth\` has written, or template files`,
    );
  }
  const found: Deployment[] = [];
  let stacks = 0;
  const waiting = [root];
  const visited = new Set<string>();
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const real = realFile(folder);
    if (!visited.has(real)) {
      visited.add(real);
      if (visited.size > MOST_ASSEMBLIES) {
        throw new InputError(`${printable(root)}: holds more than ${MOST_ASSEMBLIES} assemblies`);
      }
      const artifacts = artifactsOf(folder);
      stacks += textsOf(artifacts, STACK, 'templateFile').length;
      found.push(readStacksOf(folder, relative(root, folder), artifacts, seen));
      waiting.push(...textsOf(artifacts, 'cdk:cloud-assembly', 'directoryName').map((name) => join(folder, name)));
    }
  }
  if (stacks === 0) {
    throw new InputError(`${printable(join(root, MANIFEST))}: names no stack`);
  }
  return found;
}

/** The artifacts of an assembly, each with its id. */
type Artifacts = ReadonlyMap<string, unknown>;

function artifactsOf(folder: string): Artifacts {
  const path = join(folder, MANIFEST);
  const artifacts = own(readJson(path), 'artifacts');
  if (!isObject(artifacts)) {
    throw new InputError(`${printable(path)}: artifacts is not there, and the manifest of a cloud assembly has it`);
  }
  return new Map(Object.entries(artifacts));
}

function readStacksOf(
  folder: string,
  below: string,
  artifacts: Artifacts,
  seen: Set<string>,
): readonly TemplateDocument[] {
  const manifests = textsOf(artifacts, 'cdk:asset-manifest', 'file').map((file) => readJson(join(folder, file)));
  return [...artifacts.values()].flatMap((artifact) => {
    const file = textOf(artifact, STACK, 'templateFile');
    const deployedAfter = stacksBefore(artifact, artifacts).map((before) => join(below, before));
    return file === undefined
      ? []
      : readStack(folder, file, { name: join(below, file), deployedAfter }, manifests, seen);
  });
}

/** The templates of the stacks that the CDK deploys before one, which the template itself may not tell. */
function stacksBefore(artifact: unknown, artifacts: Artifacts): readonly string[] {
  const dependencies = own(artifact, 'dependencies');
  const ids = (Array.isArray(dependencies) ? dependencies : []).filter((id) => typeof id === 'string');
  return ids.flatMap((id) => textOf(artifacts.get(id), STACK, 'templateFile') ?? []);
}

function textsOf(artifacts: Artifacts, type: string, property: string): readonly string[] {
  return [...artifacts.values()].flatMap((artifact) => textOf(artifact, type, property) ?? []);
}

function textOf(artifact: unknown, type: string, property: string): string | undefined {
  const text = own(artifact, 'type') === type ? own(own(artifact, 'properties'), property) : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** A template and the templates among its assets, which are those of nested stacks. */
function readStack(
  folder: string,
  file: string,
  { name, deployedAfter }: Pick<TemplateDocument, 'name' | 'deployedAfter'>,
  manifests: readonly unknown[],
  seen: Set<string>,
): readonly TemplateDocument[] {
  const names = assetNames(manifests);
  const prefix = name.slice(0, name.length - file.length);
  const nested = [...names.keys()].filter((path) => path !== file && path.endsWith('.nested.template.json'));
  return [file, ...nested].flatMap((path) => {
    const real = realFile(join(folder, path));
    if (seen.has(real)) {
      return [];
    }
    seen.add(real);
    const json = readJson(join(folder, path));
    const files = importedFiles(json, manifests, (asset) => assetAt(resolve(folder, asset)));
    const document = { name: prefix + path, json, alsoNamed: names.get(path) ?? [], files };
    return [path === file ? { ...document, deployedAfter } : document];
  });
}

/** An asset that is not there, or is no text, is as good as one in a bucket. */
function assetAt(path: string): string | undefined {
  try {
    return readText(path);
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

/** The manifest of assets that `cdk synth` puts beside a template. */
function siblingManifest(path: string): readonly unknown[] {
  const manifest = path.replace(/\.template\.json$/, '.assets.json');
  return manifest !== path && existsSync(manifest) ? [readJson(manifest)] : [];
}

function realFile(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw new InputError(`${printable(path)}: ${fileProblem(error)}`);
  }
}
