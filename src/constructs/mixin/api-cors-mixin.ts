import { Mixin, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { policyOf } from '../policy-props';
import type { RestApiCorsOptions } from '../rest-api-cors-options';
import { PolicyGiver } from './policy-giver';
import { isApi, StageCors } from './stage-cors';

/**
 * The policy of every API below a scope.
 *
 * What only REST APIs know (`statusCode`, subdomain patterns, errors) is for them; a pattern, or whatever else an HTTP API
 * cannot be told, is an error that names the HTTP API.
 */
export interface ApiCorsMixinProps extends RestApiCorsOptions {}

/**
 * Gives every REST API and HTTP API below a scope one policy, as `RestApiCors` and `HttpApiCors` would give it to each: all
 * their routes are covered, those that are added later too.
 *
 * An API that has a `RestApiCors` or `HttpApiCors` of its own keeps it, whichever came first; so does a subtree of a REST
 * API that has a policy of its own or is excluded. An HTTP API that says itself what CORS it has (`corsPreflight`) keeps
 * that, and so does one that an OpenAPI document defines; a warning names it. APIs that are imported, and WebSocket APIs,
 * are left alone. Of several of these mixins the one that was applied nearest to the API counts alone.
 *
 * A mixin is applied to what is there. This one covers APIs that come later as well, if they come below an App, a Stage or
 * a Stack that it was applied to; below a Stage that is made later it has to be applied again.
 *
 * @example
 * declare const app: App;
 *
 * Mixins.of(app).apply(new ApiCorsMixin({ allowOrigins: ['https://app.example.com'] }));
 */
export class ApiCorsMixin extends Mixin {
  private readonly giver: PolicyGiver;

  /**
   * @param props the policy
   */
  constructor(private readonly props: ApiCorsMixinProps) {
    super();
    this.giver = new PolicyGiver(props);
  }

  /**
   * Whether the construct is a REST API or an HTTP API (as an L1), or what APIs come below: an App, a Stage or a Stack.
   *
   * @param construct the construct
   */
  public override supports(construct: IConstruct): boolean {
    return isApi(construct) || Stack.isStack(construct) || Stage.isStage(construct);
  }

  /**
   * Gives the policy to the API, or to every API below the construct, when the app is synthesised.
   *
   * @param construct what `supports` was true for
   * @throws when the construct is an API and the policy holds anything that a browser or API Gateway would refuse
   */
  public applyTo(construct: IConstruct): void {
    if (isApi(construct)) {
      policyOf(construct, this.props);
    }
    StageCors.of(Stage.of(construct) ?? construct.node.root).add({ scope: construct, giver: this.giver });
  }
}
