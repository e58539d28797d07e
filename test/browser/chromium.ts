import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, type CDPSession, chromium, type Frame, type Page } from 'playwright-core';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A page's place: two sites, and a sandboxed frame, whose origin is `null`. Two more pages are taken to come from the
 * internet, and so may not reach into the machine: one over a secure connection, one not.
 */
export type From = 'app' | 'other' | 'null' | 'outside' | 'insecure';

/** A call that a script makes. */
export interface ScriptCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: 'omit' | 'same-origin' | 'include';
  readonly mode: 'cors' | 'no-cors' | 'same-origin';
  readonly body?: string;
  /** Whether it is made by an XMLHttpRequest with a listener on its upload. */
  readonly upload: boolean;
}

/** What the script sees of it. */
export interface Seen {
  readonly read: boolean;
  readonly status: number | null;
  /** The names of the headers that it can read, sorted. */
  readonly names: readonly string[];
  /** Chromium's CorsError where it has one. */
  readonly corsError: string | null;
  /** What the console prints of the CORS protocol. */
  readonly printed: readonly string[];
}

const ENDED = 'the script has come to its end';

/** Runs in the page, which has `fetch` and `XMLHttpRequest`. */
const IN_PAGE = `async (call) => {
  const { url, method, headers, credentials, mode, body, upload } = call;
  const unread = { read: false, status: null, names: [] };
  if (upload) {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open(method, url);
      xhr.withCredentials = credentials === 'include';
      for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
      xhr.upload.addEventListener('progress', () => {});
      xhr.onerror = () => resolve(unread);
      xhr.onload = () => {
        const names = xhr.getAllResponseHeaders().split('\\r\\n').filter(Boolean).map((line) => line.split(':')[0].toLowerCase());
        resolve({ read: true, status: xhr.status, names: names.sort() });
      };
      xhr.send(body);
    });
  }
  try {
    const response = await fetch(url, { method, headers, credentials, mode, body });
    if (response.type === 'opaque') return unread;
    await response.arrayBuffer();
    return { read: true, status: response.status, names: [...response.headers.keys()].sort() };
  } catch {
    return unread;
  }
}`;

/** Pages of several origins in a real Chromium. */
export class Pages {
  static async open(): Promise<Pages> {
    const servers = [await startPage(), await startPage()] as const;
    const [port, outside] = servers.map((server) => (server.address() as AddressInfo).port);
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    const args = [
      ...ARGUMENTS,
      `--ip-address-space-overrides=127.0.0.1:${outside}=public`,
      `--host-resolver-rules=MAP insecure.test 127.0.0.1, MAP nowhere.test ~NOTFOUND`,
    ];
    const browser = await chromium.launch({ executablePath, headless: true, args });
    const pages = new Pages(browser, port, outside, () => {
      for (const server of servers) server.close();
    });
    await pages.load();
    return pages;
  }

  private readonly frames = new Map<From, Frame>();
  private readonly corsErrors = new Map<string, string>();
  private readonly urls = new Map<string, string>();
  private readonly lines: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly port: number | undefined,
    private readonly outside: number | undefined,
    private readonly closeServers: () => void,
  ) {}

  /** The origin as the browser writes it. */
  origin(from: From): string {
    switch (from) {
      case 'null':
        return 'null';
      case 'insecure':
        return `http://insecure.test:${this.outside}`;
      case 'outside':
        return `http://outside.localhost:${this.outside}`;
      default:
        return `http://${from}.localhost:${this.port}`;
    }
  }

  async call(from: From, call: ScriptCall): Promise<Seen> {
    const seen: Omit<Seen, 'corsError' | 'printed'> = await this.frame(from).evaluate(
      `(${IN_PAGE})(${JSON.stringify(call)})`,
    );
    const printed = () => this.lines.filter((line) => line.includes('CORS policy') && line.includes(call.url));
    // The network's events take a way of their own.
    for (let waits = 0; !seen.read && waits < 10 && printed().length === 0; waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { ...seen, corsError: this.corsErrors.get(call.url) ?? null, printed: printed() };
  }

  /** What the console prints while a script runs that catches no error. */
  async run(from: From, script: string): Promise<readonly string[]> {
    const before = this.lines.length;
    await this.frame(from).evaluate(`void (async () => { ${script}; console.log('${ENDED}') })()`);
    const ended = () => this.lines.slice(before).some((line) => line === ENDED || line.startsWith('Uncaught'));
    for (let waits = 0; waits < 250 && !ended(); waits += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.lines.slice(before).filter((line) => line !== ENDED);
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.closeServers();
  }

  private async load(): Promise<void> {
    const context = await this.browser.newContext();
    for (const from of ['app', 'other', 'outside', 'insecure'] as const) {
      const page = await context.newPage();
      await page.goto(this.origin(from));
      this.frames.set(from, page.mainFrame());
      await this.listen(await context.newCDPSession(page));
      if (from === 'app') {
        this.frames.set('null', await sandboxed(page));
        // A frame that shares its page's process has no session of its own.
        const own = await context.newCDPSession(this.frame('null')).catch(() => undefined);
        if (own !== undefined) await this.listen(own);
      }
    }
  }

  private frame(from: From): Frame {
    const frame = this.frames.get(from);
    if (frame === undefined) throw new Error(`no page of ${from} is open`);
    return frame;
  }

  private async listen(session: CDPSession): Promise<void> {
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      // A redirect keeps the id; what the script asked for is the first URL.
      if (!this.urls.has(requestId)) this.urls.set(requestId, request.url);
    });
    session.on('Network.loadingFailed', ({ requestId, corsErrorStatus }) => {
      const url = this.urls.get(requestId);
      if (url !== undefined && corsErrorStatus !== undefined) this.corsErrors.set(url, corsErrorStatus.corsError);
    });
    session.on('Log.entryAdded', ({ entry }) => this.lines.push(entry.text));
    session.on('Runtime.consoleAPICalled', ({ args: [first] }) => this.lines.push(String(first?.value)));
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => {
      const [error] = (exception?.description ?? '').split('\n');
      this.lines.push(`${text} ${error}`);
    });
    for (const domain of ['Network', 'Log', 'Runtime'] as const) await session.send(`${domain}.enable`);
  }
}

async function startPage(): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>page</title><iframe sandbox="allow-scripts" srcdoc="<p>frame</p>"></iframe>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function sandboxed(page: Page): Promise<Frame> {
  const [frame] = page.mainFrame().childFrames();
  if (frame === undefined) throw new Error('the page has no frame');
  await frame.waitForLoadState();
  return frame;
}
