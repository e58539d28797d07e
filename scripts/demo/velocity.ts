import { Compile, parse } from 'velocityjs';

export interface Evaluated {
  readonly text: string;
  /** What the template set in `$context.responseOverride.header`. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The methods of Java's String and Map that the templates call and JavaScript has under no such name. */
const JAVA_METHODS = [
  {
    uid: 'String.matches',
    match: ({ property, context }: Call) => property === 'matches' && typeof context === 'string',
    // Java matches the whole text.
    resolve: ({ context, params }: Call) => new RegExp(`^(?:${params[0]})$`).test(String(context)),
  },
  {
    uid: 'Map.get',
    match: ({ property }: Call) => property === 'get',
    resolve: ({ context, params }: Call) => (context as Record<string, unknown>)[String(params[0])],
  },
];

interface Call {
  readonly property: string;
  readonly context: unknown;
  readonly params: readonly unknown[];
}

/** Evaluates a mapping template as API Gateway would for a request with these headers. Bodies are stood in for. */
export function evaluate(template: unknown, requestHeaders: Readonly<Record<string, string>>): Evaluated {
  const headers: Record<string, string> = {};
  const context = {
    context: { requestId: 'request-1', responseOverride: { header: headers } },
    input: {
      body: '{}',
      params: (name?: string) =>
        name === undefined ? { header: requestHeaders, path: {}, querystring: {} } : (requestHeaders[name] ?? ''),
      path: () => '',
      json: () => '{}',
    },
    util: { escapeJavaScript: String, urlEncode: encodeURIComponent, parseJson: () => ({}) },
  };
  const text = new Compile(parse(textOf(template)), { customMethodHandlers: JAVA_METHODS }).render(context);
  return { text, headers };
}

/** A text with intrinsic functions in it, whose values are known at deployment only. */
function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const joined = (value as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  return joined === undefined ? 'at-deployment' : joined[1].map(textOf).join(joined[0]);
}
