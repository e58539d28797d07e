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

  /** Puts the origin into the keys of what is new on some resources, where that is asked for. */
  apply(resources: readonly ResourceNode[]): void {
    for (const resource of this.api.areas.some(({ keysCachesByOrigin }) => keysCachesByOrigin) ? resources : []) {
      this.applyTo(resource);
    }
  }

  private applyTo(resource: ResourceNode): void {
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

  /** The answers that depend on the origin and that no key tells apart. */
  private endangered(): readonly Endangered[] {
    const cured = (method: MethodNode) =>
      method.verb !== 'OPTIONS' && (!this.routes.dependsOnOrigin(method) || isCachedByOrigin(method.cfn));
    const methods = this.api.tree.allResources.flatMap((resource) => {
      const area = this.api.areaOf(resource);
      const uncured = resource.methods.filter((method) => !cured(method));
      return uncured.map(({ verb }) => ({ path: resource.path, verb, area }));
    });
    const preflights = this.routes.preflights.all.map(({ path, area }) => ({ path, verb: 'OPTIONS', area }));
    return [...methods, ...preflights].filter(isEndangered);
  }

  private documented(): readonly Endangered[] {
    return (this.document?.uncacheable ?? []).flatMap(({ path, verb }) => {
      const area = this.api.areaAtPath(path);
      return area === undefined ? [] : [{ path, verb, area }];
    });
  }
}

function isEndangered(route: Omit<Endangered, 'area'> & Partial<Endangered>): route is Endangered {
  return route.area?.policy.answerDependsOnOrigin === true;
}
