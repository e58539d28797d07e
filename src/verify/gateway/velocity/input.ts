import { Undetermined } from './undetermined';
import { type HostObject, JavaList, JavaMap, readJson, Unknown, type VelocityValue } from './values';

/** The parameters of a request as templates see them. A name that came twice has an unknown value. */
export interface RequestParameters {
  readonly path: ReadonlyMap<string, string | Unknown>;
  readonly querystring: ReadonlyMap<string, string | Unknown>;
  readonly header: ReadonlyMap<string, string | Unknown>;
}

/** What `.get()` gives for a parameter that the request lacks. Which of the two is the truth has not been measured. */
export type MissingParameter = 'null' | 'empty';

/**
 * `$input`. Names are matched in the case that the request has.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export class Input implements HostObject {
  readonly host = '$input';
  /** Whether the answer could hang on the reading of a missing parameter. */
  missed = false;

  constructor(
    private readonly parameters: RequestParameters,
    private readonly text: string | Unknown,
    private readonly missing: MissingParameter,
  ) {}

  property(name: string): VelocityValue {
    if (name !== 'body') {
      throw new Undetermined(`$input.${name} is not covered`);
    }
    return this.text;
  }

  call(name: string, args: readonly VelocityValue[]): VelocityValue {
    const [first] = args;
    if (name === 'params' && args.length === 0) {
      return this.allParameters();
    }
    if (name === 'params' && args.length === 1 && typeof first === 'string') {
      return this.parameter(first);
    }
    if (args.length === 1 && typeof first === 'string' && (name === 'path' || name === 'json')) {
      const found = this.find(first);
      return name === 'path' ? found : asJson(found);
    }
    throw new Undetermined(`$input.${name}() is not covered`);
  }

  assign(name: string): void {
    throw new Undetermined(`$input.${name} is set`);
  }

  /** Looks in the path, then the query, then the headers; a missing parameter is the empty text (measured on AWS). */
  private parameter(name: string): VelocityValue {
    const { path, querystring, header } = this.parameters;
    return path.get(name) ?? querystring.get(name) ?? header.get(name) ?? '';
  }

  private allParameters(): VelocityValue {
    const { path, querystring, header } = this.parameters;
    const missing = (): VelocityValue => {
      this.missed = true;
      return this.missing === 'null' ? null : '';
    };
    return new ParameterMap(
      [
        ['path', new ParameterMap(path, missing)],
        ['querystring', new ParameterMap(querystring, missing)],
        ['header', new ParameterMap(header, missing)],
      ],
      () => null,
    );
  }

  private find(path: string): VelocityValue {
    if (this.text instanceof Unknown) {
      return this.text;
    }
    return stepsOf(path).reduce<VelocityValue>(stepInto, bodyOf(this.text));
  }
}

/** Whether what is written to it is there when it is asked for again has not been measured. */
class ParameterMap extends JavaMap {
  constructor(
    entries: Iterable<readonly [string, VelocityValue]>,
    private readonly whenMissing: () => VelocityValue,
  ) {
    super(entries);
  }

  override put(): VelocityValue {
    throw new Undetermined('the parameters of the request are written to');
  }

  override missing(): VelocityValue {
    return this.whenMissing();
  }
}

/** The JSONPath that says one place: `$`, `.name`, `['name']` and `[0]`. */
function stepsOf(path: string): readonly string[] {
  const found = /^\$((?:\.[A-Za-z_][\w-]*|\['[^'\\]+'\]|\[\d+\])*)$/.exec(path);
  if (found === null) {
    throw new Undetermined(`the JSONPath ${JSON.stringify(path)} is not covered`);
  }
  return [...(found[1] ?? '').matchAll(/\.([\w-]+)|\['([^']+)'\]|\[(\d+)\]/g)].map(
    (step) => step[1] ?? step[2] ?? step[3] ?? '',
  );
}

function stepInto(value: VelocityValue, step: string): VelocityValue {
  const found =
    value instanceof JavaMap
      ? value.entries.get(step)
      : value instanceof JavaList
        ? value.items[Number(step)]
        : undefined;
  if (found === undefined) {
    throw new Undetermined(`a JSONPath leads to "${step}", which the body does not have`);
  }
  return found;
}

function asJson(value: VelocityValue): string | Unknown {
  let unknown: Unknown | undefined;
  const plain = (inner: VelocityValue): unknown => {
    if (inner instanceof Unknown) {
      unknown = inner;
    }
    if (inner instanceof JavaMap) {
      return Object.fromEntries([...inner.entries].map(([name, item]) => [name, plain(item)]));
    }
    return inner instanceof JavaList ? inner.items.map(plain) : inner;
  };
  const json = JSON.stringify(plain(value));
  return unknown ?? json;
}

function bodyOf(text: string): VelocityValue {
  try {
    return readJson(text);
  } catch (error) {
    throw error instanceof Undetermined ? error : new Undetermined('the body is read as JSON, and it is none');
  }
}
