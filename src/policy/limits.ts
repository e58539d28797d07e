import type { ApiKind } from './http-api';
import type { AllowedOrigins } from './parse-origins';
import type { Findings } from './problem';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const LONGEST_TEMPLATE = 300 * 1024;
const LONGEST_HEADER_VALUES = 10_240;

/** What a comparison with one origin costs in the template beside the origin itself, at the most: a pattern with any port. */
const COMPARISON = 200;

/** What stands in the template, or among the header values, beside what the policy lists. */
const REST = 1_000;

/** What of a policy grows with its lists. */
export interface Listed {
  readonly origins: AllowedOrigins;
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
}

/** Reports what API Gateway would refuse for its size, long after the synthesis. */
export function checkLimits({ origins, allowHeaders, exposeHeaders }: Listed, api: ApiKind, findings: Findings): void {
  const listed = origins === 'any' ? [] : origins;
  const template = listed.reduce((length, { text }) => length + text.length + COMPARISON, REST);
  if (api === 'rest' && template > LONGEST_TEMPLATE) {
    const fix = 'patterns such as "https://*.example.com" in place of the origins that they cover';
    findings.add('origins-too-many', { property: 'allowOrigins', got: `${listed.length} origins`, fix });
  }
  for (const [property, names] of Object.entries({ allowHeaders, exposeHeaders })) {
    const length = names.join(',').length;
    if (length + REST > LONGEST_HEADER_VALUES) {
      const fix = 'list fewer headers';
      findings.add('header-value-too-long', { property, got: `${length} bytes in ${names.length} names`, fix });
    }
  }
}
