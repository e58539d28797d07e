/**
 * The verifier, loaded when it is first asked: whoever only builds an app with the package does not pay for it.
 */
export function verifier(): typeof import('../verify') {
  return require('../verify');
}
