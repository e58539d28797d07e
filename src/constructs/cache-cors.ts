import type { CfnResource } from 'aws-cdk-lib';
import { mayCache } from '../plan/stage-cache';
import type { ApiContext } from './api-context';
import type { MethodNode } from './method-node';
import { isCachedByOrigin, OriginCacheKey } from './origin-cache-key';
import type { ResourceNode } from './resource-node';
import type { RouteCors } from './route-cors';
import { readStage } from './stage-cache';

/** The caches of the stages, which hand the answer for one origin to another unless the origin is a part of their keys. */
export class CacheCors {
  private readonly stages: CfnResource[] = [];
  private readonly keyed = new Set<MethodNode>();

  constructor(
    private readonly api: ApiContext,
    private readonly routes: RouteCors,
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
    const stages = this.stages.map(readStage).filter(({ hasCache }) => hasCache);
    if (stages.length === 0) {
      return;
    }
    for (const resource of this.api.tree.allResources) {
      const area = this.api.areaOf(resource);
      for (const { name, verb } of area?.policy.answerDependsOnOrigin ? this.endangered(resource) : []) {
        for (const stage of stages.filter((one) => mayCache(one, verb, resource.path))) {
          area?.notices.note('cached-by-stage', `${name} (stage ${stage.name})`);
        }
      }
    }
  }

  /** The answers of a resource that depend on the origin and that no key tells apart, its preflight among them. */
  private endangered({ methods, path }: ResourceNode): readonly { readonly name: string; readonly verb: string }[] {
    const cured = (method: MethodNode) => !this.routes.dependsOnOrigin(method) || isCachedByOrigin(method.cfn);
    const verbs = methods.filter((method) => method.verb !== 'OPTIONS' && !cured(method)).map(({ verb }) => verb);
    return [...verbs, 'OPTIONS'].map((verb) => ({ verb, name: `${verb} ${path}` }));
  }
}
