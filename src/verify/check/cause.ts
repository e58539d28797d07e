/** A way in which an API of API Gateway, or who calls it, comes to a reason. */
export interface Cause {
  readonly how: string;
  readonly fix: string;
  /** Who says so, where the templates and the answers alone cannot show it. */
  readonly see?: string;
}
