import type { Reason } from '../browser';
import { ANSWER_CAUSES } from './answer-causes';
import type { Cause } from './cause';
import { PREFLIGHT_CAUSES } from './preflight-causes';
import { REQUEST_CAUSES } from './request-causes';

/**
 * How each reason comes about on API Gateway, the likeliest way first. A browser knows nothing of this, and a recording
 * does not show it. `docs/troubleshooting.md` is made from these.
 */
export const CAUSES: Readonly<Record<Reason, readonly Cause[]>> = {
  ...PREFLIGHT_CAUSES,
  ...ANSWER_CAUSES,
  ...REQUEST_CAUSES,
};
