import { type Answered, assumedStatus, type Header, type Note } from './answers';
import type { Exchange } from './exchange';
import type { FunctionPolicy } from './model';
import { headerOf } from './requests';

/** The answer of a function that carries a policy: its headers, as far as they have to do with CORS. */
export function functionAnswer(
  { method, request }: Exchange,
  policy: FunctionPolicy,
  notes: readonly Note[],
): Answered {
  const path = typeof method.path === 'string' ? method.path : 'a path that is not told';
  const who = policy.by === 'layer' ? 'the layer around the function' : 'the function';
  return {
    kind: 'answered',
    status: 200,
    headers: headersFor(policy, headerOf(request, 'Origin')),
    by: { logicalId: policy.logicalId, what: `${who} behind ${method.verb} ${path}` },
    undeterminedHeaders: [],
    notes: [...notes, assumedStatus(method.logicalId), byTheFunction(policy)],
  };
}

/** What is sent for every answer, and beside it the origin that asks where it is allowed. */
function headersFor(policy: FunctionPolicy, origin: string | undefined): readonly Header[] {
  const echoed = origin !== undefined && policy.allows(origin) ? origin : '';
  const allowOrigin = policy.allowOrigin ?? echoed;
  return [
    ...(allowOrigin === '' ? [] : [['Access-Control-Allow-Origin', allowOrigin] as const]),
    ...(allowOrigin === '' || !policy.allowCredentials ? [] : [['Access-Control-Allow-Credentials', 'true'] as const]),
    ...(policy.exposeHeaders.length === 0
      ? []
      : [['Access-Control-Expose-Headers', policy.exposeHeaders.join(',')] as const]),
    ...(policy.allowOrigin === undefined ? [['Vary', 'Origin'] as const] : []),
  ];
}

function byTheFunction({ by, logicalId }: FunctionPolicy): Note {
  const text =
    by === 'layer'
      ? 'a handler that sets CORS headers of its own decides by itself, and no template tells what it sets'
      : 'the handler is declared to return the headers; no template tells whether it does';
  return { id: 'by-the-function', logicalId, text };
}
