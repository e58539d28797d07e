import { Unresolved } from '../template/value';
import {
  type BackendAnswer,
  deploymentNotes,
  type GatewayAnswer,
  type Header,
  type Note,
  notTold,
  type UndeterminedHeader,
} from './answers';
import { byMethod, type Exchange, renderIn } from './exchange';
import { EVERY } from './integrations';
import { nameAsSent, readStatic } from './mapping-expressions';
import type { IntegrationResponse } from './model';
import { headerOf } from './requests';
import { responseTemplate } from './template-choice';
import { matchesWhole } from './velocity/java-regex';
import type { Overrides } from './velocity/lent-objects';
import { Undetermined } from './velocity/undetermined';
import { OneOf, Unknown, type VelocityValue } from './velocity/values';

/** What an integration response is given to work on. */
export interface Outcome {
  /** What the request template has overridden already. */
  readonly overrides: Overrides;
  /** What the backend answered, where there is one and it is known. */
  readonly backend: BackendAnswer | undefined;
  readonly what: string;
}

export type Chosen = IntegrationResponse | 'none' | { readonly reason: string };

/**
 * The integration response whose pattern matches, or else the default. Without the text to match there is one answer
 * only where the default stands alone.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export function chooseResponse(responses: readonly IntegrationResponse[], text: string | undefined): Chosen {
  const patterned = responses.filter((response) => response.selectionPattern !== undefined);
  const defaults = responses.filter((response) => response.selectionPattern === undefined);
  if (text === undefined && patterned.length > 0) {
    return { reason: `the backend decides which of ${responses.length} integration responses is taken` };
  }
  try {
    const matching = patterned.filter(({ selectionPattern }) => {
      if (selectionPattern instanceof Unresolved) {
        throw new Undetermined(selectionPattern.reason);
      }
      return matchesWhole(selectionPattern ?? '', text ?? '');
    });
    const candidates = matching.length > 0 ? matching : defaults;
    const [first, second] = candidates;
    return second === undefined ? (first ?? 'none') : { reason: 'several integration responses fit' };
  } catch (error) {
    if (error instanceof Undetermined) {
      return { reason: error.reason };
    }
    throw error;
  }
}

/** The answer that an integration response makes. */
export function respond(exchange: Exchange, response: IntegrationResponse, outcome: Outcome): GatewayAnswer {
  const by = byMethod(exchange, outcome.what);
  const notes = deploymentNotes(exchange.method);
  const body = rendered(exchange, response, outcome);
  if (body.doubt !== undefined) {
    return notTold(by, body.doubt, notes);
  }
  const { overrides } = body;
  const { statusCode } = response;
  if (statusCode instanceof Unresolved) {
    return notTold(by, statusCode.reason, notes);
  }
  if (overrides.repeated.length > 0) {
    return notTold(by, `${overrides.repeated.join(', ')} is overridden twice, which is answered with a 5XX`, notes);
  }
  const statuses = statusesOf(overrides.status, statusCode);
  if ('reason' in statuses) {
    return notTold(by, statuses.reason, notes);
  }
  const [status, ...otherStatuses] = statuses;
  const declared = exchange.method.methodResponses.get(statusCode);
  if (declared === undefined) {
    return notTold(by, `the method has no method response ${statusCode}: the deployment fails`, notes);
  }
  const headers = new Headers(exchange, declared, outcome.backend);
  for (const [name, expression] of response.headers) {
    headers.map(name, expression);
  }
  for (const [name, value] of overrides.headers) {
    headers.override(name, value);
  }
  return {
    kind: 'answered',
    status,
    ...(otherStatuses.length === 0 ? {} : { otherStatuses }),
    headers: headers.known,
    ...(body.text === undefined ? {} : { body: body.text }),
    by,
    undeterminedHeaders: headers.undetermined,
    notes: [...notes, ...headers.notes],
  };
}

interface Body {
  readonly text?: string;
  readonly overrides: Overrides;
  readonly doubt?: string;
}

