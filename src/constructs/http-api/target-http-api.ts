import { type CfnElement, Reference, Stage, Tokenization } from 'aws-cdk-lib';
import { CfnApi, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IConstruct } from 'constructs';
import { isRecord } from '../../render/template-values';
import { Identities } from '../identity';
import type { ApiProperties } from './http-refusals';

/** An HTTP API that is defined in this app: which constructs belong to it, and where ours go. */
export class TargetHttpApi {
  /** Below it lies everything that can belong to the API: no reference leaves a Stage. */
  readonly stage: IConstruct;

  private readonly identities = new Identities();

  constructor(
    /** As routes of ours refer to it. */
    readonly api: IHttpApi,
    readonly cfn: CfnApi,
  ) {
    this.stage = Stage.of(cfn) ?? cfn.node.root;
  }

  /** The construct that new children of the API hang from: the L2 around the L1, if there is one. */
  get scope(): IConstruct {
    const parent = this.cfn.node.scope;
    return parent?.node.defaultChild === this.cfn ? parent : this.cfn;
  }

  /** Remembers whose the API is, or says whose it was before. */
  claim(claimant: string): string | undefined {
    const first = claimantOf(this.cfn);
    if (first === undefined) {
      Object.defineProperty(this.cfn, CLAIMANT, { value: claimant });
    }
    return first;
  }

  /** The properties of the API as they were written so far: to resolve tokens now would be to settle some of them too early. */
  get written(): ApiProperties {
    const { protocolType, body, bodyS3Location, corsConfiguration } = this.cfn;
    return {
      ProtocolType: protocolType,
      Body: body,
      BodyS3Location: bodyS3Location,
      CorsConfiguration: corsConfiguration,
    };
  }

  /** Whether an element with this `apiId` belongs to the API. */
  owns(apiId: string, holder: CfnElement): boolean {
    return apiId === this.cfn.ref || this.identities.of(apiId, holder.stack).startsWith(`${this.cfn.node.path}#`);
  }

  /** The same of an `ApiId` as the template has it. */
  ownsRendered(apiId: unknown, holder: CfnElement): boolean {
    return isRecord(apiId) && JSON.stringify(apiId) === JSON.stringify(holder.stack.resolve(this.cfn.ref));
  }

  /** One text for what a property refers to, whichever way it does. */
  identityOf(value: string, holder: CfnElement): string {
    return this.identities.of(value, holder.stack);
  }

  /** Forgets what constructs were found to mean: more may have been added since. */
  lookAgain(): void {
    this.identities.clear();
  }
}

/** The HttpApiCors that an API has, by its path. */
export function claimantOf(api: CfnApi & { [CLAIMANT]?: string }): string | undefined {
  return api[CLAIMANT];
}

const CLAIMANT = Symbol.for('cdk-apigateway-cors.HttpApiCors');

/** The definition behind an L2, or behind an import of an API that is defined in the same app. */
export function definitionOf(api: IHttpApi): CfnApi | undefined {
  if (api.node.defaultChild instanceof CfnApi) {
    return api.node.defaultChild;
  }
  const token = Tokenization.reverseCompleteString(api.apiId);
  return token !== undefined && Reference.isReference(token) && token.target instanceof CfnApi
    ? token.target
    : undefined;
}
