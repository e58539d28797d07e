import type { DeployedApi } from '../verify/gateway/model';

/** Where in an API a request goes. */
export interface Target {
  /** Without the stage. */
  readonly path: string;
  /** Without the question mark; none where the request has none. */
  readonly query: string | undefined;
  /** The stage that answers: the one in the path, or the API's first. */
  readonly stage: string | undefined;
}

/**
 * Reads the target of a request line, as it was sent: a path, or a whole URL as for a proxy. Nothing for the other forms,
 * `*` and `host:port`, which are not about anything in an API.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function readTarget(api: DeployedApi, target: string): Target | undefined {
  const local = target.startsWith('/') ? target : localPart(target);
  if (local === undefined) {
    return undefined;
  }
  const mark = local.indexOf('?');
  const path = mark === -1 ? local : local.slice(0, mark);
  const query = mark === -1 ? undefined : local.slice(mark + 1);
  const stages = stagesOf(api);
  const named = stages.find((stage) => (path === `/${stage}` || path.startsWith(`/${stage}/`)) && !begins(api, stage));
  const rest = named === undefined ? path : path.slice(named.length + 1);
  return { path: rest === '' ? '/' : rest, query, stage: named ?? stages[0] };
}

/** The names of the stages, which stand at the beginning of a path behind no domain name of one's own. */
export function stagesOf(api: DeployedApi): readonly string[] {
  return api.kind === 'rest' ? api.stages.flatMap(({ name }) => (name === undefined ? [] : [name])) : [];
}

function localPart(target: string): string | undefined {
  try {
    const url = new URL(target);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.pathname + url.search : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a path that begins with a stage's name may as well be meant without a stage. */
function begins(api: DeployedApi, stage: string): boolean {
  const paths = api.kind === 'rest' ? api.resources.map(({ path }) => path) : [];
  return paths.some((path) => path === `/${stage}` || (typeof path === 'string' && path.startsWith(`/${stage}/`)));
}
