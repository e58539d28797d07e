import { createHash } from 'node:crypto';
import type { CfnResource, Stack } from 'aws-cdk-lib';
import { Dependable, type IConstruct } from 'constructs';
import type { Emission } from './emission';
import { dependenciesOf, ReferenceGraph } from './reference-graph';
import { Renewal } from './renewal';

/**
 * The deployments of one API. A deployment is a snapshot: it has to be made after everything that the construct emits,
 * and made anew, which CloudFormation does when its logical id changes, whenever that changes.
 */
export class Deployments {
  private readonly deployments: TrackedDeployment[] = [];
  private readonly emissions: TrackedEmission[] = [];
  /** Made when nobody changes anything any more: each is asked for seven times in a synthesis. */
  private finalDigests: Map<Stack, string> | undefined;

  /** @param policies what every emission depends on */
  constructor(private readonly policies: () => unknown) {}

  get any(): boolean {
    return this.deployments.length > 0;
  }

  /** The deployments whose logical id stays as it is, so that CloudFormation does not make them anew. */
  get fixed(): readonly CfnResource[] {
    return this.deployments.filter(({ renewal }) => !renewal.works).map(({ cfn }) => cfn);
  }

  /** What a deployment of the API cannot wait for, because that waits for the deployment. */
  get missed(): readonly { readonly element: CfnResource; readonly sameStack: boolean }[] {
    return this.deployments.flatMap((deployment) => {
      const missed = this.emissions
        .map(({ emission }) => emission.element)
        .filter((element) => !deployment.waitsFor.has(element));
      return missed.map((element) => ({ element, sameStack: element.stack === deployment.cfn.stack }));
    });
  }

  /** @param api what it deploys, where the app defines that: it is made before, and cannot wait for its deployment */
  addDeployment(cfn: CfnResource, api: CfnResource | undefined): void {
    const renewal = new Renewal(cfn, () => this.digest(cfn.stack));
    const before = dependenciesOf(cfn);
    const isBefore = (construct: IConstruct) => construct === api || isWithin(construct, before);
    const deployment: TrackedDeployment = { cfn, renewal, isBefore, waitsFor: new Set() };
    this.deployments.push(deployment);
    const waitsFor = () => {
      renewal.settle();
      this.finalDigests = new Map();
      deployment.waitsFor = this.elementsBefore(deployment);
      return [...deployment.waitsFor].filter((element) => !isBefore(element));
    };
    // Read when the app is prepared, so that it holds what was added until then and lacks what was withdrawn.
    const everything = {};
    Dependable.implement(everything, {
      get dependencyRoots() {
        return waitsFor();
      },
    });
    cfn.node.addDependency(everything);
  }

  /** What can be done only when nothing is changed any more. */
  finish(): void {
    for (const { renewal } of this.deployments) {
      renewal.finish();
    }
  }

  /** @param by whose it is, where that may change what the deployment holds */
  addEmission(emission: Emission, by?: () => unknown): void {
    this.emissions.push({ emission, by });
  }

  withdraw(element: CfnResource): void {
    const index = this.emissions.findIndex(({ emission }) => emission.element === element);
    if (index !== -1) {
      this.emissions.splice(index, 1);
    }
  }

  private digest(stack: Stack): string {
    const digest = this.finalDigests?.get(stack) ?? this.digestNow(stack);
    this.finalDigests?.set(stack, digest);
    return digest;
  }

  /** One text for everything that was emitted; it changes with any of it. */
  private digestNow(stack: Stack): string {
    const emitted = this.emissions.map(contentOf).filter((content) => content !== undefined);
    const [policies, contents] = stack.resolve([this.policies(), emitted]);
    const texts = (contents as readonly unknown[]).map((content) => JSON.stringify(content)).sort();
    const whole = JSON.stringify([policies, texts]);
    return createHash('sha256').update(whole).digest('hex').slice(0, 16);
  }

  private elementsBefore({ cfn, isBefore }: TrackedDeployment): ReadonlySet<CfnResource> {
    const emissions = this.emissions.map(({ emission }) => emission);
    const known = new Map(emissions.flatMap(({ element, refersTo }) => (refersTo ? [[element, refersTo]] : [])));
    const graph = new ReferenceGraph(cfn, isBefore, known);
    const canWait = ({ element, peers = [] }: Emission) => peers.some(isBefore) || !graph.waits(element);
    return new Set(emissions.filter(canWait).map(({ element }) => element));
  }
}

interface TrackedEmission {
  readonly emission: Emission;
  readonly by: (() => unknown) | undefined;
}

interface TrackedDeployment {
  readonly cfn: CfnResource;
  readonly renewal: Renewal;
  /** Whether it waits for something anyway. */
  readonly isBefore: (construct: IConstruct) => boolean;
  /** What it was told to wait for when the app was prepared. */
  waitsFor: ReadonlySet<CfnResource>;
}

/** Whether it or one around it is among some. Asked for each element that was emitted, so nothing is made for it. */
function isWithin(construct: IConstruct, some: ReadonlySet<IConstruct>): boolean {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    if (some.has(scope)) {
      return true;
    }
  }
  return false;
}

function contentOf({ emission, by }: TrackedEmission): unknown {
  const content = emission.content();
  return content === undefined || by === undefined ? content : [by(), content];
}
