/** One thing that API Gateway or a browser does and that the verifier models: a row of docs/fidelity.md. */
export interface Behaviour {
  readonly id: string;
  readonly what: string;
  /** Sections of the Fetch standard, documents of AWS, and measurements on AWS that others have published. */
  readonly sources: readonly Source[];
  /** Files and folders of `src/verify/`. */
  readonly modelledIn: readonly string[];
  /** Files of `test/` that hold the verifier to it. */
  readonly heldBy: readonly string[];
  /** How many cases at least each run compares with somebody whom nobody here wrote; the run itself counts them. */
  readonly confirmed?: Readonly<Partial<Record<Run, number>>>;
  /** What the verifier says UNDETERMINED of, because nobody has confirmed it. */
  readonly undetermined?: readonly string[];
}

/** What a browser's verdict rests on has names: those that belong to the behaviour. */
export interface BrowserBehaviour extends Behaviour {
  readonly reasons: readonly string[];
}

export interface Source {
  readonly name: string;
  readonly url: string;
}

/** The runs that compare, by their files in `test/`, with whom they compare. */
export const RUNS = {
  'browser/agreement.test.ts': 'Chromium',
  'browser/console.test.ts': "Chromium's console",
  'browser/preflight-cache.test.ts': "Chromium's cache",
  'witnesses/chromium/agreement.test.ts': 'Chromium on emulators',
  'witnesses/localstack/generated.test.ts': 'LocalStack',
  'witnesses/ministack/gateway-responses.test.ts': 'ministack',
  'witnesses/ministack/http-apis.test.ts': 'ministack',
  'witnesses/velocity/emitted.test.ts': 'Velocity 1.7',
  'witnesses/velocity/general.test.ts': 'Velocity 1.7',
} as const;

export type Run = keyof typeof RUNS;

export function standard(section: string): Source {
  return { name: `standard, ${section}`, url: `https://fetch.spec.whatwg.org/#${section}` };
}

/** What others have measured on AWS and published. */
export const MEASURED: Source = {
  name: 'measured on AWS, in tests of LocalStack that are marked as validated there',
  url: 'https://github.com/localstack/localstack/tree/main/tests/aws/services/apigateway',
};

/** A page of the developer guide of API Gateway. */
export function aws(page: string): Source {
  return {
    name: `AWS, ${page}`,
    url: `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`,
  };
}

/** A page of the reference of CloudFormation's templates. */
export function cloudFormation(page: string): Source {
  return {
    name: `AWS, ${page}`,
    url: `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/${page}.html`,
  };
}
