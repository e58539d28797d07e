import type { CorsPolicy } from '../policy/policy';
import type { MethodModel, ResourceModel } from './model';
import type { NoticeId } from './notices';
import type { ResourceStep } from './steps';

/** A notice and what it is about, in the words of the owner of the API. */
export interface Notice {
  readonly id: NoticeId;
  readonly subject: string;
}

/** What became of the responses of one method. */
export interface Completion {
  /** Something was added to one of them. */
  readonly added: boolean;
  /** Headers of the user's own were kept. */
  readonly kept: boolean;
  /** Which origin may read is said by the user. */
  readonly keptOrigin: boolean;
  /** A body may be binary, so every caller gets the first origin of the list. */
  readonly uncompared: boolean;
  /** CloudFormation alone knows the responses. */
  readonly unreadable: boolean;
}

/** What a notice names. The path of a resource takes time to find, and most steps have nothing to tell. */
type Named = Pick<ResourceModel, 'path'>;

/** What can be told of a step before it is done. */
export function noticesOfStep(step: ResourceStep, resource: Named, policy: CorsPolicy): readonly Notice[] {
  switch (step.step) {
    case 'add-preflight':
      return [];
    case 'complete-preflight':
      return notOpen(step.method, resource);
    case 'leave-preflight':
      return [...notOpen(step.method, resource), unmapped(step.method, resource)];
    case 'complete-responses':
      return notAllowed(step.method, resource, policy);
    case 'leave-responses':
      return [...notAllowed(step.method, resource, policy), unmapped(step.method, resource)];
  }
}

/** What there is to tell once the responses of a method were completed. */
export function noticesOfCompletion(verb: string, completion: Completion): readonly NoticeId[] {
  const { kept, keptOrigin, uncompared, unreadable } = completion;
  const told: readonly (readonly [NoticeId, boolean])[] = [
    ['response-kept', kept && !(verb === 'OPTIONS' && keptOrigin)],
    ['response-binary', uncompared],
    ['response-unreadable', unreadable],
  ];
  return [
    ...(verb === 'OPTIONS' ? ownPreflight(completion) : []),
    ...told.filter(([, applies]) => applies).map(([id]) => id),
  ];
}

/** What the owner calls a method. */
export function nameOf({ verb }: MethodModel, path: string): string {
  return `${verb} ${path}`;
}

/** Why nothing is done for the answers of a method. */
function unmapped(method: MethodModel, { path }: Named): Notice {
  const subject = nameOf(method, path);
  switch (method.integration) {
    case 'UNKNOWN':
      return { id: 'integration-unknown', subject };
    case 'NONE':
      return { id: 'integration-missing', subject };
    default:
      return method.verb === 'OPTIONS' ? { id: 'options-left', subject: path } : { id: 'proxy-responses', subject };
  }
}

function notOpen(method: MethodModel, resource: Named): readonly Notice[] {
  return method.open ? [] : [{ id: 'options-not-open', subject: resource.path }];
}

/** A list of methods of the user's own may leave out a verb that the API has. */
function notAllowed(method: MethodModel, resource: Named, policy: CorsPolicy): readonly Notice[] {
  return policy.lacksMethod(method.verb) ? [{ id: 'method-not-allowed', subject: nameOf(method, resource.path) }] : [];
}

function ownPreflight({ added, keptOrigin, unreadable }: Completion): readonly NoticeId[] {
  if (keptOrigin) {
    return ['options-own-origin'];
  }
  if (added) {
    return ['options-kept'];
  }
  return unreadable ? [] : ['options-without-response'];
}
