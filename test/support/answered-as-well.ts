import type { PreflightPlace } from '../../src/plan/preflight-places';
import { everyResource, isTheirs, meant, type Outcome, outcomes, pathsFor, planned } from './preflight-oracle';
import type { TreeResource } from './route-trees';

/** The paths whose preflights the plan answers otherwise than an OPTIONS method on each resource would. */
export function wrongs(
  resources: readonly TreeResource[],
  places: readonly PreflightPlace<TreeResource>[],
): readonly string[] {
  return ['true', 'false'].flatMap((world) => {
    const stands = ({ condition }: TreeResource) => condition === undefined || world === 'true';
    const there = resources.filter(stands);
    const every = everyResource(there);
    const table = planned(
      there,
      places.filter(({ resource }) => stands(resource)),
    );
    return pathsFor(resources)
      .filter((path) => !isAnsweredAsWell(there, path, every, table))
      .map((path) => `/${path.join('/')} where the condition is ${world}`);
  });
}

/**
 * Whether the preflights for a path are answered as well now as they were: whatever they may be answered, where no measured
 * fact tells which of two paths is the more special.
 */
function isAnsweredAsWell(
  resources: readonly TreeResource[],
  path: readonly string[],
  before: readonly Outcome[],
  now: readonly Outcome[],
): boolean {
  const befores = outcomes(before, path);
  const nows = outcomes(now, path);
  const requested = (verb: string) =>
    meant(
      resources.filter(({ verbs }) => has(verbs, verb)),
      path,
    );
  const isLeftOpen = befores.every(({ answer }) => nows.some((one) => one.answer === answer));
  if (nows.some((one) => isMoreGiven(isLeftOpen ? befores : [], one, requested))) {
    return false;
  }
  if (meant(resources, path).some((one) => one.area === undefined && !isTheirs(one))) {
    // Nobody is to be allowed anything there but what falls through to a path with a variable, as it does without a plan.
    const isFallenThrough = befores.some((one) => isAnyRead(one, requested));
    const isRefused = ({ answer }: Outcome) => ['none', 'refused'].includes(answer) && !isFallenThrough;
    return nows.every((one) => isRefused(one) || befores.some(({ answer }) => answer === one.answer));
  }
  const [{ answer }] = befores;
  const isTold = answer !== 'none' && befores.every((one) => one.answer === answer);
  return !isTold || nows.every((one) => one.answer === answer && befores.some((other) => isAllowed(one, other)));
}

type Requested = (verb: string) => readonly TreeResource[];

/** Whether a page is allowed a method that another policy, or none, answers for. */
function isMoreGiven(befores: readonly Outcome[], { answer, verbs }: Outcome, requested: Requested): boolean {
  const isAsBefore = (verb: string) =>
    befores.some((one) => one.answer === answer && (one.verbs === 'all' || has(one.verbs, verb)));
  return (verbs === 'all' ? [] : verbs)
    .filter((verb) => !isAsBefore(verb))
    .some((verb) => requested(verb).some(({ area }) => area !== answer));
}

/** Whether a page is allowed a method, and may read what it answers. */
function isAnyRead({ answer, verbs }: Outcome, requested: Requested): boolean {
  return verbs === 'all' || verbs.some((verb) => requested(verb).some(({ area }) => area === answer));
}

function isAllowed({ verbs }: Outcome, wanted: Outcome): boolean {
  return verbs === 'all' || (wanted.verbs !== 'all' && wanted.verbs.every((verb) => has(verbs, verb)));
}

function has(verbs: readonly string[], verb: string): boolean {
  return verbs.includes(verb) || verbs.includes('ANY');
}
