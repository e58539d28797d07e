import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { HttpIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { RestApiCors } from '../src';
import { type Exchange, judge } from '../src/verify/browser';

/** How fast the verifier is. The targets: 20,000 verdicts a second, and under 3,000 ms. */
export interface VerifierSpeed {
  /** Judged exchanges of a preflight and a response, one thread. */
  readonly verdictsPerSecond: number;
  /** `check` on a template of 1,000 methods for 10 origins, as a process of its own: start-up included. */
  readonly check1000x10Ms: number;
}

const ORIGINS = Array.from({ length: 10 }, (_, index) => `https://app${index}.example.com`);

export function measureVerifier(): VerifierSpeed {
  return { verdictsPerSecond: verdictsPerSecond(), check1000x10Ms: median([check(), check(), check()]) };
}

function verdictsPerSecond(): number {
  const exchange: Exchange = {
    request: {
      origin: 'https://app.example.com',
      method: 'PUT',
      url: 'https://api.example.com/orders/1',
      headers: [['content-type', 'application/json']],
      credentials: 'include',
    },
    preflight: {
      status: 204,
      headers: [
        ['Access-Control-Allow-Origin', 'https://app.example.com'],
        ['Access-Control-Allow-Credentials', 'true'],
        ['Access-Control-Allow-Methods', 'OPTIONS,PUT'],
        ['Access-Control-Allow-Headers', 'Content-Type'],
        ['Access-Control-Max-Age', '7200'],
      ],
    },
    response: {
      status: 200,
      headers: [
        ['Access-Control-Allow-Origin', 'https://app.example.com'],
        ['Access-Control-Allow-Credentials', 'true'],
      ],
    },
  };
  const judged = 200_000;
  const started = performance.now();
  for (let index = 0; index < judged; index += 1) {
    if (judge(exchange).verdict !== 'ALLOWED') {
      throw new Error('the exchange is right and was not allowed');
    }
  }
  return Math.round(judged / ((performance.now() - started) / 1000));
}

function check(): number {
  const folder = mkdtempSync(join(tmpdir(), 'cors-bench-'));
  try {
    const template = join(folder, 'big.template.json');
    writeFileSync(template, JSON.stringify(bigTemplate()));
    const origins = ORIGINS.flatMap((origin) => ['--origin', origin]);
    const command = join(__dirname, '..', 'bin', 'cdk-apigateway-cors');
    const started = performance.now();
    const { status } = spawnSync(
      process.execPath,
      [command, 'check', template, ...origins, '--credentials', '--json'],
      {
        stdio: 'ignore',
      },
    );
    const elapsed = Math.round(performance.now() - started);
    // 1 says that something is blocked: the errors, for all but the first origin.
    if (status !== 0 && status !== 1) {
      throw new Error(`check could not run: exit ${status}`);
    }
    return elapsed;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** 500 resources of two mapped methods. */
function bigTemplate(): unknown {
  const app = new App({ context: { '@aws-cdk/core:stackResourceLimit': 0 } });
  const stack = new Stack(app, 'Big');
  const api = new RestApi(stack, 'Api');
  const integration = new HttpIntegration('https://backend.example', {
    proxy: false,
    options: { integrationResponses: [{ statusCode: '200' }] },
  });
  for (let index = 0; index < 500; index += 1) {
    const resource = api.root.addResource(`r${index}`).addResource('{id}');
    for (const verb of ['GET', 'PUT']) {
      resource.addMethod(verb, integration, { methodResponses: [{ statusCode: '200' }] });
    }
  }
  new RestApiCors(stack, 'Cors', { api, allowOrigins: ORIGINS, allowCredentials: true });
  return app.synth().getStackByName('Big').template;
}

function median(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
