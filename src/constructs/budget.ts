import type { CfnResource, Stack } from 'aws-cdk-lib';
import { API_RESOURCES, isNear, STACK_RESOURCES, TEMPLATE_BYTES, type Use } from '../plan/budget';
import type { ApiContext } from './api-context';
import type { Preflights } from './preflights';
import { estimatedBytes } from './template-bytes';

/** The CDK's own limit on the resources of a stack, where a user has moved it; 0 for none. */
const RESOURCE_LIMIT_CONTEXT = '@aws-cdk/core:stackResourceLimit';

/** With fewer no template comes near a megabyte for what is added to it. */
const FEWEST_TO_WEIGH = 100;

/** What an API uses of what is limited, with its CORS and without: resources and bytes of the stacks, resources of the API. */
export class Budget {
  constructor(
    private readonly api: ApiContext,
    private readonly preflights: Preflights,
    /** All that lies below the stage. */
    private readonly elements: readonly CfnResource[],
  ) {}

  /** What comes near its limit. */
  get near(): readonly Use[] {
    const stacks = new Map([...this.api.added].map(({ stack }): [Stack, CfnResource[]] => [stack, []]));
    for (const element of this.elements) {
      stacks.get(element.stack)?.push(element);
    }
    const uses = [...stacks].flatMap(([stack, elements]) => this.usesOf(stack, elements));
    return [...uses, this.resourcesOfApi].filter(isNear);
  }

  private usesOf(stack: Stack, found: readonly CfnResource[]): readonly Use[] {
    const set = Number(stack.node.tryGetContext(RESOURCE_LIMIT_CONTEXT) ?? STACK_RESOURCES);
    const [limit, isEnforced] = set === 0 ? [STACK_RESOURCES, false] : [set, true];
    // Some elements leave themselves out of the template, which an error must not count.
    const elements = isEnforced && found.length > limit ? found.filter(isWritten) : found;
    const own = elements.filter((element) => this.api.added.has(element));
    let planned: number | undefined;
    const few = () => {
      planned ??= this.preflights.fewestIn(stack) + own.length - this.preflights.countIn(stack);
      return planned;
    };
    return [
      {
        what: `resources of the stack ${stack.node.path}`,
        limit,
        isEnforced,
        total: elements.length,
        added: own.length,
        get addedAtLeast() {
          return few();
        },
      },
      ...(elements.length < FEWEST_TO_WEIGH ? [] : [this.bytesOf(stack, elements, own, few)]),
    ];
  }

  private bytesOf(stack: Stack, all: readonly CfnResource[], own: readonly CfnResource[], few: () => number): Use {
    const added = estimatedBytes(own);
    return {
      what: `bytes of the template of ${stack.node.path}, about`,
      limit: TEMPLATE_BYTES,
      isEnforced: false,
      total: estimatedBytes(all.filter((element) => !this.api.added.has(element))) + added,
      added,
      get addedAtLeast() {
        return own.length === 0 ? 0 : Math.round((added * few()) / own.length);
      },
    };
  }

  /** A `{proxy+}` is the one resource of the API that may be added. */
  private get resourcesOfApi(): Use {
    const added = this.preflights.all.filter(({ child }) => child !== undefined).length;
    return {
      what: `resources of the API ${this.api.target.scope.node.path}, a quota that can be raised`,
      limit: API_RESOURCES,
      isEnforced: false,
      total: this.api.tree.allResources.length + added,
      added,
      addedAtLeast: added,
    };
  }
}

function isWritten(element: CfnResource): boolean {
  return 'Resources' in element._toCloudFormation();
}
