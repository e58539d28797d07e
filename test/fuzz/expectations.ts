import type { Done } from './worker-pool';

const TRACE = /^\s+at .+[:(]\S+:\d+:\d+\)?$/m;
const LINE = /^cdk-apigateway-cors: [^\n]+\n$/;
/** What the user gave may be said again, with each of its characters written as `\\u0000`. */
const LONGEST_LINE = 1000;

/** What is wrong with how a command ended: it must say 0 or 1 and print, or 2 and one line on stderr. */
export function problemsOf(
  { code, out = '', err = '' }: Pick<Done, 'code' | 'out' | 'err'>,
  argv: readonly string[],
): readonly string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string): void => {
    if (!holds) {
      problems.push(`${problem}\n${(err || out).slice(0, 600)}`);
    }
  };
  expect(code === 0 || code === 1 || code === 2, `exit code ${code}`);
  expect(!TRACE.test(out) && !TRACE.test(err), 'a stack trace is shown');
  expect(!/should not happen/.test(err), 'something was thrown that nobody foresaw');
  expect(argv.includes('--json') || !steersTerminal(out), 'a control character is printed');
  expect(!steersTerminal(err), 'a control character is printed on stderr');
  if (code === 2) {
    expect(
      LINE.test(err) && err.length <= LONGEST_LINE + argv.join().length * 6,
      'exit code 2 without one line on stderr',
    );
    expect(out === '' || argv.length === 0, 'exit code 2 with output');
  } else {
    expect(err === '', 'something on stderr');
    expect(out !== '', 'nothing on stdout');
    expect(!argv.includes('--json') || /^(Says|Answers|Sends) /.test(out) || isJson(out), '--json prints no JSON');
  }
  return problems;
}

/** Whoever reads it on a terminal must see all of it, and nothing else. */
function steersTerminal(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
