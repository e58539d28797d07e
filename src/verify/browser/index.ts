/** What other rooms take of the browser simulator. */
export type { HeaderLine, HeaderLines } from '../../fetch/header-lines';
export { type Asker, corsCheck, preflightCorsCheck } from './cors-check';
export { ENGINES, type Engine, type EngineProfile } from './engines';
export type {
  Answer,
  BrowserRequest,
  Credentials,
  Exchange,
  Hop,
  Mode,
  PreflightRequest,
  Refusal,
  Verdict,
} from './exchange';
export { type JudgeOptions, judge } from './judge';
export { preflightMaxAge } from './max-age';
export { type Asking, preflightCheck } from './preflight-check';
export { needsPreflight, preflightRequestFor } from './preflight-request';
export { readableHeaders, type Tainting } from './readable-headers';
export { REASONS, type Reason, type ReasonText } from './reasons';
export { isRefusal, type SentRequest, takeRequest } from './sent-request';
