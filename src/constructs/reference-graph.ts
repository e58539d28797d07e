import {
  CfnElement,
  CfnResource,
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  Reference,
  Stack,
  Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isRecord } from '../render/template-values';

const DEPLOYMENTS = ['AWS::ApiGateway::Deployment', 'AWS::ApiGatewayV2::Deployment'];

/** What begins and ends as one: an element (with the stack that it nests), or a stack beside others. */
type Unit = CfnResource | Stack;

/**
 * Who waits for one element: CloudFormation makes an element after those that it refers to or depends on, and begins with a
 * stack when everything is there that any of its elements waits for.
 */
export class ReferenceGraph {
  private readonly byLogicalId = new Map<Stack, ReadonlyMap<string, CfnElement>>();
  private nesting: ReadonlyMap<CfnResource, Stack> | undefined;

  /**
   * @param goal the one element
   * @param isBefore whether something is made before it anyway and cannot wait for it; what that refers to need not be read
   * @param known what some elements refer to, which need not be read again
   */
  constructor(
    private readonly goal: CfnResource,
    private readonly isBefore: (construct: IConstruct) => boolean,
    private readonly known: Map<CfnResource, readonly IConstruct[]>,
  ) {}

  /** Whether an element waits for the one, so that the one cannot wait for it. */
  waits(element: CfnResource): boolean {
    const around = innermostAround(this.goal, element);
    const goal = unitIn(around, this.goal);
    const seen = new Set([unitIn(around, element)]);
    for (const unit of seen) {
      if (unit !== undefined && unit !== goal && !this.isBefore(unit)) {
        for (const needed of this.neededBy(unit)) {
          seen.add(unitIn(around, needed));
        }
      }
    }
    return seen.has(goal);
  }

  private neededBy(unit: Unit): readonly IConstruct[] {
    const nested = Stack.isStack(unit) ? unit : this.nestedBy(unit);
    const elements = nested === undefined ? [] : nested.node.findAll().filter(CfnResource.isCfnResource);
    return [
      ...(Stack.isStack(unit) ? unit.dependencies : this.neededByElement(unit)),
      ...elements.flatMap((element) => this.neededByElement(element)),
    ];
  }

  private nestedBy(resource: CfnResource): Stack | undefined {
    if (resource.cfnResourceType !== 'AWS::CloudFormation::Stack') {
      return undefined;
    }
    this.nesting ??= new Map(
      resource.node.root.node
        .findAll()
        .filter(Stack.isStack)
        .flatMap((stack) => (stack.nestedStackResource === undefined ? [] : [[stack.nestedStackResource, stack]])),
    );
    return this.nesting.get(resource);
  }

  private neededByElement(element: CfnResource): readonly IConstruct[] {
    let needed = this.known.get(element);
    if (needed === undefined) {
      const references = new References();
      const template = Tokenization.resolve(element._toCloudFormation(), {
        scope: element,
        resolver: references,
        preparing: false,
      });
      // What is left are literal names: references were taken out.
      const names = [...namesIn(template)].filter((name) => !name.startsWith('AWS::'));
      const named = names.flatMap((name) => this.named(element.stack).get(name) ?? []);
      needed = [...references.targets, ...named];
      // A deployment of ours would ask here what it waits for itself.
      needed = DEPLOYMENTS.includes(element.cfnResourceType)
        ? needed
        : [...needed, ...elementsIn(dependenciesOf(element))];
      this.known.set(element, needed);
    }
    return needed;
  }

  private named(stack: Stack): ReadonlyMap<string, CfnElement> {
    let named = this.byLogicalId.get(stack);
    if (named === undefined) {
      const elements = stack.node.findAll().filter((one) => CfnElement.isCfnElement(one) && one.stack === stack);
      named = new Map((elements as CfnElement[]).map((element) => [String(stack.resolve(element.logicalId)), element]));
      this.byLogicalId.set(stack, named);
    }
    return named;
  }
}

/** Stands for a reference that was collected; any property takes it. */
const NOTHING = { Ref: 'AWS::NoValue' };

/** Collects what a template refers to, in whichever stack that is. */
class References extends DefaultTokenResolver {
  readonly targets = new Set<IConstruct>();

  constructor() {
    super({ join: (left, right) => ({ 'Fn::Join': ['', [left, right]] }) });
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      this.targets.add(token.target);
      return NOTHING;
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** What an element depends on as a construct, or those around it do, with all below: that becomes DependsOn at synthesis. */
export function dependenciesOf(element: CfnResource): ReadonlySet<IConstruct> {
  const dependencies = new Set<IConstruct>();
  for (const scope of element.node.scopes) {
    for (const dependency of scope.node.dependencies) {
      dependencies.add(dependency);
    }
  }
  return dependencies;
}

function elementsIn(constructs: Iterable<IConstruct>): readonly CfnResource[] {
  return [...constructs].flatMap(({ node }) => node.findAll().filter(CfnResource.isCfnResource));
}

function innermostAround(one: CfnResource, other: CfnResource): Stack | undefined {
  if (one.stack === other.stack) {
    return one.stack;
  }
  const around = stacksAround(other);
  return stacksAround(one).find((stack) => around.includes(stack));
}

function stacksAround(element: IConstruct): readonly Stack[] {
  const stacks: Stack[] = [];
  for (let stack: Stack | undefined = Stack.of(element); stack !== undefined; stack = stack.nestedStackParent) {
    stacks.push(stack);
  }
  return stacks;
}

/** The unit of a stack that a construct is in; without a stack, the outermost one. Undefined where it is not in there. */
function unitIn(around: Stack | undefined, construct: IConstruct): Unit | undefined {
  if (around === Stack.of(construct)) {
    return CfnResource.isCfnResource(construct) ? construct : undefined;
  }
  const stacks = stacksAround(construct);
  const outer = around === undefined ? stacks.length : stacks.indexOf(around);
  const inner = stacks[outer - 1];
  return around === undefined ? inner : inner?.nestedStackResource;
}

/** The names by which a template refers to its own elements. */
function* namesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) {
      yield* namesIn(item);
    }
  } else if (isRecord(value)) {
    yield* textsIn(value.DependsOn);
    yield* textsIn(value.Ref);
    yield* textsIn(value['Fn::GetAtt'])
      .slice(0, 1)
      .map((name) => name.split('.')[0]);
    yield* textsIn(value['Fn::Sub'])
      .slice(0, 1)
      .flatMap((text) => [...text.matchAll(/\$\{([^!{}.]+)[^{}]*\}/g)])
      .map(([, name]) => name.trim());
    for (const item of Object.values(value)) {
      yield* namesIn(item);
    }
  }
}

function textsIn(value: unknown): readonly string[] {
  return [value].flat().filter((text) => typeof text === 'string');
}
