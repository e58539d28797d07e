import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import { functionOf } from './function-behind';
import type { MethodNode } from './method-node';
import { StageFunctions } from './stage-functions';

/** A method whose backend answers alone, with its name for people and the area that it follows. */
interface ProxyMethod {
  readonly name: string;
  readonly area: CorsArea;
  readonly cfn: CfnMethod;
}

/** The responses that API Gateway hands on as the backend made them. */
export class ProxyCors {
  private readonly methods = new Map<CfnMethod, ProxyMethod>();
  private readonly functions: StageFunctions;

  constructor(private readonly api: ApiContext) {
    this.functions = StageFunctions.of(api.target.stage);
  }

  /** A method of an area; of none where nothing is to be added, which its function has to keep to as well. */
  apply(method: MethodNode, name: string, area: CorsArea | undefined): void {
    const { cfn, integration } = method;
    if (area !== undefined) {
      this.methods.set(cfn, { name, area, cfn });
    }
    if (integration === 'AWS_PROXY') {
      this.functions.claim(cfn, (called) => ({ policy: area?.policy, appliedBy: area && appliedBy(area, called) }));
    }
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    const called = new Set<CfnFunction>();
    for (const { cfn, name, area } of this.methods.values()) {
      const coverage = this.functions.coverageOf(cfn);
      if (coverage.function !== undefined) {
        called.add(coverage.function);
      }
      for (const id of coverage.notices) {
        const told =
          id === 'proxy-responses' || coverage.function === undefined ? '' : ` (${coverage.function.node.path})`;
        area.notices.note(id, name + told);
      }
    }
    for (const area of this.api.areas) {
      this.noteIdle(area, called);
    }
    this.functions.finish();
  }

  /** A function that is named and not called is one that was meant to be another. */
  private noteIdle({ notices, proxyResponses }: CorsArea, called: ReadonlySet<CfnFunction>): void {
    for (const named of proxyResponses._helperFunctions) {
      const found = functionOf(named.functionArn, named);
      if ('why' in found || !called.has(found)) {
        notices.note('why' in found ? found.why : 'function-idle', named.node.path);
      }
    }
  }
}

function appliedBy({ proxyResponses }: CorsArea, called: CfnFunction) {
  const byHandler = proxyResponses._helperFunctions.some((named) => functionOf(named.functionArn, named) === called);
  return byHandler ? 'handler' : proxyResponses._byDefault;
}
