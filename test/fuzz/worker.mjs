// Runs the compiled command line in a thread, one job after the other; whoever waits for it keeps the time.
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const lib = (path) => require(`../../lib/${path}`);

parentPort.on('message', async (job) => {
  const began = performance.now();
  const done = job.requests === undefined ? await ran(job) : await served(job);
  parentPort.postMessage({ ...done, milliseconds: performance.now() - began, polluted: polluted() });
});

async function ran({ argv, stdin }) {
  let out = '';
  let err = '';
  const code = await lib('cli/main').main(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    stdin: pieces(stdin ?? ''),
    isTTY: false,
    columns: 80,
    env: {},
  });
  return { code, out, err };
}

async function* pieces(bytes) {
  yield Buffer.from(bytes);
}

/** Serves each API of the templates and asks it. */
async function served({ argv, requests }) {
  try {
    const apis = lib('verify/gateway/deployed-apis').deployedApis(
      lib('verify/template/templates').readTemplates(lib('cli/read-assembly').readAssembly(argv)),
    );
    const answers = [];
    for (const api of apis.slice(0, 2)) {
      const server = await lib('cli/serve-server').startServer(api);
      try {
        for (const one of requests) {
          answers.push(await ask(server.url, one));
        }
      } finally {
        await server.close();
      }
    }
    return { answers };
  } catch (error) {
    const foreseen = [lib('cli/input-error').InputError, lib('verify/template/template-error').TemplateError];
    if (foreseen.some((kind) => error instanceof kind)) {
      return { answers: [] };
    }
    throw error;
  }
}

function ask(url, { method, path, headers }) {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('latin1');
      response.on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** What has been put where every object inherits it. */
function polluted() {
  return [{}, [], '', () => {}].flatMap((one) => {
    const names = [];
    for (const name in Object(one)) {
      names.push(name);
    }
    return names;
  });
}
