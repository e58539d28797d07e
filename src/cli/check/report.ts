import type { Outcome } from '../../verify/check/simulation';
import { jsonVerdict } from '../verdict-text';
import type { Problems } from './problems';
import { type Survey, type Tally, tallyErrors, tallyRoutes } from './survey';

/** What `--json` prints: the whole of the survey, for programs. */
export function jsonReport(survey: Survey, problems: Problems): unknown {
  return {
    routes: lowerCase(tallyRoutes(survey)),
    errors: lowerCase(tallyErrors(survey)),
    apis: survey.apis.map(({ name, logicalId, stack, unseen, views }) => ({
      name,
      logicalId,
      stack,
      unseen,
      origins: views.map(({ origin, routes, errors }) => ({
        origin,
        routes: routes.map(({ verb, path, standing, preflight, responses }) => ({
          method: verb,
          path,
          standing,
          preflight: preflight === null ? null : jsonOutcome(preflight, problems),
          responses: responses.map((one) => jsonOutcome(one, problems)),
        })),
        errors: errors.map((one) => jsonOutcome(one, problems)),
      })),
    })),
    problems: problems.all,
    unread: survey.unread,
  };
}

function lowerCase({ ALLOWED, BLOCKED, UNDETERMINED }: Tally) {
  return { allowed: ALLOWED, blocked: BLOCKED, undetermined: UNDETERMINED };
}

/** An answer with its verdict; `problem` is the number of its explanation. */
function jsonOutcome(outcome: Outcome, problems: Problems) {
  const { label, status, by, verdict, hazard } = outcome;
  return { label, status, by, ...jsonVerdict(verdict), hazard, problem: problems.numberOf(outcome) ?? null };
}
