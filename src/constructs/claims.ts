import type { IResource } from 'aws-cdk-lib/aws-apigateway';
import type { CorsArea } from './cors-area';
import type { TargetApi } from './target-api';

/** Asks for a subtree of an API to be treated alike. */
export interface Claim {
  /** Where the subtree begins; undefined for the whole API. */
  readonly root: IResource | undefined;
  /** Undefined where nothing is to be added. */
  readonly area: CorsArea | undefined;
  /** Who asks, for people. */
  readonly by: string;
}

/** Whether two claims to one resource contradict each other. */
export function contradict(one: Claim, other: Claim): boolean {
  return one.area !== undefined || other.area !== undefined;
}

/** What is said of a second claim to one resource. */
export function describeContradiction(first: Claim, second: Claim, target: TargetApi): string {
  const api = `the API ${target.scope.node.path}`;
  const subject = second.root === undefined ? api : `the resource ${second.root.path} of ${api}`;
  return first.area === undefined || second.area === undefined
    ? `${second.by}: cors-excluded: ${subject} is excluded by RestApiCors.exclude() and has a RestApiCors too ` +
        `(${first.area === undefined ? second.by : first.by}). It can have CORS or have none. Fix: remove one of the ` +
        'two, or exclude the resources below it one by one.'
    : `${second.by}: cors-already-applied: ${subject} has a RestApiCors already (${first.by}). ` +
        'A resource can answer a preflight in one way only. Fix: put all origins into one of them and remove the other, ' +
        'or give one of them the resource of a subtree.';
}
