import { request } from 'node:http';
import { main, processIo } from '../../src/cli/main';
import { startServer } from '../../src/cli/serve-server';
import { exampleApi } from './example-api';
import { blank, heading, note } from './print';

const ALLOWED = 'https://shop.example.com';
const FOREIGN = 'https://evil.example.net';

/** Prints what the command line says of the assembly, and what the API answers when it is served on loopback. */
export async function verify(assembly: string): Promise<void> {
  blank();
  heading(`VERDICTS  check --origin ${ALLOWED} --credentials --without-errors`);
  await main(['check', assembly, '--origin', ALLOWED, '--credentials', '--without-errors'], processIo());
  blank();
  heading('SERVED  on loopback, as the deployed API would answer');
  const server = await startServer(exampleApi(assembly));
  for (const origin of [ALLOWED, FOREIGN]) {
    for (const [method, path] of [
      ['OPTIONS', '/orders'],
      ['GET', '/health'],
      ['GET', '/nowhere'],
    ] as const) {
      const { status, allowed } = await ask(`${server.url}${path}`, method, origin);
      note(`${method.padEnd(8)}${path.padEnd(9)} from ${origin.padEnd(25)} ${status}  Allow-Origin: ${allowed}`);
    }
  }
  await server.close();
}

function ask(url: string, method: string, origin: string): Promise<{ status: number; allowed: string }> {
  const headers = { origin, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {}) };
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume();
      const allowed = response.headers['access-control-allow-origin'] ?? 'none';
      response.on('end', () => resolve({ status: response.statusCode ?? 0, allowed }));
    })
      .on('error', reject)
      .end();
  });
}
