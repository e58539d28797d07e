import { TemplateError } from '../verify/template/template-error';
import { COMMANDS } from './commands';
import { InputError, messageOf } from './input-error';
import { ALL_ALLOWED, COULD_NOT_RUN, type Io } from './io';
import { printable } from './printable';

export { processIo } from './io';

const NAME = 'cdk-apigateway-cors';

/** Runs a command and gives its exit code. Never rejects: whatever goes wrong is one line on stderr. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...args] = argv;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      io.stdout.write(await helpFor(args[0]));
      return name === undefined ? COULD_NOT_RUN : ALL_ALLOWED;
    }
    const command = COMMANDS.get(name);
    if (command === undefined) {
      throw new InputError(`${name}: there is no such command; there are ${[...COMMANDS.keys()].join(', ')}`);
    }
    const { run, help } = command.load();
    if (asksForHelp(args)) {
      io.stdout.write(help);
      return ALL_ALLOWED;
    }
    return await run(args, io);
  } catch (error) {
    io.stderr.write(`${NAME}: ${printable(lineFor(error))}\n`);
    return COULD_NOT_RUN;
  }
}

async function helpFor(name: string | undefined): Promise<string> {
  const command = name === undefined ? undefined : COMMANDS.get(name);
  return command === undefined ? overview() : command.load().help;
}

function overview(): string {
  const commands = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(9)} ${summary}`);
  return `Says what a browser will do with the answers of an Amazon API Gateway API.

Usage: npx ${NAME} <command> [options]

${commands.join('\n')}

Each command has --help, and --json for programs.
Exit codes: 0 all allowed, 1 something blocked, 2 could not run.
`;
}

/** What comes after "--" is no option. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).some((arg) => arg === '--help' || arg === '-h');
}

function lineFor(error: unknown): string {
  if (error instanceof InputError || error instanceof TemplateError) {
    return error.message;
  }
  return `this should not happen, please report it: ${messageOf(error)}`;
}
