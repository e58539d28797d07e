import type { CfnMethod } from 'aws-cdk-lib/aws-apigateway';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { Notice } from '../plan/observations';
import type { AppliedBy } from '../policy/function-policy';
import type { ApiContext } from './api-context';
import type { CorsArea } from './cors-area';
import { functionOf } from './function-behind';
import type { ProxyRoute } from './proxy-route';
import { StageFunctions } from './stage-functions';

/** The responses that API Gateway hands on as the backend made them. */
export class ProxyCors {
  private readonly routes = new Map<string, { readonly name: string; readonly area: CorsArea }>();
  private readonly functions: StageFunctions;

  constructor(private readonly api: ApiContext) {
    this.functions = StageFunctions.of(api.target.stage);
  }

  /** A route of an area; of none where nothing is to be added, which its function has to keep to as well. */
  apply(route: ProxyRoute, area: CorsArea | undefined): void {
    const { id, name, integration } = route;
    if (area !== undefined && (integration === 'AWS_PROXY' || integration === 'HTTP_PROXY')) {
      this.routes.set(id, { name, area });
    }
    if (integration === 'AWS_PROXY') {
      const claim = (called: CfnFunction) => ({ policy: area?.policy, appliedBy: area && appliedBy(area, called) });
      const isTold = this.functions.claim(route, claim);
      // A route that is left out may call any of several functions, which then answer beside their policy.
      if (isTold || area !== undefined) {
        this.functions.know(route.element);
      }
    }
  }

  /** An OPTIONS method whose backend answers preflights by itself. */
  leave(method: CfnMethod): void {
    this.functions.know(method);
  }

  /** What can be said only when nothing is added any more. */
  finish(): void {
    const called = new Set<CfnFunction>();
    for (const [id, { name, area }] of this.routes) {
      const { function: found, notices } = this.functions.coverageOf(id);
      if (found !== undefined) {
        called.add(found);
      }
      for (const notice of notices) {
        const told = notice === 'proxy-responses' || found === undefined ? '' : ` (${found.node.path})`;
        area.notices.note(notice, name + told);
      }
    }
    for (const area of this.api.areas) {
      noteIdle(area, called);
    }
    this.functions.finish();
  }
}

/** Whether a notice of the plan holds whatever becomes of the functions. */
export function isSettled({ id }: Notice): boolean {
  return id !== 'proxy-responses';
}

/** A function that is named and not called is one that was meant to be another. */
function noteIdle({ notices, proxyResponses }: CorsArea, called: ReadonlySet<CfnFunction>): void {
  for (const named of proxyResponses._helperFunctions) {
    const found = functionOf(named.functionArn, named);
    if ('why' in found || !called.has(found)) {
      notices.note('why' in found ? found.why : 'function-idle', named.node.path);
    }
  }
}

function appliedBy({ proxyResponses }: CorsArea, called: CfnFunction): AppliedBy | undefined {
  const byHandler = proxyResponses._helperFunctions.some((named) => functionOf(named.functionArn, named) === called);
  return byHandler ? 'handler' : proxyResponses._byDefault;
}
