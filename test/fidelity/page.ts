import { type Behaviour, RUNS, type Run } from './behaviour';
import { CHAPTERS } from './register';

/** docs/fidelity.md: who has confirmed what the verifier models, and what nobody has. */
export function renderFidelity(): string {
  return `# Fidelity

\`check\`, \`serve\`, \`CorsAssertions\` and \`CorsValidation\` rest on a model of API Gateway and of a browser. This page says for each
behaviour of the model who has confirmed it, in how many cases, and what nobody has. What only a document or a report tells is
believed. What nobody tells, the verifier calls UNDETERMINED, and never a pass.

"Documents" are the Fetch standard, the documentation of AWS, and what others have measured there or reported. "Compared with"
are judges that nobody here wrote; each figure is the least number of cases in which the run that is named has to agree with the
verifier or fails: header by header, and by the status alone where the run says that the witness has no headers to compare:

| compared with | run | command |
|---|---|---|
${Object.entries(RUNS)
  .map(([run, name]) => `| ${name} | \`test/${run}\` | \`${commandOf(run)}\` |`)
  .join('\n')}

Velocity 1.7 is Apache's own engine, whose language AWS names. LocalStack and ministack are emulators of AWS which other people
wrote: they are witnesses and no proof, and where one of them is known not to do something, or to do it otherwise than AWS
documents, the run names it, counts it and shows that it is still so. "Chromium on emulators" is the end-to-end run: pages in a
real Chromium call APIs that an emulator's CloudFormation has deployed from the template, with no code of this package between
the two; LocalStack answers what routes answer, ministack the errors of API Gateway itself and HTTP APIs.

Nothing here was measured on AWS by this package.
${CHAPTERS.map(({ title, behaviours }) => `\n## ${title}\n\n${table(behaviours)}\n`).join('')}`;
}

function commandOf(run: string): string {
  const [kind, witness] = run.split('/');
  return kind === 'browser' ? 'npm run test:browser' : `npm run test:witnesses -- ${witness}`;
}

function table(behaviours: readonly Behaviour[]): string {
  return [
    '| behaviour | documents | compared with | held by | UNDETERMINED |',
    '|---|---|---|---|---|',
    ...behaviours.map((one) => `| ${[one.what, ...cells(one)].map(escaped).join(' | ')} |`),
  ].join('\n');
}

function cells({ sources, confirmed = {}, heldBy, undetermined = [] }: Behaviour): readonly string[] {
  const runs = Object.entries(confirmed) as readonly (readonly [Run, number])[];
  return [
    sources.map(({ name, url }) => `[${name}](${url})`).join('<br>') || 'none',
    runs.map(([run, cases]) => `${RUNS[run]}: ${cases.toLocaleString('en')}`).join('<br>') || 'nobody',
    heldBy.map((file) => `\`${file}\``).join('<br>'),
    undetermined.join('<br>'),
  ];
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('*', '\\*');
}
