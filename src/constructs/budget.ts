import type { CfnResource, Stack } from 'aws-cdk-lib';
import { API_RESOURCES, isNear, STACK_RESOURCES, TEMPLATE_BYTES, type Use } from '../plan/budget';
import type { ApiContext } from './api-context';
import type { Preflights } from './preflights';
import { estimatedBytes } from './template-bytes';

/** The CDK's own limit on the resources of a stack, where a user has moved it; 0 for none. */
const RESOURCE_LIMIT_CONTEXT = '@aws-cdk/core:stackResourceLimit';

/** With fewer no template comes near a megabyte for what is added to it. */
const FEWEST_TO_WEIGH = 100;

/** The elements of a stack. */
interface Contents {
  /** Those that the API was given. */
  readonly own: CfnResource[];
  readonly others: CfnResource[];
}

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
    const { added } = this.api;
    const stacks = new Map([...added].map(({ stack }): [Stack, Contents] => [stack, { own: [], others: [] }]));
    for (const element of this.elements) {
      const contents = stacks.get(element.stack);
      contents?.[added.has(element) ? 'own' : 'others'].push(element);
    }
    const uses = [...stacks].flatMap(([stack, contents]) => this.usesOf(stack, contents));
    return [...uses, this.resourcesOfApi].filter(isNear);
  }

  private usesOf(stack: Stack, found: Contents): readonly Use[] {
    const set = Number(stack.node.tryGetContext(RESOURCE_LIMIT_CONTEXT) ?? STACK_RESOURCES);
    const [limit, isEnforced] = set === 0 ? [STACK_RESOURCES, false] : [set, true];
    // Some elements leave themselves out of the template, which an error must not count.
    const isOver = isEnforced && found.own.length + found.others.length > limit;
    const [own, others] = [found.own, found.others].map((some) => (isOver ? some.filter(isWritten) : some));
    const total = own.length + others.length;
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
        total,
        added: own.length,
        get addedAtLeast() {
          return few();
        },
      },
      ...(total < FEWEST_TO_WEIGH ? [] : [bytesOf(stack, { own, others }, few)]),
    ];
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

function bytesOf(stack: Stack, { own, others }: Contents, few: () => number): Use {
  const added = estimatedBytes(own);
  return {
    what: `bytes of the template of ${stack.node.path}, about`,
    limit: TEMPLATE_BYTES,
    isEnforced: false,
    total: estimatedBytes(others) + added,
    added,
    get addedAtLeast() {
      return own.length === 0 ? 0 : Math.round((added * few()) / own.length);
    },
  };
}

function isWritten(element: CfnResource): boolean {
  return 'Resources' in element._toCloudFormation();
}
