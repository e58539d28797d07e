/** How much of something limited a part of an app uses, with and without what was added to it. */
export interface Use {
  /** What is limited, in words. */
  readonly what: string;
  readonly limit: number;
  /** Whether the synthesis fails beyond it. */
  readonly isEnforced: boolean;
  readonly total: number;
  /** The part of the total that was added for CORS. */
  readonly added: number;
  /** What would be added with as few OPTIONS methods as can be. */
  readonly addedAtLeast: number;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const STACK_RESOURCES = 500;
/** The same page. The CDK counts a megabyte so. */
export const TEMPLATE_BYTES = 1_000_000;
/** Can be raised. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
export const API_RESOURCES = 300;

/** Where the CDK begins to speak of a limit too. */
const NEAR = 0.8;

export function isNear({ total, limit }: Use): boolean {
  return total >= limit * NEAR;
}

export function describeUse(use: Use): string {
  const { what, limit, total, added } = use;
  const greedy = fewest(use) < total ? `, ${fewest(use)} with PreflightPlacement.GREEDY` : '';
  return `${total} of ${limit} ${what} (${total - added} without CORS${greedy})`;
}

/** Whether the synthesis fails, and would not with few OPTIONS methods. */
export function isCurable(use: Use): boolean {
  return use.isEnforced && use.total > use.limit && fewest(use) <= use.limit;
}

export function describeOverrun(use: Use): string {
  return (
    `over-limit: ${describeUse(use)}: CloudFormation refuses such a stack, so that the CDK does not write its template. ` +
    'Fix: placement: PreflightPlacement.GREEDY'
  );
}

function fewest({ total, added, addedAtLeast }: Use): number {
  return total - added + addedAtLeast;
}
