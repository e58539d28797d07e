import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { NoticeId } from '../../plan/notices';
import { HttpApiCors } from '../http-api/http-api-cors';
import type { ApiProperties } from '../http-api/http-refusals';
import { NoticeBoard } from '../notice-board';
import { renderedProperties } from '../plain-view';
import { policyOf } from '../policy-props';
import { RestApiCors } from '../rest-api-cors';
import type { RestApiCorsOptions } from '../rest-api-cors-options';

/** Gives one policy to whichever API is found. */
export class PolicyGiver {
  constructor(private readonly options: RestApiCorsOptions) {}

  giveTo(api: CfnRestApi | CfnApi): void {
    const kept = api instanceof CfnRestApi ? undefined : keptBy(renderedProperties(api));
    if (api instanceof CfnRestApi) {
      RestApiCors.forCfnRestApi(hostOf(api), ID, api, this.options);
    } else if (kept === undefined) {
      this.giveToHttpApi(api);
    } else {
      this.leave(api, kept);
    }
  }

  private leave(api: CfnApi, why: NoticeId): void {
    const notices = new NoticeBoard(hostOf(api), policyOf(api, this.options).policy);
    notices.note(why, api.node.path);
    notices.publish();
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

/** What says itself which CORS the API has, and keeps its word. */
function keptBy({ CorsConfiguration, Body, BodyS3Location }: ApiProperties): NoticeId | undefined {
  if (CorsConfiguration !== undefined) {
    return 'http-cors-kept';
  }
  return Body === undefined && BodyS3Location === undefined ? undefined : 'http-document-kept';
}

/** The L2 around the L1, if there is one. */
function hostOf(api: CfnRestApi | CfnApi): Construct {
  const parent = api.node.scope;
  return (parent?.node.defaultChild === api ? parent : api) as Construct;
}