/** A template that mentions no override can change nothing but the body, so that only the body hangs on it. */
function rendered(exchange: Exchange, response: IntegrationResponse, { overrides, backend }: Outcome): Body {
  const template = responseTemplate(response, exchange.request);
  if (template === undefined) {
    return backend?.body === undefined ? { overrides } : { overrides, text: backend.body };
  }
  const text = template instanceof Unresolved ? template.rest : template;
  if (text === undefined) {
    return { overrides, doubt: (template as Unresolved).reason };
  }
  const input = backend?.body ?? new Unknown('the body that the integration gives');
  const result = renderIn(exchange, text, overrides, input);
  if (result.kind === 'undetermined') {
    const doubt = template instanceof Unresolved ? template.reason : result.reason;
    return template === text && !text.includes('responseOverride') ? { overrides } : { overrides, doubt };
  }
  return { overrides: result.overrides, ...(typeof result.text === 'string' ? { text: result.text } : {}) };
}

type Statuses = readonly [number, ...number[]];

/** The status; all that it may be where the body of the backend decides. */
function statusesOf(override: VelocityValue, statusCode: string): Statuses | { readonly reason: string } {
  const statuses: number[] = [];
  for (const value of override instanceof OneOf ? override.values : [override]) {
    const status = value ?? statusCode;
    if (typeof status !== 'number' && typeof status !== 'string') {
      return { reason: status instanceof Unknown ? status.reason : 'the status of the answer is not told' };
    }
    if (!/^[1-5]\d\d$/.test(String(status))) {
      return { reason: `the status "${status}" is none` };
    }
    statuses.push(Number(status));
  }
  const [first = 0, ...others] = new Set(statuses);
  return [first, ...others];
}

const BACKEND_HEADER = 'integration.response.header.';

class Headers {
  readonly known: Header[] = [];
  readonly undetermined: UndeterminedHeader[] = [];
  readonly notes: Note[] = [];

  constructor(
    private readonly exchange: Exchange,
    private readonly declared: ReadonlySet<string> | Unresolved,
    private readonly backend: BackendAnswer | undefined,
  ) {}

  /** A mapped header; one that the method response does not declare makes the deployment fail. */
  map(name: string, expression: string | Unresolved): void {
    const { logicalId } = this.exchange.method;
    if (name === EVERY && expression instanceof Unresolved) {
      this.undetermined.push({ name, reason: expression.reason });
      return;
    }
    if (this.declared instanceof Unresolved) {
      this.undetermined.push({ name, reason: this.declared.reason });
      return;
    }
    if (!this.declared.has(name.toLowerCase())) {
      const text = `${name} is mapped, but the method response does not declare it: the deployment fails`;
      this.notes.push({ id: 'undeclared-header', logicalId, text });
      this.undetermined.push({ name, reason: text });
      return;
    }
    const value = expression instanceof Unresolved ? expression : this.mapped(expression);
    if (value instanceof Unresolved) {
      this.undetermined.push({ name, reason: value.reason });
    } else {
      this.known.push([nameAsSent(name), value]);
    }
  }

  /** An override needs no declaration, and replaces a mapped header of the same name (measured on AWS). */
  override(name: string, value: VelocityValue): void {
    const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
    const mapped = this.known.find(([other]) => same(other));
    remove(this.known, ([other]) => same(other));
    remove(this.undetermined, (other) => same(other.name));
    if (mapped !== undefined && mapped[0] !== name) {
      this.undetermined.push({ name, reason: 'it is mapped and overridden in different cases of letters' });
    } else if ((typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean') {
      this.known.push([nameAsSent(name), String(value)]);
    } else {
      const reason = value instanceof Unknown ? value.reason : 'it is overridden with an empty value, or with none';
      this.undetermined.push({ name, reason });
    }
  }

  private mapped(expression: string): string | Unresolved {
    if (!expression.startsWith(BACKEND_HEADER) || this.backend === undefined) {
      return readStatic(expression);
    }
    const name = expression.slice(BACKEND_HEADER.length);
    const value = headerOf(this.backend, name);
    return value ?? new Unresolved(`the backend sends no ${name}, and what is mapped then has not been measured`);
  }
}

function remove<T>(list: T[], unwanted: (item: T) => boolean): void {
  list.splice(0, list.length, ...list.filter((item) => !unwanted(item)));
}
