import type { Server } from 'node:http';
import { type RunningServer, type Served, startServer } from '../../src/cli/serve-server';
import type { HeaderLines } from '../../src/fetch/header-lines';
import type { Answer, Exchange, Hop } from '../../src/verify/browser';
import type { DeployedApi } from '../../src/verify/gateway/model';
import { deployed } from './apis';
import { startBackend } from './backend';
import { APIS, type Case, sabotaged } from './cases';
import { Pages, type ScriptCall, type Seen } from './chromium';

/** A browser with its pages, a backend, and the APIs that they call, each behind `serve`. */
export class World {
  static async start(): Promise<World> {
    const pages = await Pages.open();
    const { url, server } = await startBackend(pages.origin('app'));
    return new World(pages, url, server);
  }

  private readonly apis = new Map<string, { readonly api: DeployedApi; readonly server: RunningServer }>();
  private readonly log: Served[] = [];

  private constructor(
    readonly pages: Pages,
    private readonly backendUrl: URL,
    private readonly backend: Server,
  ) {}

  /** The API of a case, served from its first call on. */
  async api(name: string): Promise<{ readonly api: DeployedApi; readonly server: RunningServer }> {
    const known = this.apis.get(name);
    if (known !== undefined) return known;
    const page = this.pages.origin('app');
    const api = deployed(APIS[name]?.(page) ?? sabotaged(name, page));
    const server = await startServer(api, { upstream: this.backendUrl, onServed: (served) => this.log.push(served) });
    const started = { api, server };
    this.apis.set(name, started);
    return started;
  }

  /** Lets a page make the call of a case, with an id in the URL by which its requests are known. */
  async call(one: Case, id: string): Promise<{ readonly call: ScriptCall; readonly seen: Seen }> {
    const { server } = await this.api(one.api);
    const { method, headers = {}, credentials = 'same-origin', mode = 'cors', body, upload = false } = one;
    const url = `${server.url}${one.path}?case=${id}`;
    const call: ScriptCall = {
      url,
      method,
      headers,
      credentials,
      mode,
      upload,
      ...(body === undefined ? {} : { body }),
    };
    return { call, seen: await this.pages.call(one.from, call) };
  }

  /** What `serve` received and answered to the call with this id. */
  served(id: string): readonly Served[] {
    return this.log.filter(({ target }) => target.endsWith(`?case=${id}`));
  }

  async close(): Promise<void> {
    await this.pages.close();
    await Promise.all([...this.apis.values()].map(({ server }) => server.close()));
    this.backend.closeAllConnections();
    this.backend.close();
  }
}

export function isPreflight({ method, requestHeaders }: Served): boolean {
  return (
    method === 'OPTIONS' && requestHeaders.some(([name]) => name.toLowerCase() === 'access-control-request-method')
  );
}

/** The exchange for the simulator, from what went over the wire. */
export function exchangeOf(origin: string, call: ScriptCall, served: readonly Served[]): Exchange {
  const headers: HeaderLines = Object.entries(call.headers);
  const { method, url, credentials, mode, upload } = call;
  const answers = served.filter((one) => !isPreflight(one)).map(answerIn);
  const preflight = served.filter(isPreflight).map(answerIn)[0] ?? null;
  const hops: readonly Hop[] = answers.slice(0, -1);
  return {
    request: { origin, method, url, headers, credentials, mode, forcePreflight: upload },
    hops,
    preflight,
    response: answers.at(-1) ?? null,
  };
}

function answerIn({ status, headers }: Served): Answer {
  return { status, headers };
}
