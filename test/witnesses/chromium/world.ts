import type { Stack } from 'aws-cdk-lib';
import { HttpIntegration } from 'aws-cdk-lib/aws-apigateway';
import { CfnApi, CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { type DeployedApi, deployedApis, type Outcome, readTemplates, simulate } from '../../../src/verify';
import { type Call, simulateErrors } from '../../../src/verify/check/simulation';
import { backendAnswer, startBackend } from '../../browser/backend';
import { APIS, type Case, sabotaged } from '../../browser/cases';
import { Pages, type ScriptCall, type Seen } from '../../browser/chromium';
import { anApi } from '../../support/apis';
import { appOf, type SynthesisedTemplate, templatesOf } from '../apps/assemblies';
import { deploy, type EmulatorKind } from '../emulators/emulator';
import { localStack } from '../localstack/emulator';
import { ministack } from '../ministack/emulator';

/** What a page saw of a call, what was told of it before, and by which emulator it was answered. */
export interface Called {
  readonly seen: Seen;
  readonly told: Outcome;
  readonly answeredBy: 'LocalStack' | 'ministack';
}

interface Synthesised {
  readonly api: DeployedApi;
  readonly templates: readonly SynthesisedTemplate[];
}

const EMULATORS: Readonly<Record<Called['answeredBy'], () => EmulatorKind>> = { LocalStack: localStack, ministack };

/** A browser with its pages, a backend, and the APIs that they call, each deployed on an emulator of AWS. */
export class DeployedWorld {
  static async start(): Promise<DeployedWorld> {
    const pages = await Pages.open();
    const { url, server } = await startBackend(pages.origin('app'));
    return new DeployedWorld(pages, url, () => {
      server.closeAllConnections();
      server.close();
    });
  }

  private readonly apis = new Map<string, Synthesised>();
  private readonly urls = new Map<string, Promise<string>>();

  private constructor(
    private readonly pages: Pages,
    private readonly backendUrl: URL,
    private readonly closeBackend: () => void,
  ) {}

  /** The verifier is asked first, and knows the template alone. */
  async call(one: Case, id: string): Promise<Called> {
    const { api, templates } = this.synthesised(one.api);
    const told = this.told(api, one);
    // LocalStack has no HTTP APIs, and sends no headers of gateway responses; ministack evaluates no Velocity.
    const answeredBy = api.kind === 'http' || told.by.what.includes('gateway response') ? 'ministack' : 'LocalStack';
    const url = await this.deployed(one.api, answeredBy, templates);
    const { method, headers = {}, credentials = 'same-origin', body, upload = false } = one;
    const call: ScriptCall = {
      url: `${url}${one.path}?case=${id}`,
      method,
      headers,
      credentials,
      mode: 'cors',
      upload,
      ...(body === undefined ? {} : { body }),
    };
    return { seen: await this.pages.call(one.from, call), told, answeredBy };
  }

  async close(): Promise<void> {
    await this.pages.close();
    this.closeBackend();
  }

  private synthesised(name: string): Synthesised {
    const known = this.apis.get(name);
    if (known !== undefined) {
      return known;
    }
    const templates = templatesOf(appOf(this.build(name), true));
    const [api] = deployedApis(readTemplates(templates));
    if (api === undefined) {
      throw new Error(`the template of ${name} has no API`);
    }
    this.apis.set(name, { api, templates });
    return { api, templates };
  }

  private build(name: string): (stack: Stack) => void {
    const page = this.pages.origin('app');
    const build = APIS[name]?.(page) ?? sabotaged(name, page);
    return name === 'proxy' ? this.proxy : name === 'http' ? this.reachable(build) : build;
  }

  /** The first answer that decides: a browser that blocks the preflight never sees another. */
  private told(api: DeployedApi, one: Case): Outcome {
    const page = this.pages.origin('app');
    const call: Call = {
      origin: this.pages.origin(one.from),
      method: one.method,
      path: one.path,
      headers: one.headers,
      credentials: one.credentials === 'include',
      forcePreflight: one.upload,
    };
    const { preflight, responses } = simulate(api, call, {
      engine: 'chromium',
      assumptions: { backend: ({ request }) => backendAnswer(request.method, request.path, page) },
    });
    const errors = simulateErrors(api, call, { engine: 'chromium' });
    const answers = one.error === undefined ? responses : errors.filter(({ label }) => label.endsWith(`${one.error}`));
    const deciding = preflight !== null && preflight.verdict.verdict !== 'ALLOWED' ? preflight : answers[0];
    if (deciding === undefined) {
      throw new Error('the verifier tells no answer');
    }
    return deciding;
  }

  /** Where the API is called; it is deployed at its first call. */
  private deployed(
    name: string,
    answeredBy: Called['answeredBy'],
    templates: readonly SynthesisedTemplate[],
  ): Promise<string> {
    const key = `${name} on ${answeredBy}`;
    const known = this.urls.get(key) ?? this.deploy(EMULATORS[answeredBy](), key, templates);
    this.urls.set(key, known);
    return known;
  }

  private async deploy(
    emulator: EmulatorKind,
    key: string,
    templates: readonly SynthesisedTemplate[],
  ): Promise<string> {
    const { status, failures, apis } = await deploy(emulator, templates);
    const [there] = apis;
    if (status !== 'CREATE_COMPLETE' || there === undefined) {
      throw new Error(`${key} was not deployed: ${status} ${failures.join('; ')}`);
    }
    return there.url;
  }

  /** Every path is handed to the backend, which has an answer for each. */
  private readonly proxy = (stack: Stack): void => {
    const uri = `${this.backendUrl.origin}/{proxy}`;
    const requestParameters = { 'integration.request.path.proxy': 'method.request.path.proxy' };
    anApi(stack).root.addProxy({
      defaultIntegration: new HttpIntegration(uri, { httpMethod: 'ANY', options: { requestParameters } }),
      defaultMethodOptions: { requestParameters: { 'method.request.path.proxy': true } },
    });
  };

  /** An HTTP API with its routes led to the backend. */
  private reachable(build: (stack: Stack) => void): (stack: Stack) => void {
    return (stack) => {
      build(stack);
      const elements = stack.node.findAll();
      const apiId = elements.find((element) => element instanceof CfnApi)?.ref ?? '';
      const integration = new CfnIntegration(stack, 'Backend', {
        apiId,
        integrationType: 'HTTP_PROXY',
        integrationMethod: 'ANY',
        integrationUri: this.backendUrl.origin,
        payloadFormatVersion: '1.0',
      });
      for (const route of elements.filter((element) => element instanceof CfnRoute)) {
        route.target = `integrations/${integration.ref}`;
      }
    };
  }
}
