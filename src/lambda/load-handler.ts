import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Loads the function that a handler setting names, as the Node.js runtime does: `dir/file.name` or `dir/file.outer.name`,
 * relative to the root or absolute; CommonJS or an ES module, with top-level await. What fails to load throws what the
 * runtime would have met, so that it reports the same kind of error.
 *
 * @param root the folder of the function's code
 * @param setting what the function has as `Handler`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export async function loadHandler(root: string, setting: string): Promise<(...parameters: never[]) => unknown> {
  const [file, ...names] = basename(setting).split('.');
  const module = await load(resolve(root, dirname(setting), file), file, [root, join(root, dirname(setting))]);
  // What CommonJS exports is the default of its import, and the names of it are a guess of Node.js.
  const candidates = [module, (module as { default?: unknown } | undefined)?.default];
  const handler = candidates.map((exported) => memberOf(exported, names)).find((found) => typeof found === 'function');
  if (handler === undefined) {
    throw Object.assign(new Error(`${setting} is undefined, not exported or not a function`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  return handler as (...parameters: never[]) => unknown;
}

async function load(path: string, name: string, folders: string[]): Promise<unknown> {
  const require = createRequire(`${path}.js`);
  if (existsSync(path)) {
    return require(path);
  }
  const file = ['.js', '.mjs', '.cjs'].map((extension) => path + extension).find((candidate) => existsSync(candidate));
  return file === undefined ? require(require.resolve(name, { paths: folders })) : import(pathToFileURL(file).href);
}

function memberOf(exported: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (found === undefined || found === null ? undefined : (found as Record<string, unknown>)[name]),
    exported,
  );
}
