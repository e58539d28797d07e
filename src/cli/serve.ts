import { parseArgs } from 'node:util';
import { parseUrl } from '../fetch/urls';
import { deployedApis } from '../verify/gateway/deployed-apis';
import type { DeployedApi } from '../verify/gateway/model';
import { readTemplates } from '../verify/template/templates';
import { readAssembly } from './read-assembly';
import { type RunningServer, type Served, startServer } from './serve-server';
import { stagesOf } from './serve-target';

/** Where a command writes. */
export interface ServeIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

const DEFAULT_PORT = 4010;

export const SERVE_HELP = `Answers on 127.0.0.1 as the deployed API would, so that a page can be tried against its CORS layer before deploying.

Usage: npx cdk-apigateway-cors serve <cdk.out | template...> [options]

  --port <n>         the port, 0 for any that is free (${DEFAULT_PORT})
  --upstream <url>   where requests go that an integration hands to its backend: the path without the stage is put
                     behind the URL, and what comes back is treated as the integration treats it
  --api <name>       the API, by its name or its logical id, where the templates have several
  --json             print each request as one line of JSON

Preflights, MOCK integrations and API Gateway's own errors are answered from the templates. A stage in front of the path
may be there or not. Authorizers and API keys let through whoever sends something for them to look at.
Without --upstream a proxy integration is answered with 502 and the headers of INTEGRATION_FAILURE; an integration that
API Gateway maps with its default integration response, {} for a body, and "x-cors-serve: assumed".
What the templates do not tell is answered with 501 and no CORS headers, and the line of the request says what it is.
Bounds: 1 MB for a body (413), 16 kB for the headers (431), 30 s for a request (408).

Exit codes: 0 it was interrupted, 2 could not run.
`;

/** Runs until it is interrupted. The exit status: 0 after an interrupt, 2 where there was nothing to serve. */
export async function serve(args: readonly string[], io: ServeIo): Promise<number> {
  try {
    const options = readArguments(args);
    if (options === 'help') {
      io.stdout.write(SERVE_HELP);
      return 0;
    }
    const templates = readTemplates(readAssembly(options.paths));
    for (const line of templates.unread) {
      io.stderr.write(`${oneLine(line)}\n`);
    }
    const api = choose(deployedApis(templates), options.api);
    const line = options.json ? jsonOf : lineOf;
    const onServed = (served: Served): unknown => io.stdout.write(`${line(served)}\n`);
    const server = await startServer(api, { port: options.port, upstream: options.upstream, onServed });
    const stages = stagesOf(api).map((stage) => `, ${server.url}/${stage}`);
    io.stdout.write(`${nameOf(api)} on ${server.url}${stages.join('')}\n`);
    await interrupted();
    await stop(server, io);
    return 0;
  } catch (error) {
    io.stderr.write(`cdk-apigateway-cors: ${oneLine(messageOf(error))}\n`);
    return 2;
  }
}

interface Arguments {
  readonly paths: readonly string[];
  readonly port: number;
  readonly upstream?: URL;
  readonly api?: string;
  readonly json: boolean;
}

function readArguments(args: readonly string[]): Arguments | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      upstream: { type: 'string' },
      api: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    return 'help';
  }
  if (positionals.length === 0) {
    throw new Error('name the folder that cdk synth wrote, such as cdk.out');
  }
  const upstream = values.upstream === undefined ? {} : { upstream: readUpstream(values.upstream) };
  const api = values.api === undefined ? {} : { api: values.api };
  return {
    paths: positionals,
    port: readPort(values.port ?? String(DEFAULT_PORT)),
    json: values.json ?? false,
    ...upstream,
    ...api,
  };
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new Error(`--port ${text}: a port is a number from 0 to 65535`);
  }
  return Number(text);
}

function readUpstream(text: string): URL {
  const url = parseUrl(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new Error(`--upstream ${text}: not an http or https URL, such as http://localhost:3000`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Error(`--upstream ${text}: give scheme, host, port and path only`);
  }
  return url;
}

function choose(apis: readonly DeployedApi[], name: string | undefined): DeployedApi {
  const fitting = name === undefined ? apis : apis.filter((api) => api.name === name || api.logicalId === name);
  const [api, second] = fitting;
  const names = (fitting.length === 0 ? apis : fitting).map(nameOf).join(', ');
  if (apis.length === 0) {
    throw new Error('the templates deploy no API');
  }
  if (api === undefined) {
    throw new Error(`--api ${name}: no such API; there are ${names}`);
  }
  if (second !== undefined) {
    throw new Error(`the templates deploy ${fitting.length} APIs, choose one with --api <logical id>: ${names}`);
  }
  return api;
}

function nameOf({ name, logicalId }: DeployedApi): string {
  return name === undefined || name === logicalId ? logicalId : `${name} (${logicalId})`;
}

function lineOf({ method, target, requestHeaders, status, by }: Served): string {
  const origin = originOf(requestHeaders) ?? '-';
  return oneLine(`${method} ${target.slice(0, 200)} ${origin.slice(0, 200)} ${status} ${by}`);
}

function jsonOf({ method, target, requestHeaders, status, by }: Served): string {
  const origin = originOf(requestHeaders) ?? null;
  return JSON.stringify({ method, target, origin, status, by });
}

function originOf(headers: Served['requestHeaders']): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'origin')?.[1];
}

/** What comes from the network or a file must not steer a terminal. */
function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ').trim();
}

function messageOf(error: unknown): string {
  const { code, port, message }: { code?: unknown; port?: unknown; message?: unknown } = Object(error);
  switch (code) {
    case 'EADDRINUSE':
      return `port ${String(port)} is in use: choose another with --port`;
    case 'EACCES':
      return port === undefined ? String(message) : `port ${String(port)} may not be used: choose another with --port`;
    default:
      return typeof message === 'string' ? message : String(error);
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve());
    }
  });
}

async function stop(server: RunningServer, io: ServeIo): Promise<void> {
  await server.close();
  io.stdout.write('closed\n');
}
