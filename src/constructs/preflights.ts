import { Stack, Token } from 'aws-cdk-lib';
import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import { partsOf } from '../plan/places';
import {
  type PlacedResource,
  type PreflightPlace,
  type PreflightPlan,
  placePreflights,
} from '../plan/preflight-places';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import { GreedyChild } from './greedy-child';
import { Preflight } from './preflight';
import { PreflightPlacement } from './preflight-placement';
import type { ResourceNode } from './resource-node';

/**
 * Up to so many OPTIONS methods each says by itself what it answers, as people expect it. With more, what they answer stands
 * once in the template: else they would take more than native CORS does of the megabyte that a template may have.
 */
const MOST_BY_THEMSELVES = 100;

/** A resource, as the plan knows it. */
interface Candidate extends PlacedResource<CorsArea> {
  readonly node: ResourceNode;
}

/** Where an OPTIONS method goes, planned or not. */
interface Chosen extends Omit<PreflightPlace<Candidate>, 'resource'> {
  readonly resource: Pick<Candidate, 'node' | 'area'>;
}

/** An OPTIONS method that was added, on a resource or on the greedy child that was made for it. */
interface Added {
  readonly preflight: Preflight;
  readonly child: GreedyChild | undefined;
  /** Undefined where it refuses everybody. */
  readonly area: CorsArea | undefined;
  readonly path: string;
}

/** The OPTIONS methods that an API is given, where the plan has them. */
export class Preflights {
  private readonly added = { itself: new Map<ResourceNode, Added>(), 'greedy-child': new Map<ResourceNode, Added>() };
  private beside: PreflightPlan<Candidate>['beside'] = [];
  private isHindered = false;

  constructor(private readonly api: ApiContext) {}

  /** All that was added. */
  get all(): readonly Added[] {
    return [...this.added.itself.values(), ...this.added['greedy-child'].values()];
  }

  /**
   * Adds what the plan has, and takes back what it has no more.
   *
   * @param wanting the resources without an OPTIONS method, and the area that each follows
   */
  place(wanting: ReadonlyMap<ResourceNode, CorsArea>): void {
    const plan = this.api.areas.some(isGreedy) ? this.planFew(isGreedy) : undefined;
    this.beside = plan?.beside ?? [];
    this.isHindered = plan === undefined;
    const places: readonly Chosen[] = plan?.places ?? [...wanting].map(onItself);
    for (const on of ['itself', 'greedy-child'] as const) {
      const here = places.filter((place) => place.on === on);
      this.follow(on, here, places.length > MOST_BY_THEMSELVES);
    }
  }

  /** How many elements were added to a stack. */
  countIn(stack: Stack): number {
    const elements = this.all.flatMap(({ preflight, child }) => [preflight, child ?? []].flat());
    return elements.filter(({ element }) => element.stack === stack).length;
  }

  /** How many it would be with the placement GREEDY everywhere. */
  fewestIn(stack: Stack): number {
    const plan = this.api.areas.every(isGreedy) ? undefined : this.planFew(() => true);
    const places = plan?.places.filter(({ resource: { node } }) => Stack.of(node.host()) === stack) ?? [];
    const count = places.reduce((sum, { on }) => sum + (on === 'itself' ? 1 : 2), 0);
    return plan === undefined ? this.countIn(stack) : count;
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    for (const { notices } of this.api.areas.filter(isGreedy)) {
      for (const hindrance of this.isHindered ? this.hindrances() : []) {
        notices.note('greedy-not-possible', hindrance);
      }
    }
    const kept = ({ resource, variable }: (typeof this.beside)[number]) =>
      GreedyChild.isSameAs(variable.node, resource.node);
    for (const { resource, variable } of this.beside.filter((one) => !kept(one))) {
      resource.area?.notices.note('greedy-beside-variable', `${resource.node.path} (${variable.node.path})`);
    }
  }

  /** Few OPTIONS methods, if all is seen that they would answer for. */
  private planFew(shares: (area: CorsArea) => boolean): PreflightPlan<Candidate> | undefined {
    const { target, tree, document } = this.api;
    if (
      target.cfn === undefined ||
      document !== undefined ||
      tree.unreadRoutes.length > 0 ||
      this.unsure().length > 0
    ) {
      return undefined;
    }
    const candidates: Candidate[] = [];
    for (const node of tree.allResources) {
      const path = readablePath(node);
      if (path === undefined) {
        return undefined;
      }
      candidates.push(candidate(node, path, this.api.areaOf(node), shares));
    }
    return placePreflights(candidates);
  }

  /** What keeps the API from being seen as a whole. */
  private hindrances(): readonly string[] {
    const found = [...this.unread(), ...this.unsure()];
    return found.length > 0 ? found : [this.api.target.scope.node.path];
  }

  /**
   * Methods that may be left out where their resource is there. Whoever is then the next to take the request or its preflight
   * may follow another policy, or let a page in that nobody is to let in.
   */
  private unsure(): readonly string[] {
    const { hasParts, tree } = this.api;
    const isUnsure = ({ cfnOptions: { condition } }: CfnMethod, node: ResourceNode) =>
      condition !== undefined && condition !== node.condition;
    return hasParts
      ? tree.allResources.flatMap((node) =>
          node.methods.filter(({ cfn }) => isUnsure(cfn, node)).map(({ cfn }) => cfn.node.path),
        )
      : [];
  }

  private unread(): readonly string[] {
    const { tree } = this.api;
    const lost = tree.allResources.filter((node) => readablePath(node) === undefined);
    return [...lost.map(({ element }) => element), ...tree.unreadRoutes].map(({ node }) => node.path);
  }

  private follow(on: PreflightPlace['on'], places: readonly Chosen[], areMany: boolean): void {
    const standing = this.added[on];
    const planned = new Map(places.map((place) => [place.resource.node, place]));
    for (const [node, added] of standing) {
      const place = planned.get(node);
      if (place === undefined || place.resource.area !== added.area) {
        this.withdraw(added);
        standing.delete(node);
      }
    }
    for (const [node, place] of planned) {
      const added = standing.get(node) ?? this.add(place);
      standing.set(node, added);
      added.preflight.answer(place.verbs, added.area, areMany);
    }
  }

  private add({ on, resource: { node, area } }: Chosen): Added {
    const child = on === 'itself' ? undefined : new GreedyChild(node);
    const preflight = new Preflight(child ?? node, this.api.texts);
    for (const emission of child === undefined ? [preflight] : [child, preflight]) {
      this.api.emit(emission, area ?? this.api.lead);
    }
    return { preflight, child, area, path: (child ?? node).path };
  }

  private withdraw({ preflight, child }: Added): void {
    for (const emission of child === undefined ? [preflight] : [preflight, child]) {
      this.api.withdraw(emission);
      emission.withdraw();
    }
  }
}

/** Where a resource lies; undefined where only the deployment will know. */
function readablePath({ place: { path } }: ResourceNode): string | undefined {
  return Token.isUnresolved(path) ? undefined : path;
}

function candidate(
  node: ResourceNode,
  path: string,
  area: CorsArea | undefined,
  shares: (area: CorsArea) => boolean,
): Candidate {
  return {
    node,
    segments: partsOf(path),
    verbs: node.methods.map(({ verb }) => verb),
    area,
    shares: area === undefined || shares(area),
    condition: node.condition,
  };
}

function onItself([node, area]: readonly [ResourceNode, CorsArea]): Chosen {
  return { resource: { node, area }, on: 'itself', verbs: node.methods.map(({ verb }) => verb) };
}

function isGreedy({ placement }: CorsArea): boolean {
  return placement === PreflightPlacement.GREEDY;
}
