import { answer, successAnswers } from '../../../src/verify/gateway/answer';
import type { Assumptions, GatewayAnswer, GatewayRequest } from '../../../src/verify/gateway/answers';
import type { DeployedApi, RestMethod } from '../../../src/verify/gateway/model';
import { route } from '../../../src/verify/gateway/routing';
import type { Run } from '../../fidelity/behaviour';
import { Counted } from '../../fidelity/counted';
import { shownBy } from '../../fidelity/shown';
import type { SynthesisedTemplate } from '../apps/assemblies';
import { backendAnswer } from './backend';
import { type Compared, compare, type Limitation } from './comparison';
import type { DeployedThere } from './emulator';
import { type Received, send } from './requests';

/** Compares answers one by one, and counts what came of it. */
export class Tally {
  private readonly outcomes = { same: 0, open: 0, skipped: 0, different: 0 };
  private readonly reasons = new Map<string, number>();
  private readonly differences: string[] = [];
  /** How many cases of each behaviour were compared; held to the register where the run is in it. */
  readonly behaviours: Counted;

  constructor(
    private readonly witness: string,
    private readonly limitations: readonly Limitation[],
    run?: Run,
  ) {
    this.behaviours = new Counted(run);
  }

  get compared(): number {
    return this.outcomes.same + this.outcomes.different;
  }

  get open(): number {
    return this.outcomes.open;
  }

  /** Every request on which the two disagree, with both answers. */
  get disagreements(): readonly string[] {
    return this.differences;
  }

  /** Sends a request to the emulator, asks the verifier, and compares. */
  async ask(
    { api, url }: DeployedThere,
    request: GatewayRequest,
    templates: readonly SynthesisedTemplate[],
  ): Promise<Received> {
    const received = await send(url, request);
    this.compare(api, request, toldOf(api, request, received, templates), received);
    return received;
  }

  /** Compares an answer that came with what the verifier tells of it. */
  compare(api: DeployedApi, request: GatewayRequest, told: GatewayAnswer, received: Received): void {
    const compared = compare(told, received, { request, method: methodOf(api, request) }, this.limitations);
    this.count(compared);
    if (compared.outcome === 'same' && told.kind === 'answered') {
      const status = compared.limitations.length > 0;
      this.behaviours.add(...shownBy(api, request, told, status ? 'status' : 'all'));
    }
    if (compared.outcome === 'different') {
      this.differences.push(`${JSON.stringify(request)} by ${told.by.what}: ${compared.why.join('; ')}`);
    }
  }

  toString(): string {
    const { same, open, skipped } = this.outcomes;
    const lines = [
      `${this.witness}: ${this.compared} answers compared, ${same} the same`,
      `${open} left open by the verifier, ${skipped} not compared`,
    ];
    return [
      lines.join('; '),
      `  ${this.behaviours}`,
      ...[...this.reasons].map(([reason, many]) => `  ${many} ${reason}`),
    ].join('\n');
  }

  private count({ outcome, limitations, why }: Compared): void {
    this.outcomes[outcome] += 1;
    for (const reason of outcome === 'open' ? why.map((text) => `open: ${text}`) : limitations.map(named)) {
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
    }
  }
}

const named = (limitation: string): string => `SKIPPED (not in this emulator): ${limitation}`;

function methodOf(api: DeployedApi, { method, path }: GatewayRequest): RestMethod | undefined {
  const found = api.kind === 'rest' ? route(api, method, path) : undefined;
  return found?.kind === 'method' ? found.method : undefined;
}

/**
 * The answer of the verifier, which is told what the backend answers. Where an AWS service is the backend nobody can tell
 * it that; the answer is then the one of those that it knows of that has the status that came.
 */
function toldOf(
  api: DeployedApi,
  request: GatewayRequest,
  received: Received,
  templates: readonly SynthesisedTemplate[],
): GatewayAnswer {
  const assumptions: Assumptions = {
    authorised: true,
    backend: ({ logicalId }) => {
      const uri = uriOf(templates, logicalId);
      return uri === undefined ? undefined : backendAnswer(new URL(uri).pathname);
    },
  };
  const told = answer(api, request, assumptions);
  const method = methodOf(api, request);
  if (told.kind === 'answered' || api.kind === 'http' || method?.integration?.type !== 'AWS') {
    return told;
  }
  const possible = successAnswers(api, method, request, assumptions).map((one) => one.answer);
  return possible.find((one) => one.kind === 'answered' && one.status === received.status) ?? told;
}

/** Where the integration of a method leads, if it is an HTTP server. */
function uriOf(templates: readonly SynthesisedTemplate[], logicalId: string): string | undefined {
  const element = templates.map(({ json }) => json.Resources[logicalId]).find((one) => one !== undefined);
  const { Integration } = (element?.Properties ?? {}) as { readonly Integration?: { readonly Uri?: unknown } };
  return typeof Integration?.Uri === 'string' ? Integration.Uri : undefined;
}
