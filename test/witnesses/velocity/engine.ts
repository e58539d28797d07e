import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { homeOf } from '../witnesses';

/** What a template is rendered with. */
export interface TemplateRequest {
  readonly header?: Readonly<Record<string, string>>;
  readonly querystring?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly body: string;
  /** How a parameter reads that is not there. */
  readonly missing: 'null' | 'empty';
}

export type Outcome =
  | { readonly text: string; readonly status: string; readonly overrides: Readonly<Record<string, string>> }
  | { readonly error: string };

/** Apache Velocity 1.7, in a process of its own that answers in the order in which it is asked. */
export class VelocityEngine {
  static start(): VelocityEngine {
    const home = homeOf('velocity');
    return new VelocityEngine(spawn('java', ['-Xss1m', '-cp', `${home}/classes:${home}/jars/*`, 'Witness']));
  }

  private readonly waiting: ((outcome: Outcome) => void)[] = [];
  private complaint = '';

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    createInterface({ input: process.stdout }).on('line', (line) => this.waiting.shift()?.(outcomeOf(line)));
    process.stderr.on('data', (text) => {
      this.complaint += text;
    });
    process.on('close', () => {
      const error = `the Velocity process has ended: ${this.complaint}`;
      for (const answer of this.waiting.splice(0)) answer({ error });
    });
  }

  render(template: string, request: TemplateRequest): Promise<Outcome> {
    const parameters = (['header', 'querystring', 'path'] as const).flatMap((part) =>
      Object.entries(request[part] ?? {}).flatMap(([name, value]) => [part, name, value]),
    );
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.process.stdin.write(`${encode([template, request.missing, request.body, ...parameters])}\n`);
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.process.on('close', () => resolve());
      this.process.stdin.end();
    });
  }
}

function outcomeOf(line: string): Outcome {
  const [kind, text = '', status = '', ...pairs] = decode(line);
  if (kind !== 'ok') {
    return { error: text };
  }
  const names = pairs.filter((_, at) => at % 2 === 0);
  return { text, status, overrides: Object.fromEntries(names.map((name, at) => [name, pairs[2 * at + 1] ?? ''])) };
}

function encode(fields: readonly string[]): string {
  return fields.map((field) => Buffer.from(field, 'utf16le').swap16().toString('base64')).join('\t');
}

function decode(line: string): readonly string[] {
  return line.split('\t').map((field) => Buffer.from(field, 'base64').swap16().toString('utf16le'));
}
