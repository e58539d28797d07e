import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { HttpApiCors } from '../http-api/http-api-cors';
import { NoticeBoard } from '../notice-board';
import { renderedProperties } from '../plain-view';
import { policyOf } from '../policy-props';
import { RestApiCors } from '../rest-api-cors';
import type { RestApiCorsOptions } from '../rest-api-cors-options';

/** Gives one policy to whichever API is found. */
export class PolicyGiver {
  constructor(private readonly options: RestApiCorsOptions) {}

  giveTo(api: CfnRestApi | CfnApi): void {
    if (api instanceof CfnRestApi) {
      RestApiCors.forCfnRestApi(hostOf(api), ID, api, this.options);
    } else if (renderedProperties(api).CorsConfiguration === undefined) {
      this.giveToHttpApi(api);
    } else {
      const notices = new NoticeBoard(hostOf(api), policyOf(api, this.options).policy);
      notices.note('http-cors-kept', api.node.path);
      notices.publish();
    }
  }

  private giveToHttpApi(api: CfnApi): void {
    try {
      HttpApiCors.forCfnApi(hostOf(api), ID, api, this.options);
    } catch (cause) {
      const hint = `ApiCorsMixin gave this policy to the HTTP API ${api.node.path}. An HttpApiCors for that API alone gives it another.`;
      throw new Error(`${cause instanceof Error ? cause.message : cause}\n${hint}`, { cause });
    }
  }
}

const ID = 'CorsMixin';

/** The L2 around the L1, if there is one. */
function hostOf(api: CfnRestApi | CfnApi): Construct {
  const parent = api.node.scope;
  return (parent?.node.defaultChild === api ? parent : api) as Construct;
}
