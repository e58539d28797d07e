import type { Template } from 'aws-cdk-lib/assertions';
import type { DeployedApi } from '../verify';
import type { CorsOrigin } from './cors-origin';
import { SimulatedOrigin } from './simulated-origin';
import { verifier } from './verifier';

/**
 * Asserts what a browser will do with the APIs of a template, before anything is deployed. For unit tests, beside
 * `Template` of `aws-cdk-lib/assertions`; any test framework does, since an assertion that does not hold throws.
 *
 * @example
 * declare const stack: Stack;
 *
 * const cors = CorsAssertions.fromTemplate(assertions.Template.fromStack(stack));
 * cors.from('https://app.example.com').canCall('PUT', '/orders/{id}', {
 *   headers: { 'content-type': 'application/json' },
 *   credentials: true,
 * });
 * cors.from('https://evil.example').cannotCall('GET', '/orders');
 */
export class CorsAssertions {
  /**
   * Reads the APIs of a synthesised stack.
   *
   * @throws when the template holds no API
   */
  public static fromTemplate(template: Template): CorsAssertions {
    return CorsAssertions.fromTemplates([template]);
  }

  /**
   * Reads the APIs of stacks that are deployed together: routes of one API that are in several stacks.
   *
   * @throws when no template holds an API
   */
  public static fromTemplates(templates: Template[]): CorsAssertions {
    const { deployedApis, readTemplates } = verifier();
    const documents = templates.map((template, index) => ({ name: `template ${index + 1}`, json: template.toJSON() }));
    const apis = deployedApis(readTemplates(documents));
    if (apis.length === 0) {
      throw new Error(
        'no-api: the template holds no AWS::ApiGateway::RestApi and no AWS::ApiGatewayV2::Api, so there is nothing that ' +
          'a browser could call. Fix: pass the template of the stack that defines the API.',
      );
    }
    return new CorsAssertions(apis);
  }

  private readonly apis: readonly DeployedApi[];

  private constructor(apis: readonly unknown[]) {
    this.apis = apis as readonly DeployedApi[];
  }

  /**
   * The pages of one origin, whose calls are to be looked at.
   *
   * @param origin what a browser sends as Origin: `https://app.example.com`, or `null`
   */
  public from(origin: string): CorsOrigin {
    return new SimulatedOrigin(this.apis, origin);
  }
}
