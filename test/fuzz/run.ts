import { Dice } from './dice';
import { type Attempt, type Family, IN_PROCESS } from './families';
import { underLoad } from './load';
import { ProbedServers } from './probed-servers';
import { asProcess } from './processes';
import { RawConnections } from './raw-connections';
import { Laborer } from './worker-pool';

export interface Settings {
  /** The same seed gives the same inputs. */
  readonly seed: number;
  /** How many inputs there are in all. */
  readonly runs: number;
  /** How long `serve` is under load. */
  readonly seconds: number;
  /** One input alone, as a failure names it: the family's number, and the input's within it. */
  readonly only?: readonly [family: number, input: number];
}

const FAMILIES: readonly Family[] = [
  ...IN_PROCESS,
  new RawConnections(),
  new ProbedServers(),
  { name: 'the command as a process ends as it says', share: 2, attempt: asProcess },
];

/** A machine with other work to do is no hang. */
const LONGEST = 30_000;
const LABORERS = 2;
const MOST_MEGABYTES = 1500;
const SHOWN_FAILURES = 5;

/** Runs everything, prints a line for each family, and says how many of them hold. */
export async function fuzz(settings: Settings): Promise<{ readonly passed: number; readonly failed: number }> {
  const tally = { passed: 0, failed: 0 };
  for (const [number, family] of FAMILIES.entries()) {
    const inputs = inputsOf(family, number, settings);
    if (inputs.length > 0) {
      const holds = await tried(family, number, inputs, settings.seed);
      tally[holds ? 'passed' : 'failed'] += 1;
    }
  }
  if (settings.only === undefined && settings.seconds > 0) {
    tally[(await loaded(settings.seconds)) ? 'passed' : 'failed'] += 1;
  }
  return tally;
}

async function loaded(seconds: number): Promise<boolean> {
  const { problems, answers, slowest, megabytes } = await underLoad(seconds);
  const measured = `${answers} answers (slowest ${slowest.toFixed(0)} ms, ${megabytes?.toFixed(0) ?? 'unknown'} MB)`;
  tell('serve answers 200 connections at once, each as if it were alone', `${seconds} s, ${measured}`, problems);
  return problems.length === 0;
}

function inputsOf({ share }: Family, number: number, { runs, only }: Settings): readonly number[] {
  if (only !== undefined) {
    return only[0] === number ? [only[1]] : [];
  }
  return Array.from({ length: Math.max(1, Math.round((runs * share) / 100)) }, (_none, input) => input);
}

async function tried(family: Family, number: number, inputs: readonly number[], seed: number): Promise<boolean> {
  const failures: string[] = [];
  const counts: Record<string, number> = {};
  const waiting = [...inputs];
  let slowest = { milliseconds: 0, input: 0 };
  let megabytes = 0;
  const take = ({ problems, milliseconds, counts: more = {} }: Attempt, input: number): void => {
    slowest = milliseconds > slowest.milliseconds ? { milliseconds, input } : slowest;
    megabytes = Math.max(megabytes, process.memoryUsage.rss() / 2 ** 20);
    for (const [name, count] of Object.entries(more)) {
      counts[name] = (counts[name] ?? 0) + count;
    }
    failures.push(...problems.map((problem) => `--seed ${seed} --only ${number}:${input}: ${problem}`));
  };
  await Promise.all(
    Array.from({ length: LABORERS }, async () => {
      const laborer = new Laborer(LONGEST);
      for (let input = waiting.shift(); input !== undefined; input = waiting.shift()) {
        take(await family.attempt(new Dice(seedOf(seed, number, input)), laborer), input);
      }
      await laborer.end();
    }),
  );
  failures.push(...((await family.finish?.()) ?? []));
  if (megabytes > MOST_MEGABYTES) {
    failures.push(`the process took ${megabytes.toFixed(0)} MB`);
  }
  const told = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const measured = [
    `slowest ${slowest.milliseconds.toFixed(0)} ms (${number}:${slowest.input})`,
    `${megabytes.toFixed(0)} MB`,
  ];
  tell(family.name, `${inputs.length} inputs (${[...told, ...measured].join(', ')})`, failures);
  return failures.length === 0;
}

function tell(name: string, measured: string, failures: readonly string[]): void {
  console.log(`${failures.length === 0 ? 'passed' : 'FAILED'}  ${name}: ${measured}`);
  for (const failure of failures.slice(0, SHOWN_FAILURES)) {
    console.log(`        ${failure.replaceAll('\n', '\n        ')}`);
  }
}

/** Far apart, so that two families do not get the same inputs. */
export function seedOf(seed: number, family: number, input: number): number {
  return (Math.imul(seed, 0x9e3779b1) ^ Math.imul(family + 1, 0x85ebca6b) ^ Math.imul(input + 1, 0xc2b2ae35)) | 0;
}
