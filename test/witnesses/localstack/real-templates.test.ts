import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import fc from 'fast-check';
import { only, readTemplate } from '../../../scripts/check-templates/template';
import { RestApiCors } from '../../../src';
import { APP, OTHER } from '../../support/apis';
import { pointedAt, type SynthesisedTemplate, templatesOf } from '../apps/assemblies';
import { aCallTo } from '../apps/calls';
import { type Backend, startBackend } from '../emulators/backend';
import { deploy } from '../emulators/emulator';
import { Tally } from '../emulators/tally';
import { describeWith } from '../witnesses';
import { LIMITATIONS, localStack } from './emulator';

const CALLS = 25;
/** Templates that other people wrote, where there are some. */
const folder = process.env.CORS_TEMPLATES;
const files = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));

/** The template of a file with the construct on its one API. */
function withCors(file: string): readonly SynthesisedTemplate[] {
  const app = new App({ analyticsReporting: false });
  // The templates have a BootstrapVersion parameter of their own.
  const stack = new Stack(app, 'Theirs', { synthesizer: new LegacyStackSynthesizer() });
  const template = new CfnInclude(stack, 'Template', { templateFile: file });
  const [apiId] = only(readTemplate(file), 'RestApi');
  RestApiCors.forCfnRestApi(stack, 'Cors', template.getResource(apiId) as CfnRestApi, {
    allowOrigins: [APP, OTHER],
    allowCredentials: true,
  });
  return templatesOf(app);
}

describeWith('localstack', () => {
  const tally = new Tally('LocalStack, real templates', LIMITATIONS);
  const notMade: string[] = [];
  let backend: Backend;

  beforeAll(async () => {
    backend = await startBackend();
  });

  afterAll(async () => {
    await backend.stop();
    console.log(
      `${tally}\n  not deployed, because LocalStack has no such thing here: ${[...new Set(notMade)].join(', ')}`,
    );
  });

  const each = folder === undefined ? test.skip.each(['CORS_TEMPLATES names no folder']) : test.each(files);
  each('deploys and answers as the verifier tells: %s', async (file) => {
    const templates = pointedAt(withCors(join(folder ?? '', file)), `${backend.url}/status/200`);
    const { status, failures, leftOut, apis } = await deploy(localStack(), templates);
    expect([status, failures]).toEqual(['CREATE_COMPLETE', []]);
    notMade.push(...leftOut);
    expect(apis).toHaveLength(1);
    const before = tally.disagreements.length;
    for (const there of apis) {
      for (const request of fc.sample(aCallTo(there.api), { numRuns: CALLS, seed: 1 })) {
        await tally.ask(there, request, templates);
      }
    }
    expect(tally.disagreements.slice(before)).toEqual([]);
  });
});
