import type { DeployedApi, Outcome } from '../verify';
import type { CorsCallOptions } from './cors-call-options';
import { CorsOrigin } from './cors-origin';
import { verifier } from './verifier';

/** The pages of one origin, simulated. */
export class SimulatedOrigin extends CorsOrigin {
  constructor(
    private readonly apis: readonly DeployedApi[],
    private readonly origin: string,
  ) {
    super();
  }

  public canCall(method: string, path: string, options: CorsCallOptions = {}): void {
    const failed = this.outcomes(method, path, options).filter(
      ({ verdict, hazard }) => verdict.verdict !== 'ALLOWED' || (options.behindCache === true && hazard !== null),
    );
    if (failed.length > 0) {
      throw new Error(`${this.origin} cannot be said to be able to call ${method} ${path}\n${this.describe(failed)}`);
    }
  }

  public cannotCall(method: string, path: string, options: CorsCallOptions = {}): void {
    const outcomes = this.outcomes(method, path, options);
    const [preflight] = outcomes.filter(({ label }) => label === 'preflight');
    const responses = outcomes.filter((outcome) => outcome !== preflight);
    const blocked = (outcome: Outcome) => outcome.verdict.verdict === 'BLOCKED';
    if (!(preflight !== undefined && blocked(preflight)) && !responses.every(blocked)) {
      const open = outcomes.filter((outcome) => !blocked(outcome));
      throw new Error(`${this.origin} cannot be said to be unable to call ${method} ${path}\n${this.describe(open)}`);
    }
  }

  private outcomes(method: string, path: string, options: CorsCallOptions): readonly Outcome[] {
    const { pathTo, simulate } = verifier();
    const { headers, credentials } = options;
    const api = this.apiWith(method, path);
    const { preflight, responses } = simulate(
      api,
      { origin: this.origin, method, path: pathTo(path), headers, credentials },
      { assumptions: { backend: ({ request }) => backendAnswer(request.method, options) } },
    );
    return preflight === null ? responses : [preflight, ...responses];
  }

  private apiWith(method: string, path: string): DeployedApi {
    const { httpRoute, pathTo, route, routesOf } = verifier();
    const asked = [method.toUpperCase(), pathTo(path)] as const;
    const found = this.apis.find(
      (api) => (api.kind === 'rest' ? route(api, ...asked) : httpRoute(api, ...asked)).kind !== 'none',
    );
    if (found === undefined) {
      const known = this.apis.flatMap((api) => routesOf(api).map((one) => `${one.verb} ${one.path}`));
      throw new Error(
        `unknown-route: no API of the template has ${method} ${path}. API Gateway would answer 403. Routes: ${known.join(', ')}`,
      );
    }
    return found;
  }

  private describe(outcomes: readonly Outcome[]): string {
    const { describeOutcome } = verifier();
    return outcomes.map((outcome) => describeOutcome(outcome)).join('\n');
  }
}

/** What the options say of a backend; undefined where they do not. */
function backendAnswer(
  method: string,
  { backendHeaders, backendPreflightStatus }: CorsCallOptions,
): { headers: [string, string][]; status?: number } | undefined {
  const status = method === 'OPTIONS' ? backendPreflightStatus : undefined;
  return backendHeaders === undefined && status === undefined
    ? undefined
    : { headers: Object.entries(backendHeaders ?? {}), status };
}
