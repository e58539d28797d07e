import { createHash } from 'node:crypto';
import { CfnElement, type CfnResource, Intrinsic, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { MockPreflight } from '../render/mock-preflight';
import { SharedAnswer } from './options-method';
import type { TargetApi } from './target-api';

/**
 * The texts of the preflights of one large API. Most resources answer alike, so a text stands once in the template of a
 * stack, as a mapping, and the methods look it up there.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html
 */
export class PreflightTexts {
  private readonly mappings = new Map<Stack, TextMapping>();

  constructor(private readonly target: TargetApi) {}

  /**
   * The answer of a method, which has the text or looks it up. A mapping holds no reference, so a text with one stays where
   * it is.
   */
  refer(method: CfnResource, answer: MockPreflight): MockPreflight | SharedAnswer {
    const text = textOf(answer);
    if (Token.isUnresolved(text) || text.length <= LONGEST_IN_PLACE) {
      return answer;
    }
    const { stack } = method;
    const mapping = this.mappings.get(stack) ?? new TextMapping(...this.placeIn(stack));
    this.mappings.set(stack, mapping);
    return mapping.hasRoomFor(text) ? mapping.refer(method, answer) : answer;
  }

  /** The method is gone, or has its text elsewhere: what nobody looks up is not written. */
  forget(method: CfnResource): void {
    this.mappings.get(method.stack)?.forget(method);
  }

  /** Several APIs may have resources in one stack, and each of them its own texts. */
  private placeIn(stack: Stack): ConstructorParameters<typeof TextMapping> {
    const { scope } = this.target;
    return Stack.of(scope) === stack ? [scope, ID] : [stack, ID + scope.node.addr.slice(-8)];
  }
}

/** What API Gateway takes a request without a Content-Type for. */
const MEDIA_TYPE = 'application/json';

const ID = 'CorsPreflights';
const KEY = 'RequestTemplate';

/** A look-up is no shorter. */
const LONGEST_IN_PLACE = 100;

/** Of a mapping. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_TEXTS = 200;

interface Entry {
  readonly key: string;
  /** One for all methods: the text says all that is answered. */
  readonly answer: SharedAnswer;
  readonly readers: Set<CfnResource>;
}

class TextMapping extends CfnElement {
  private readonly entries = new Map<string, Entry>();
  private readonly name: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.name = String(this.stack.resolve(this.logicalId));
    // The name of an element is made anew whenever it is asked for, and hundreds of methods ask for this one.
    this.overrideLogicalId(this.name);
  }

  hasRoomFor(text: string): boolean {
    return this.entries.has(text) || this.entries.size < MOST_TEXTS;
  }

  refer(method: CfnResource, answer: MockPreflight): SharedAnswer {
    const text = textOf(answer);
    const entry = this.entries.get(text) ?? this.entryFor(text, answer);
    this.entries.set(text, entry);
    entry.readers.add(method);
    return entry.answer;
  }

  forget(method: CfnResource): void {
    for (const [text, { readers }] of this.entries) {
      if (readers.delete(method) && readers.size === 0) {
        this.entries.delete(text);
      }
    }
  }

  private entryFor(text: string, answer: MockPreflight): Entry {
    const key = keyOf(text);
    const lookUp = new Intrinsic({ [MEDIA_TYPE]: { 'Fn::FindInMap': [this.name, key, KEY] } });
    return { key, answer: new SharedAnswer(answer, lookUp), readers: new Set() };
  }

  /** @internal */
  override _toCloudFormation(): object {
    const entries = [...this.entries].map(([text, { key }]): [string, object] => [key, { [KEY]: text }]).sort(byKey);
    return entries.length === 0 ? {} : { Mappings: { [this.name]: Object.fromEntries(entries) } };
  }
}

function textOf({ integration }: MockPreflight): string {
  return integration.requestTemplates[MEDIA_TYPE];
}

/** The order in which the methods were made says nothing. */
function byKey([one]: [string, object], [other]: [string, object]): number {
  return one < other ? -1 : 1;
}

/** A key of a mapping takes letters and digits only. */
function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
