import { ALLOW_CREDENTIALS, ALLOW_ORIGIN, VARY } from '../fetch/header-names';
import { corsHeaders, type Header } from './cors-headers';
import type { HandlerPolicy } from './handler-policy';
import { isHeaders, isRecord, type ProxyRequest, valuesOf } from './proxy-event';

type HeaderMap = Readonly<Record<string, unknown>> | null | undefined;

interface HeaderMaps {
  readonly headers?: HeaderMap;
  readonly multiValueHeaders?: HeaderMap;
}

const NOTHING: HeaderMaps = {};

/**
 * The result of a handler with the headers that it lacks, in a new object: a handler may return one object twice. What it
 * set stays, so that no header is there twice, which browsers refuse. Which origin may read, and whether with
 * credentials, is one decision: where the handler made a part of it, the whole of it is the handler's.
 *
 * A result that is no answer of a proxy is given back as it is; API Gateway makes a 502 of it.
 */
export function completeResult(result: unknown, request: ProxyRequest, policy: HandlerPolicy): unknown {
  const answer = asSent(result);
  if (answer === undefined) {
    return result;
  }
  const own = new OwnHeaders(answer.headers, answer.multiValueHeaders);
  const missing: Header[] = [];
  let varied = NOTHING;
  for (const [name, value] of corsHeaders(policy, request.origin)) {
    if (!own.has(name)) {
      if (!(own.decideOrigin && DECIDES_ORIGIN.includes(name))) {
        missing.push([name, value]);
      }
    } else if (name === VARY) {
      varied = own.withVaryOrigin();
    }
  }
  if (missing.length === 0 && varied === NOTHING) {
    return result;
  }
  const place = request.reads ?? placeChosenIn(answer);
  const added = missing.map(([name, value]) => [name, place === 'headers' ? value : [value]]);
  return { ...answer, ...varied, [place]: { ...(varied[place] ?? answer[place]), ...Object.fromEntries(added) } };
}

const DECIDES_ORIGIN: readonly string[] = [ALLOW_ORIGIN, ALLOW_CREDENTIALS];

/** The headers that a handler set, in either way or both; API Gateway merges the two. */
class OwnHeaders {
  constructor(
    private readonly headers: HeaderMap,
    private readonly multiValueHeaders: HeaderMap,
  ) {}

  get decideOrigin(): boolean {
    return DECIDES_ORIGIN.some((name) => this.has(name));
  }

  has(name: string): boolean {
    return this.values(name).length > 0;
  }

  /** The map that holds Vary, with Origin in it. */
  withVaryOrigin(): HeaderMaps {
    const names = this.values(VARY).flatMap((value) =>
      String(value)
        .toLowerCase()
        .split(/[ \t,]+/),
    );
    if (names.includes('origin') || names.includes('*')) {
      return NOTHING;
    }
    const lists = keyOf(this.multiValueHeaders, VARY);
    if (lists !== undefined) {
      const values = [this.multiValueHeaders?.[lists] ?? []].flat();
      return { multiValueHeaders: { ...this.multiValueHeaders, [lists]: [...values, 'Origin'] } };
    }
    const key = keyOf(this.headers, VARY) ?? VARY;
    const value = String(this.headers?.[key] ?? '');
    return { headers: { ...this.headers, [key]: value.trim() === '' ? 'Origin' : `${value}, Origin` } };
  }

  private values(name: string): readonly unknown[] {
    return [this.headers, this.multiValueHeaders].flatMap((headers) => valuesOf(headers, name.toLowerCase()));
  }
}

/** The handler's way is kept. */
function placeChosenIn({ headers, multiValueHeaders }: HeaderMaps): keyof HeaderMaps {
  return !isRecord(headers) && isRecord(multiValueHeaders) ? 'multiValueHeaders' : 'headers';
}

function keyOf(headers: HeaderMap, name: string): string | undefined {
  return Object.keys(headers ?? {}).find((key) => key.toLowerCase() === name.toLowerCase());
}

/**
 * The answer that the runtime would send for the result, with its headers as plain values. Undefined where that is no answer
 * of a proxy, and where it fails, which is left to the runtime to report.
 */
function asSent(result: unknown): HeaderMaps | undefined {
  try {
    const answer = isRecord(result) && typeof result.toJSON === 'function' ? result.toJSON('') : result;
    if (!isRecord(answer)) {
      return undefined;
    }
    const { headers, multiValueHeaders, ...others } = answer;
    const sent: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify({ headers, multiValueHeaders }));
    return isHeaders(sent.headers) && isHeaders(sent.multiValueHeaders)
      ? { ...withoutMethod(others), ...sent }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The runtime would call it, and send what it gives instead of the copy. */
function withoutMethod(answer: Readonly<Record<string, unknown>>): object {
  return typeof answer.toJSON === 'function' ? { ...answer, toJSON: undefined } : answer;
}
