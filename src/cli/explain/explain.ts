import { parseArgs } from 'node:util';
import type { Verdict } from '../../verify/browser';
import { parsed } from '../arguments';
import { InputError } from '../input-error';
import { ALL_ALLOWED, type Io, SOMETHING_BLOCKED } from '../io';
import { paintFor } from '../paint';
import { readJson, readJsonFrom } from '../read-json';
import { jsonVerdict, verdictParagraph } from '../verdict-text';
import { judgeRecorded } from './judged';
import { readRecording } from './read-recording';
import type { Recording } from './recorded';

export const EXPLAIN_HELP = `Says of each request in a recording whether a browser lets the script read the answer, and if not why not.

Usage: npx cdk-apigateway-cors explain <file | -> [--json]

  <file>    a HAR, as a browser's network panel exports it, or a JSON list of exchanges; - is standard input
  --json    print a list of verdicts in the order of the exchanges

An exchange:
  {
    "request": { "origin": "https://app.example.com", "method": "PUT", "url": "https://api.example.com/orders/1",
                 "headers": { "content-type": "application/json" }, "credentials": "omit" | "same-origin" | "include",
                 "mode"?: "cors" | "no-cors" | "same-origin", "forcePreflight"?: true },
    "hops"?: [{ "status": 307, "headers": { "location": "..." }, "preflight"?: { "status", "headers" } | null }],
    "preflight": { "status": 204, "headers": { ... } } | null,
    "response": { "status": 200, "headers": { ... } } | null
  }
The headers are those that the script set. A header's value is a text, or a list of texts for several lines. null says
that no answer was seen.

Of a HAR, the requests of scripts to other origins are looked at. Chromium leaves cookies out of a HAR unless it is
asked for sensitive data; where credentials would make a difference, the verdict is then UNDETERMINED.

Exit codes: 0 nothing blocked, 1 something blocked, 2 could not run.
`;

const POSTMAN = `Postman and curl show every answer. A browser asks leave first where it must, and hides an answer that does not name
the page's origin: so what works there can fail in a page, and only the server's answers can mend it. Each reason, with
what the console prints and how it comes about on API Gateway: docs/troubleshooting.md
`;

/** The command `explain`. */
export async function explain(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true }),
  );
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new InputError('explain takes one file: a HAR, or a JSON list of exchanges; - is standard input');
  }
  const json = file === '-' ? await readJsonFrom(io.stdin, 'standard input') : readJson(file);
  const recording = readRecording(json, file === '-' ? 'standard input' : file);
  const verdicts = recording.recorded.map(judgeRecorded);
  io.stdout.write(values.json ? asJson(recording, verdicts) : asText(recording, verdicts, io));
  return verdicts.some(({ verdict }) => verdict === 'BLOCKED') ? SOMETHING_BLOCKED : ALL_ALLOWED;
}

/** Whoever gave a list knows what is where in it; entries of a HAR have to be told apart. */
function asJson({ kind, recorded }: Recording, verdicts: readonly Verdict[]): string {
  const list = verdicts.map((verdict, index) => {
    const request = recorded[index]?.exchange.request;
    const { origin, method, url } = request ?? {};
    return { ...(kind === 'har' ? { request: { origin, method, url } } : {}), ...jsonVerdict(verdict) };
  });
  return `${JSON.stringify(list, null, 2)}\n`;
}

function asText({ recorded, skipped }: Recording, verdicts: readonly Verdict[], io: Io): string {
  const paint = paintFor(io);
  const paragraphs = verdicts.map((verdict, index) => {
    const { method, url, origin } = recorded[index]?.exchange.request ?? { method: '', url: '', origin: '' };
    return verdictParagraph(verdict, `${method} ${url} from ${origin}`, paint);
  });
  const count = (standing: string) => verdicts.filter(({ verdict }) => verdict === standing).length;
  const blocked = count('BLOCKED');
  const other = skipped === 0 ? '' : `; ${skipped} entries that are no script's call to another origin were left out`;
  return [
    ...paragraphs,
    ...(blocked > 0 ? [POSTMAN] : []),
    `${count('ALLOWED')} allowed, ${blocked} blocked, ${count('UNDETERMINED')} undetermined${other}\n`,
  ].join('\n');
}
