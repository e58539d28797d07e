/**
 * Where the OPTIONS methods go that answer preflights.
 */
export enum PreflightPlacement {
  /**
   * One on every resource, as native CORS has them. A preflight allows the methods of its own resource.
   */
  EVERY_RESOURCE = 'EVERY_RESOURCE',

  /**
   * As few as answer every preflight: one on `/` and one on a `{proxy+}` that is added below it, to which API Gateway
   * hands the preflights of all resources without an OPTIONS method of their own, and more only where these do not reach:
   * on resources with ANY, which would take the preflights; on and below a variable child (`{id}`) where the `{proxy+}`
   * would have to stand; on subtrees with a policy of their own. A `{proxy+}` of the user's is used.
   *
   * For APIs with so many resources that an OPTIONS method on each takes the stack over the limits of CloudFormation. A
   * preflight then allows the methods of all resources that its OPTIONS method answers for. That tells a browser of more
   * methods, and lets it call no more: a resource still refuses a method that it does not have, with the CORS headers of
   * an error. A preflight to a path that no resource has is answered as well; the request after it gets the error.
   *
   * API Gateway takes one variable child per resource, and CloudFormation creates before it deletes. So a variable child
   * cannot be added in one update where the `{proxy+}` stands, and the other way around: docs/scale.md says how.
   *
   * Where not all resources of the API can be seen (it is imported, or read from an OpenAPI document), a warning says so
   * and every resource gets one.
   */
  GREEDY = 'GREEDY',
}
