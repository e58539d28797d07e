import { alike } from '../plan/places';
import type { ApiContext, PlacedClaim } from './api-context';

/** Says which policies and exclusions are for a part of the API that is not there, as after a slip of the pen. */
export function noteIdleClaims(api: ApiContext): void {
  for (const claim of api.idleClaims) {
    (claim.area ?? api.lead).notices.note('subtree-empty', described(claim, api.paths));
  }
}

function described({ by, place: { path } }: PlacedClaim, paths: readonly string[]): string {
  if (path === undefined) {
    return by;
  }
  const meant = paths.filter((other) => alike(path, other));
  return `${path} of ${by}${meant.length > 0 ? ` (there is ${meant.join(', ')})` : ''}`;
}
