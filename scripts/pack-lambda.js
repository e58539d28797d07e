// Makes what runs inside functions out of the compiled library, after each compilation:
//   lib/lambda/*.mjs   the helper as ES modules, beside the CommonJS that jsii compiles
//   lib/layer.zip      the layer of the wrapper: layer/ and these modules. A ZIP, because it keeps the permission to execute
//                      where a file system (Windows) or a package manager does not.
const { existsSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { zipSync } = require('fflate');
const { transpileModule, ModuleKind, ScriptTarget } = require('typescript');

const ROOT = join(__dirname, '..');
const LAYER = join(ROOT, 'layer');
const LAYER_HOME = 'cdk-apigateway-cors';
const EXECUTABLE = ['nodejs', 'python'].map((runtime) => `${LAYER_HOME}/${runtime}`);
// Every file is of the same day, so that the same content is the same asset.
const DAY = new Date(1980, 0, 1);
const UNIX = 3;
const RELATIVE = /from ['"](\.\.?\/[^'"]+)['"]/g;

const helper = modulesFrom('lambda/index');
for (const [module, text] of helper) {
  writeFileSync(join(ROOT, 'lib', `${module}.mjs`), text);
  const types = join(ROOT, 'lib', `${module}.d.ts`);
  if (existsSync(types)) {
    writeFileSync(join(ROOT, 'lib', `${module}.d.mts`), withExtensions(readFileSync(types, 'utf8')));
  }
}
writeFileSync(join(ROOT, 'lib', 'layer.zip'), layer());

function layer() {
  const files = new Map(filesBelow(LAYER).map((file) => [relative(LAYER, file), readFileSync(file)]));
  for (const [module, text] of [...helper, ...modulesFrom('lambda/load-handler')]) {
    files.set(`${LAYER_HOME}/${module}.mjs`, Buffer.from(text));
  }
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const mode = (name) => (EXECUTABLE.includes(name) ? 0o100755 : 0o100644);
  return zipSync(
    Object.fromEntries(entries.map(([name, data]) => [name, [data, { os: UNIX, attrs: (mode(name) << 16) >>> 0 }]])),
    { level: 9, mtime: DAY },
  );
}

/** A module of src/ and all that it imports, as ES modules. */
function modulesFrom(entry, found = new Map()) {
  if (found.has(entry)) {
    return found;
  }
  const source = readFileSync(join(ROOT, 'src', `${entry}.ts`), 'utf8');
  const { outputText } = transpileModule(source, {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 },
  });
  found.set(entry, withExtensions(outputText));
  for (const [, specifier] of outputText.matchAll(RELATIVE)) {
    modulesFrom(join(dirname(entry), specifier).replaceAll('\\', '/'), found);
  }
  return found;
}

/** What an import of a file is called in an ES module: by its whole name. */
function withExtensions(text) {
  return text.replace(RELATIVE, (_, specifier) => `from '${specifier}.mjs'`);
}

function filesBelow(folder) {
  return readdirSync(folder)
    .filter((name) => name !== '__pycache__')
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}
