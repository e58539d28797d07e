import type { HeaderLines } from '../../../src/fetch/header-lines';
import type { Answered, GatewayAnswer, GatewayRequest } from '../../../src/verify/gateway/answers';
import type { RestMethod } from '../../../src/verify/gateway/model';
import type { Received } from './requests';

/** An answer of the verifier's, and what led to it. */
export interface Told {
  readonly told: Answered;
  readonly request: GatewayRequest;
  /** None where no method of a REST API answers. */
  readonly method: RestMethod | undefined;
}

/** What an emulator is known not to do; it is named wherever it keeps something from being compared. */
export interface Limitation {
  readonly name: string;
  /** What of an answer cannot be compared because of it; `headers` stands for the body as well. */
  hides(answer: Told): Hidden | undefined;
}

export type Hidden = 'headers' | 'status' | 'everything';

export interface Compared {
  readonly outcome: 'same' | 'open' | 'skipped' | 'different';
  /** The limitations that kept it from being compared, wholly or in part. */
  readonly limitations: readonly string[];
  /** In what the two differ, or why the verifier leaves it open. */
  readonly why: readonly string[];
}

/** What every answer carries, and nobody configures. */
const OF_EVERY_ANSWER =
  /^(?:connection|content-length|content-type|date|keep-alive|server|transfer-encoding|x-amzn-.*|x-amz-apigw-id|x-amz-(?:request-)?id(?:-2)?|apigw-requestid|x-localstack)$/i;

/** Whether a header is one that every answer carries, and that nobody configures. */
export function isOfEveryAnswer(name: string): boolean {
  return OF_EVERY_ANSWER.test(name);
}

/** Compares what the verifier tells of an answer with the answer that came. */
export function compare(
  told: GatewayAnswer,
  received: Received,
  by: Omit<Told, 'told'>,
  limitations: readonly Limitation[],
): Compared {
  if (told.kind === 'undetermined') {
    return { outcome: 'open', limitations: [], why: [told.reason] };
  }
  const hiding = limitations.map((one) => ({ name: one.name, what: one.hides({ told, ...by }) }));
  const names = hiding.filter(({ what }) => what !== undefined).map(({ name }) => name);
  if (hiding.some(({ what }) => what === 'everything')) {
    return { outcome: 'skipped', limitations: names, why: [] };
  }
  const hidden = new Set(hiding.map(({ what }) => what));
  const why = [
    ...(hidden.has('status') || told.status === received.status
      ? []
      : [`status ${told.status}, and not ${received.status}`]),
    ...(hidden.has('headers') ? [] : headerDifferences(told, received.headers)),
    ...(hidden.has('headers') ? [] : bodyDifference(told, received, by.request)),
  ];
  // It may be told rightly and not be there.
  const late = told.notes.some(({ id }) => id === 'may-not-be-deployed');
  if (late && why.length > 0) {
    return { outcome: 'open', limitations: [], why: ['a part that no Deployment waits for may not be deployed'] };
  }
  return { outcome: why.length === 0 ? 'same' : 'different', limitations: names, why };
}

function headerDifferences(told: Answered, received: HeaderLines): readonly string[] {
  const open = new Set(told.undeterminedHeaders.map(({ name }) => name.toLowerCase()));
  const matters = (name: string): boolean => !open.has('*') && !open.has(name) && !isOfEveryAnswer(name);
  const names = new Set([...told.headers, ...received].map(([name]) => name.toLowerCase()).filter(matters));
  return [...names].flatMap((name) => {
    const [ours, theirs] = [valuesOf(told.headers, name), valuesOf(received, name)];
    return ours === theirs ? [] : [`${name}: ${ours}, and not ${theirs}`];
  });
}

function valuesOf(headers: HeaderLines, name: string): string {
  const values = headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? 'nothing' : JSON.stringify(values.join(', '));
}

function bodyDifference(told: Answered, received: Received, { method }: GatewayRequest): readonly string[] {
  const none = method === 'HEAD' || told.status === 204 || told.status === 304;
  return none || told.body === undefined || told.body === received.body
    ? []
    : [`body ${JSON.stringify(told.body)}, and not ${JSON.stringify(received.body)}`];
}
