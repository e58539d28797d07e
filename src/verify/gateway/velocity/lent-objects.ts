import type { Effects } from './effects';
import { Undetermined, UnknownValue } from './undetermined';
import { type HostObject, JavaMap, OneOf, Unknown, type VelocityValue } from './values';

/** What a template has set so far of the answer: `$context.responseOverride`. */
export interface Overrides {
  readonly headers: ReadonlyMap<string, VelocityValue>;
  readonly status: VelocityValue;
  /** What was set more than once, which API Gateway answers with a 5XX (its documentation). */
  readonly repeated: readonly string[];
}

export const NO_OVERRIDES: Overrides = { headers: new Map(), status: null, repeated: [] };

/**
 * `$context`. The overrides can be written as API Gateway lets them be: dotted, with `['k']`, with `.put()` (measured
 * on AWS). Everything else in it is told by the caller or known only when the request is made.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export class Context implements HostObject {
  readonly host = '$context';
  private readonly headers: OverrideMap;
  private readonly response: OverrideMap;
  /** They change what the integration receives, which is not asked about here. */
  private readonly request = REQUEST_PARTS.map(
    (part) => [part, new RequestOverrides(`requestOverride.${part}`, [])] as const,
  );

  constructor(
    private readonly known: ReadonlyMap<string, string>,
    before: Overrides,
  ) {
    this.headers = new OverrideMap('header', before.headers);
    this.response = new OverrideMap('', before.status === null ? [] : [['status', before.status]]);
    this.headers.repeated.push(...before.repeated);
  }

  get overrides(): Overrides {
    return {
      headers: new Map(this.headers.entries),
      status: this.response.entries.get('status') ?? null,
      repeated: [this.headers, this.response, ...this.request.map(([, part]) => part)].flatMap(
        ({ repeated }) => repeated,
      ),
    };
  }

  property(name: string): VelocityValue {
    if (name === 'responseOverride') {
      return new ResponseOverride(this.response, this.headers);
    }
    if (name === 'requestOverride') {
      return new JavaMap(this.request);
    }
    return this.known.get(name) ?? new Unknown(`$context.${name} is known only when the request is made`);
  }

  /**
   * Takes it that a part of the template that may not be run overrides these.
   *
   * @returns false where one of them is overridden already, so that it may be overridden twice
   */
  mayOverride({ headers, statuses }: Pick<Effects, 'headers' | 'statuses'>, { reason }: Unknown): boolean {
    const before = this.response.entries.has('status') && statuses.length > 0;
    if (before || headers.some((name) => this.headers.has(name))) {
      return false;
    }
    for (const name of headers) {
      this.headers.assign(name, new Unknown(reason));
    }
    if (statuses.length > 0) {
      this.response.put('status', new OneOf(reason, [null, ...statuses]));
    }
    return true;
  }

  call(name: string): VelocityValue {
    throw new Undetermined(`$context.${name}() is not covered`);
  }

  assign(name: string): void {
    throw new Undetermined(`$context.${name} is set`);
  }
}

const REQUEST_PARTS: readonly string[] = ['header', 'path', 'querystring'];

/** `$stageVariables`: what the caller does not tell is known only to the stage. */
export class StageVariables implements HostObject {
  readonly host = '$stageVariables';

  constructor(private readonly known: ReadonlyMap<string, string>) {}

  property(name: string): VelocityValue {
    return this.known.get(name) ?? new Unknown(`the stage variable ${name}`);
  }

  call(name: string, args: readonly VelocityValue[]): VelocityValue {
    const [first] = args;
    if (name === 'get' && args.length === 1 && typeof first === 'string') {
      return this.property(first);
    }
    throw new Undetermined(`$stageVariables.${name}() is not covered`);
  }

  assign(name: string): void {
    throw new Undetermined(`$stageVariables.${name} is set`);
  }
}

class ResponseOverride implements HostObject {
  readonly host = '$context.responseOverride';

  constructor(
    private readonly response: OverrideMap,
    private readonly headers: OverrideMap,
  ) {}

  property(name: string): VelocityValue {
    if (name !== 'header' && name !== 'status') {
      throw new Undetermined(`$context.responseOverride.${name} is not covered`);
    }
    return name === 'header' ? this.headers : this.response.get(name);
  }

  call(name: string): VelocityValue {
    throw new Undetermined(`$context.responseOverride.${name}() is not covered`);
  }

  assign(name: string, value: VelocityValue): void {
    if (name !== 'status') {
      throw new Undetermined(`$context.responseOverride.${name} is set as a whole`);
    }
    this.response.put(name, value);
  }
}

class OverrideMap extends JavaMap {
  readonly repeated: string[] = [];

  constructor(
    private readonly part: string,
    entries: Iterable<readonly [string, VelocityValue]>,
  ) {
    super(entries);
  }

  /** Names of headers are the same in whatever letters. */
  has(key: string): boolean {
    return [...this.entries.keys()].some((name) => name.toLowerCase() === key.toLowerCase());
  }

  override put(key: string, value: VelocityValue): VelocityValue {
    if (this.has(key)) {
      this.repeated.push(this.part === '' ? key : `${this.part}.${key}`);
    }
    return super.put(key, value);
  }
}

/** An earlier template of the same request may have written to it. */
class RequestOverrides extends OverrideMap {
  override missing(key: string): VelocityValue {
    return new Unknown(`whether a template before this one overrides ${key}`);
  }

  override get certainEntries(): ReadonlyMap<string, VelocityValue> {
    throw new UnknownValue('what a template before this one overrides');
  }
}
