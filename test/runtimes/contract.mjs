// The least that a Node.js runtime does, by its documented contract, where the real client cannot be built.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const describe = (error) => JSON.stringify({ errorType: error?.name, errorMessage: error?.message, trace: [] });
const post = (path, body) => fetch(`${api}/${path}`, { method: 'POST', body });

try {
  const handler = await load(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
  for (;;) {
    const next = await fetch(`${api}/invocation/next`);
    const id = next.headers.get('lambda-runtime-aws-request-id');
    try {
      const result = await answer(handler, await next.json());
      await post(`invocation/${id}/response`, JSON.stringify(result ?? null));
    } catch (error) {
      await post(`invocation/${id}/error`, describe(error));
    }
  }
} catch (error) {
  await post('init/error', describe(error));
  process.exitCode = 1;
}

async function load(root, setting) {
  const [file, ...names] = basename(setting).split('.');
  const folder = resolve(root, dirname(setting));
  const name = readdirSync(folder).find((one) => new RegExp(`^${file}\\.[mc]?js$`).test(one));
  if (name === undefined) {
    throw Object.assign(new Error(`Cannot find module '${file}'`), { name: 'Runtime.ImportModuleError' });
  }
  const module = await import(pathToFileURL(join(folder, name)).href).catch((error) => {
    throw error instanceof SyntaxError ? Object.assign(error, { name: 'Runtime.UserCodeSyntaxError' }) : error;
  });
  const found = names.reduce((value, one) => value?.[one], { ...module.default, ...module });
  if (typeof found !== 'function') {
    throw Object.assign(new Error(`${setting} is undefined or not exported`), { name: 'Runtime.HandlerNotFound' });
  }
  return found;
}

/** A handler returns a promise, or calls back. */
function answer(handler, event) {
  return new Promise((resolve, reject) => {
    const done = (error, result) => (error ? reject(error) : resolve(result));
    const context = { succeed: resolve, fail: reject, done };
    const returned = handler(event, context, done);
    if (typeof returned?.then === 'function') {
      returned.then(resolve, reject);
    }
  });
}
