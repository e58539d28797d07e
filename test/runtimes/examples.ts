import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'lambda.md'), 'utf8');

/** An example of docs/lambda.md, by the name of the file in its first line. */
export function example(name: string): string {
  const blocks = [...PAGE.matchAll(/^```\w+\n((?:\/\/|#) (\S+)\n[\s\S]*?)^```/gm)];
  const found = blocks.find(([, , title]) => title === name)?.[1];
  if (found === undefined) {
    throw new Error(`docs/lambda.md has no example ${name}, but ${blocks.map(([, , title]) => title)}`);
  }
  return found;
}
