import type { CorsCallOptions } from './cors-call-options';

/**
 * Asserts what the pages of one origin can call. `CorsAssertions.from` makes it.
 */
export abstract class CorsOrigin {
  /**
   * Asserts that a script may make this call and read every answer that the route itself gives: the browser passes the
   * preflight, where it sends one, and each response.
   *
   * @param method as the script writes it, such as `PUT`; browsers do not upper-case `patch`
   * @param path a route of the API (`/orders/{id}`) or a path (`/orders/1`), without the stage
   * @throws with the verdict of the browser when it does not hold, and when it cannot be told (UNDETERMINED)
   */
  public abstract canCall(method: string, path: string, options?: CorsCallOptions): void;

  /**
   * Asserts that a script may not make this call, or may not read any answer that the route itself gives.
   *
   * @param method as the script writes it, such as `PUT`
   * @param path a route of the API (`/orders/{id}`) or a path (`/orders/1`), without the stage
   * @throws with the verdict of the browser when it does not hold, and when it cannot be told (UNDETERMINED)
   */
  public abstract cannotCall(method: string, path: string, options?: CorsCallOptions): void;
}
