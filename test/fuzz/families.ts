import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STRANGER } from './corpus';
import type { Dice } from './dice';
import { problemsOf } from './expectations';
import * as inputs from './inputs';
import { allowedTo } from './verdicts';
import type { Done, End, Job, Laborer, Request } from './worker-pool';

/** What came of one input. */
export interface Attempt {
  readonly problems: readonly string[];
  readonly milliseconds: number;
  /** What is counted beside the inputs, such as how often a verdict was reached. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Inputs of one kind, and what must hold for each. */
export interface Family {
  /** A sentence, of what must hold. */
  readonly name: string;
  /** Its part of all inputs, in hundredths. */
  readonly share: number;
  attempt(dice: Dice, laborer: Laborer): Promise<Attempt>;
  /** Ends what was started for the attempts, and tells what is wrong with it. */
  finish?(): Promise<readonly string[]>;
}

export const IN_PROCESS: readonly Family[] = [
  family('check survives templates that were changed', 30, inputs.aChangedTemplate),
  family('check never lets in a stranger whom no template names', 20, inputs.aClosedTemplate, noStranger),
  family('check survives files that were damaged', 10, inputs.aDamagedTemplate),
  family('check survives assemblies that were changed', 6, inputs.aChangedAssembly),
  family('explain survives recordings that were changed', 10, inputs.aChangedRecording),
  family('explain survives files that were damaged', 4, inputs.aDamagedRecording),
  family('no arguments make it crash', 4, inputs.aCommandLine),
  { name: 'serve answers for templates that were changed', share: 5, attempt: serving },
];

/** Gives the input a folder for as long as it takes. */
export async function inFolder<T>({ files, argv, stdin }: inputs.Input, use: (job: Job) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cors-fuzz-'));
  try {
    for (const [name, content] of files) {
      writeFileSync(join(folder, name), content);
    }
    const placed = argv.map((argument) => (/^\.(\/|$)/.test(argument) ? join(folder, argument) : argument));
    return await use({ argv: placed, ...(stdin === undefined ? {} : { stdin }) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Judge = (done: Done) => Pick<Attempt, 'problems' | 'counts'>;

function family(name: string, share: number, make: (dice: Dice) => inputs.Input, judge?: Judge): Family {
  return {
    name,
    share,
    attempt: (dice, laborer) =>
      inFolder(make(dice), async (job) => {
        const end = await laborer.run(job);
        const judged = judge === undefined || 'died' in end ? undefined : judge(end);
        const codes = 'died' in end ? {} : { [`exit ${end.code}`]: 1 };
        return {
          problems: [...problemsOfEnd(end, job.argv), ...(judged?.problems ?? [])],
          milliseconds: end.milliseconds,
          counts: { ...codes, ...judged?.counts },
        };
      }),
  };
}

function problemsOfEnd(end: End, argv: readonly string[]): readonly string[] {
  if ('died' in end) {
    return [end.died];
  }
  const polluted = end.polluted.map((name) => `every object inherits ${name}`);
  return end.answers === undefined ? [...problemsOf(end, argv), ...polluted] : polluted;
}

function noStranger({ code, out = '' }: Done): Pick<Attempt, 'problems' | 'counts'> {
  if (code === 2) {
    return { problems: [] };
  }
  const { routes, standings } = allowedTo(STRANGER, out);
  const problems = routes.map((route) => `${route} is said to be ALLOWED to ${STRANGER}, whom nothing names`);
  return { problems, counts: standings };
}

/** Serves a changed template and asks it what a page would. */
function serving(dice: Dice, laborer: Laborer): Promise<Attempt> {
  const { files } = dice.oneIn(2) ? inputs.aChangedTemplate(dice) : inputs.aClosedTemplate(dice);
  return inFolder({ files, argv: ['./template.json'] }, async (job) => {
    const end = await laborer.run({ ...job, requests: REQUESTS });
    const answers = 'died' in end ? [] : (end.answers ?? []);
    // 500 from serve itself is what it says where something was thrown.
    const failed = answers.filter(({ status, headers }) => status === 500 && headers['x-cors-serve'] === 'failed');
    return {
      problems: [...problemsOfEnd(end, job.argv), ...failed.map(({ body }) => body)],
      milliseconds: end.milliseconds,
      counts: { requests: answers.length },
    };
  });
}

const ORIGINS: readonly string[] = ['https://app.example.com', STRANGER, 'null'];

const REQUESTS: readonly Request[] = ORIGINS.flatMap((origin): readonly Request[] => [
  { method: 'GET', path: '/orders', headers: { Origin: origin } },
  { method: 'PUT', path: '/prod/orders/1?a=%zz', headers: { Origin: origin, 'Content-Type': 'text/plain' } },
  { method: 'OPTIONS', path: '/orders', headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' } },
  { method: 'POST', path: '/__proto__/%2e%2e//', headers: { Origin: origin } },
]);
