import type { CfnResource } from 'aws-cdk-lib';
import { mayCache } from '../plan/stage-cache';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import type { DocumentCors } from './document-cors';
import type { MethodNode } from './method-node';
import { isCachedByOrigin, OriginCacheKey } from './origin-cache-key';
import type { ResourceNode } from './resource-node';
import type { RouteCors } from './route-cors';
import { readStage } from './stage-cache';

/** A route of which a cache may hand an answer to the wrong page. */
interface Endangered {
  readonly path: string;
  readonly verb: string;
  readonly area: CorsArea;
}

/** The caches of the stages, which hand the answer for one origin to another unless the origin is a part of their keys. */
export class CacheCors {
  private readonly stages: CfnResource[] = [];
  private readonly keyed = new Set<MethodNode>();

  constructor(
    private readonly api: ApiContext,
    private readonly routes: RouteCors,
    private readonly document: DocumentCors | undefined,
  ) {}

  addStages(stages: readonly CfnResource[]): void {
    this.stages.push(...stages);
  }

  /** Puts the origin into the keys of what is new on a resource, if that is asked for. */
  apply(resource: ResourceNode): void {
    const area = this.api.areaOf(resource);
    if (area === undefined || !area.keysCachesByOrigin || !area.policy.answerDependsOnOrigin) {
      return;
    }
    for (const method of resource.methods.filter((one) => one.verb !== 'OPTIONS' && !this.keyed.has(one))) {
      this.keyed.add(method);
      this.api.emit(new OriginCacheKey(method.cfn), area);
    }
  }

  /** Names what a cache may hand to the wrong page. */
  finish(): void {
    const several = this.api.areas.some(({ policy }) => policy.answerDependsOnOrigin);
    const stages = (several ? this.stages : []).map(readStage).filter(({ hasCache }) => hasCache);
    if (stages.length === 0) {
      return;
    }
    for (const { path, verb, area } of [...this.endangered(), ...this.documented()]) {
      for (const stage of stages.filter((one) => mayCache(one, verb, path))) {
        area.notices.note('cached-by-stage', `${verb} ${path} (stage ${stage.name})`);
      }
    }
  }

  /** The answers that depend on the origin and that no key tells apart, the preflights of the resources among them. */
  private endangered(): readonly Endangered[] {
    const cured = (method: MethodNode) => !this.routes.dependsOnOrigin(method) || isCachedByOrigin(method.cfn);
    return this.api.tree.allResources.flatMap((resource) => {
      const area = this.api.areaOf(resource);
      if (!area?.policy.answerDependsOnOrigin) {
        return [];
      }
      const { methods, path } = resource;
      const verbs = methods.filter((method) => method.verb !== 'OPTIONS' && !cured(method)).map(({ verb }) => verb);
      return [...verbs, 'OPTIONS'].map((verb) => ({ path, verb, area }));
    });
  }

  private documented(): readonly Endangered[] {
    return (this.document?.uncacheable ?? []).flatMap(({ path, verb }) => {
      const area = this.api.areaAtPath(path);
      return area === undefined ? [] : [{ path, verb, area }];
    });
  }
}
