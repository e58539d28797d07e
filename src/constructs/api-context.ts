import type { ApiTree, ResourceNode } from './api-tree';
import type { CorsArea } from './cors-area';
import type { Deployments } from './deployments';
import type { Emission } from './emission';
import type { TargetApi } from './target-api';

/** What the parts of the work on one API share. */
export class ApiContext {
  constructor(
    readonly target: TargetApi,
    readonly tree: ApiTree,
    readonly deployments: Deployments,
    /** The area of the whole API, which its errors follow. */
    readonly whole: CorsArea,
  ) {}

  /** The one area that decides for a resource; undefined where none does, and nothing is added. */
  areaOf(_resource: ResourceNode): CorsArea | undefined {
    return this.whole;
  }

  /** Takes in what was put into the API: no look finds it again, and every deployment waits for it. */
  emit(emission: Emission): void {
    this.tree.markOwn(emission.element);
    this.deployments.addEmission(emission);
  }
}
