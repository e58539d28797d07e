import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { givenHeaders, givenOrigins, parsed } from '../arguments';
import { fileProblem, InputError } from '../input-error';
import { ALL_ALLOWED, type Io, SOMETHING_BLOCKED } from '../io';
import { paintFor } from '../paint';
import { printable } from '../printable';
import { readDeployments } from '../read-assembly';
import { explanations } from './explanations';
import { htmlPage } from './page';
import { Problems } from './problems';
import { jsonReport } from './report';
import { counts, hazardsOf, type Survey, survey, tallyErrors, tallyRoutes } from './survey';
import { apiTable, legend } from './table';

export const CHECK_HELP = `Says for every route of every API in the templates whether a script on an origin may call it and read the answer:
the preflight, each answer of the route, and the errors that API Gateway answers by itself.

Usage: npx cdk-apigateway-cors check <cdk.out | template...> --origin <origin>... [options]

  <cdk.out>               a folder that \`cdk synth\` has written: all its stacks, stages and nested stacks
  <template...>           template files in JSON that are deployed together
  --origin <origin>       the page that calls; may be given several times
  --credentials           the scripts call with credentials: 'include'
  --header <name:value>   a header that the scripts set; may be given several times
  --without-errors        leave out the errors that API Gateway answers by itself
  --html <file>           write the matrix as one page that needs no network, too
  --json                  print everything as JSON

A route is allowed when a browser lets the script read its preflight and all of its answers. The preflight counts even
where this very call needs none: the next one may. A proxy integration's own headers are not in a template, so its
answers are undetermined.

Exit codes: 0 nothing blocked (what is undetermined is counted in the last line), 1 a route is blocked for an origin or
an error of API Gateway cannot be read, 2 could not run.
`;

const OPTIONS = {
  origin: { type: 'string', multiple: true },
  credentials: { type: 'boolean' },
  header: { type: 'string', multiple: true },
  'without-errors': { type: 'boolean' },
  html: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** The command `check`. */
export async function check(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true }),
  );
  const origins = givenOrigins(values.origin);
  const headers = Object.fromEntries(givenHeaders(values.header));
  const deployments = readDeployments(positionals);
  const found = survey(deployments, {
    origins,
    headers,
    credentials: values.credentials === true,
    errors: values['without-errors'] !== true,
  });
  if (found.apis.length === 0) {
    throw new InputError(`${printable(positionals.join(', '))}: there is no API of API Gateway in the templates`);
  }
  const problems = new Problems(found);
  if (values.html !== undefined) {
    writePage(values.html, htmlPage(found, problems));
  }
  io.stdout.write(
    values.json ? `${JSON.stringify(jsonReport(found, problems), null, 2)}\n` : shown(found, problems, io),
  );
  return tallyRoutes(found).BLOCKED + tallyErrors(found).BLOCKED > 0 ? SOMETHING_BLOCKED : ALL_ALLOWED;
}

function shown(found: Survey, problems: Problems, io: Io): string {
  const paint = paintFor(io);
  const columns = io.isTTY ? io.columns : undefined;
  const errors = tallyErrors(found);
  const all = problems.all;
  return [
    ...found.apis.map((api) => apiTable(api, problems, paint, columns)),
    legend(paint),
    ...(all.length === 0 ? [] : [explanations(all, paint)]),
    [
      ...found.unread.map((line) => `not read: ${printable(line)}\n`),
      ...hazardsOf(found).map((line) => `hazard: ${printable(line)}\n`),
      ...(errors.ALLOWED + errors.BLOCKED + errors.UNDETERMINED > 0 ? [`errors: ${counts(errors)}\n`] : []),
      `routes: ${counts(tallyRoutes(found))}\n`,
    ].join(''),
  ].join('\n');
}

function writePage(path: string, page: string): void {
  try {
    writeFileSync(path, page);
  } catch (error) {
    throw new InputError(`--html ${printable(path)}: ${fileProblem(error)}`);
  }
}
