import type { Template } from 'aws-cdk-lib/assertions';
import type { DeployedApi } from '../../src/verify';
import { deployedApis, readTemplates } from '../../src/verify';

/** The one API of a template, as the verifier reads it. */
export function theApi(json: unknown): DeployedApi {
  const [api] = deployedApis(readTemplates([{ name: 'Shop.template.json', json }]));
  if (api === undefined) {
    throw new Error('the template has no API');
  }
  return api;
}

export function apiOf(template: Template): DeployedApi {
  return theApi(template.toJSON());
}
