import type { CfnResource } from 'aws-cdk-lib';
import type { DocumentProblem } from '../openapi/problems';
import { holds, isRoot, isSamePlace, nearestSubtree, type Place, ROOT } from '../plan/places';
import { describeErrors } from '../policy/problem';
import { ApiDocument } from './api-document';
import { ApiTree, type Discovery } from './api-tree';
import { type Claim, contradict, describeContradiction } from './claims';
import type { CorsArea } from './cors-area';
import { Deployments } from './deployments';
import type { Emission } from './emission';
import { PreflightTexts } from './preflight-texts';
import type { ResourceNode } from './resource-node';
import type { TargetApi } from './target-api';

/** A claim, and where it begins. */
export interface PlacedClaim extends Claim {
  readonly place: Place;
}

/** What is asked for an API. */
export interface Request {
  readonly target: TargetApi;
  readonly claims: readonly Claim[];
}

/** What the parts of the work on one API share. */
export class ApiContext {
  readonly target: TargetApi;
  readonly tree: ApiTree;
  readonly deployments: Deployments;
  readonly texts: PreflightTexts;
  /** The OpenAPI document that the API is imported from, if it is. */
  readonly document: ApiDocument | undefined;
  private claims: readonly PlacedClaim[];
  private readonly own = new Set<CfnResource>();

  constructor({ target, claims }: Request) {
    this.target = target;
    this.tree = new ApiTree(target);
    this.texts = new PreflightTexts(target);
    this.claims = claims.map((claim) => ({ ...claim, place: WHOLE }));
    this.deployments = new Deployments(() => this.emitted);
    this.document = this.readDocument();
  }

  /** The area of the whole API, if it has one: what API Gateway answers by itself follows it. */
  get whole(): CorsArea | undefined {
    return this.claims.find(({ place, area }) => isRoot(place) && area !== undefined)?.area;
  }

  /** The elements that the API was given. */
  get added(): ReadonlySet<CfnResource> {
    return this.own;
  }

  /** Every area, in an order that does not depend on which was made first. */
  get areas(): readonly CorsArea[] {
    return this.claims.flatMap(({ area }) => area ?? []);
  }

  /** Where the owner of the API is told of what concerns no single route. */
  get lead(): CorsArea {
    return this.whole ?? this.areas[0];
  }

  /** The construct that gave the lead, for people. */
  get leader(): string {
    return this.claims.find(({ area }) => area === this.lead)?.by ?? '';
  }

  /** Reads what is new in the app. */
  look(): Discovery {
    const found = this.tree.discover();
    this.claims = this.claims
      .map((claim) => ({ ...claim, place: claim.root === undefined ? WHOLE : this.tree.placeOf(claim.root) }))
      .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    this.refuseContradictions();
    return found;
  }

  /** Whether anything but one policy for all of it is asked for. */
  get hasParts(): boolean {
    return this.claims.length > 1 || this.whole === undefined;
  }

  /** The claims to a subtree in which nothing lies that the app or the document has. */
  get idleClaims(): readonly PlacedClaim[] {
    if (!this.hasParts) {
      return [];
    }
    const places = [...this.tree.allResources.map(({ place }) => place), ...this.paths.map(placeOfPath)];
    return this.claims.filter((claim) => !isRoot(claim.place) && !places.some((place) => holds(claim, place)));
  }

  /** All paths that the API has, as far as they are known. */
  get paths(): readonly string[] {
    const documented = this.document?.model.paths.map(({ path }) => path) ?? [];
    return [...new Set([...this.tree.allResources.flatMap(({ place }) => place.path ?? []), ...documented])];
  }

  /** The one area that decides for a resource: the nearest up the tree. Undefined where none does. */
  areaOf(resource: ResourceNode): CorsArea | undefined {
    const [only] = this.claims;
    // Whatever lies above a resource, it is a part of the whole.
    return this.claims.length === 1 && isRoot(only.place) ? only.area : this.areaAt(resource.place);
  }

  /** The same for a path, which the document of the API may have. */
  areaAtPath(path: string): CorsArea | undefined {
    return this.areaAt(placeOfPath(path));
  }

  /** Whether bodies may be bytes, by what the API says or its document. */
  get mayBeBinary(): boolean {
    return this.target.mayBeBinary || this.document?.model.binary === true;
  }

  /** Says all that is wrong with the document at once. */
  refuse(problems: readonly DocumentProblem[]): never {
    const what = `the OpenAPI document of ${this.target.scope.node.path}`;
    throw new Error(describeErrors(this.claims[0].by, problems, what));
  }

  /** Whether it cannot be told which area decides, so that none does. */
  isLost(resource: ResourceNode): boolean {
    return nearestSubtree(resource.place, this.claims) === 'unknown';
  }

  /** Forgets what has been taken out of the API again. */
  withdraw({ element }: Emission): void {
    this.deployments.withdraw(element);
    this.own.delete(element);
  }

  /** Takes in what was put into the API by an area: no look finds it again, and every deployment waits for it. */
  emit(emission: Emission, area: CorsArea): void {
    this.tree.markOwn(emission.element);
    if (emission.isAdded) {
      this.own.add(emission.element);
    }
    this.deployments.addEmission(emission, () => this.nameOf(area));
  }

  /** What all that is emitted has in common. */
  private get emitted(): unknown {
    return this.areas.map((area) => [this.nameOf(area), area.emitted]);
  }

  private areaAt(place: Place): CorsArea | undefined {
    const nearest = nearestSubtree(place, this.claims);
    return nearest === 'unknown' ? undefined : nearest?.area;
  }

  private readDocument(): ApiDocument | undefined {
    const { cfn } = this.target;
    const document = cfn === undefined ? undefined : ApiDocument.of(cfn);
    return document !== undefined && 'problems' in document ? this.refuse(document.problems) : document;
  }

  private nameOf(area: CorsArea): string | undefined {
    const claim = this.claims.find((one) => one.area === area);
    return claim && keyOf(claim);
  }

  /** Imports may turn out to be one resource only when the whole tree is known. */
  private refuseContradictions(): void {
    this.claims.forEach((claim, index) => {
      const first = this.claims.slice(0, index).find(({ place }) => isSamePlace(place, claim.place));
      if (first !== undefined && contradict(first, claim)) {
        throw new Error(describeContradiction(first, claim, this.target));
      }
    });
  }
}

function placeOfPath(path: string): Place {
  return { keys: [path], path };
}

const WHOLE: Place = { keys: [ROOT], path: '/' };

function keyOf({ place }: PlacedClaim): string {
  return place.keys[0];
}
