// Loads TypeScript without checking it; each file is compiled once in a process, however often it is loaded.
const { readFileSync } = require('node:fs');
const { sep } = require('node:path');
const { transpileModule, ModuleKind, ScriptTarget } = require('typescript');

const COMPILED = new Map();

function compileTypeScript() {
  require.extensions['.ts'] = (module, file) => {
    const code = COMPILED.get(file) ?? compiled(file);
    COMPILED.set(file, code);
    module._compile(code, file);
  };
}

/** What was loaded from the folder is loaded anew when it is asked for again; packages stay. */
function forget(folder) {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder + sep) && !file.includes(`${sep}node_modules${sep}`)) {
      delete require.cache[file];
    }
  }
}

function compiled(file) {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  return transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions }).outputText;
}

module.exports = { compileTypeScript, forget };
