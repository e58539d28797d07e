import { Compile, parse } from 'velocityjs';

/** What a mapping template sees of a request, as far as it matters here. */
export interface TemplateRequest {
  readonly header?: Readonly<Record<string, string | null>>;
  readonly querystring?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How `get` answers for a key that is not there. Nobody has measured which it is, so templates must stand both. */
  readonly missing?: null | '';
}

export interface TemplateOutcome {
  readonly output: string;
  /** `$context.responseOverride.header` afterwards. */
  readonly overrides: Readonly<Record<string, string>>;
}

/** The methods of java.lang.String that the templates use; JavaScript's own must not stand in for them. */
const STRING_METHODS: Readonly<Record<string, (text: string, argument: string) => unknown>> = {
  matches: (text, expression) => new RegExp(`^(?:${expression})$`).test(text),
};

const parsed = new Map<string, ReturnType<typeof parse>>();

/** Evaluates a mapping template as API Gateway would: with Java's strings and maps. `$` in JavaScript is the very end. */
export function evaluate(template: string, request: TemplateRequest): TemplateOutcome {
  const overrides: Record<string, string> = {};
  const { header, querystring, path, body = '', missing = null } = request;
  const parameters = {
    header: javaMap(header, missing),
    querystring: javaMap(querystring, missing),
    path: javaMap(path, missing),
  };
  const context = {
    input: { params: () => parameters, body },
    context: { responseOverride: { header: overrides } },
  };
  const compiled = new Compile(parsedOnce(template), {
    env: 'development',
    customMethodHandlers: [
      {
        uid: 'java.lang.String',
        match: ({ context: target }) => typeof target === 'string',
        resolve: ({ property, context: target, params }) => callString(String(target), property, params.map(String)),
      },
    ],
  });
  return { output: compiled.render(context), overrides };
}

function javaMap(entries: Readonly<Record<string, string | null>> = {}, missing: null | '') {
  const map = new Map(Object.entries(entries));
  return { get: (key: string) => map.get(key) ?? missing };
}

function callString(text: string, method: string, [argument = '']: readonly string[]): unknown {
  const implementation = STRING_METHODS[method];
  if (implementation === undefined) {
    throw new Error(`no method ${method} of java.lang.String is known here`);
  }
  return implementation(text, argument);
}

function parsedOnce(template: string): ReturnType<typeof parse> {
  const ast = parsed.get(template) ?? parse(template);
  parsed.set(template, ast);
  return ast;
}
