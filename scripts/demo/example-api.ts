import { readAssembly } from '../../src/cli/read-assembly';
import { deployedApis, readTemplates } from '../../src/verify';
import type { RestApi } from '../../src/verify/gateway/model';

/** The one API of the example, as the verifier reads it out of the assembly. */
export function exampleApi(assembly: string): RestApi {
  const [api] = deployedApis(readTemplates(readAssembly([assembly])));
  if (api?.kind !== 'rest') {
    throw new Error('the example has no REST API');
  }
  return api;
}
