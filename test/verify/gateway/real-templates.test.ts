import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer } from '../../../src/verify/gateway/answer';
import { deployedApis } from '../../../src/verify/gateway/deployed-apis';
import type { RestApi } from '../../../src/verify/gateway/model';
import { readTemplates } from '../../../src/verify/template/templates';

// Templates of public constructs; they are not part of this repository. CORS_TEMPLATES names their folder.
const folder = process.env.CORS_TEMPLATES;
const files = folder === undefined ? [] : readdirSync(folder).filter((file) => file.endsWith('.json'));

function theApi(file: string): RestApi {
  const json: unknown = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8'));
  const [api, ...others] = deployedApis(readTemplates([{ name: file, json }]));
  if (api?.kind !== 'rest' || others.length > 0) {
    throw new Error(`${file}: one REST API was expected`);
  }
  return api;
}

if (files.length === 0) {
  console.log('real templates: 0 read, since CORS_TEMPLATES is not set');
  test.skip('real templates are read', () => {});
} else {
  console.log(`real templates: ${files.length} read`);

  test('there are templates to read', () => {
    expect(files.length).toBeGreaterThanOrEqual(8);
  });

  describe.each(files)('%s', (file) => {
    const api = theApi(file);
    const methods = api.resources.flatMap((resource) => resource.methods);

    test('has methods with paths, all of them deployed', () => {
      expect(api.doubt).toBeUndefined();
      expect(methods.length).toBeGreaterThan(0);
      for (const method of methods) {
        expect([method.logicalId, method.doubt, method.deployed]).toEqual([method.logicalId, undefined, 'included']);
        expect(typeof method.path).toBe('string');
        expect(method.integration?.responses.length).toBeGreaterThanOrEqual(0);
      }
    });

    test('refuses a preflight, since none of these APIs has CORS', () => {
      for (const method of methods) {
        const path = String(method.path).replace(/\{[^}]+\}/g, 'x');
        const preflight = answer(api, {
          method: 'OPTIONS',
          path,
          headers: [
            ['Origin', 'https://a.example'],
            ['Access-Control-Request-Method', 'GET'],
          ],
        });
        expect(preflight).toMatchObject({ kind: 'answered', headers: [] });
        expect([401, 403]).toContain(preflight.kind === 'answered' ? preflight.status : 0);
      }
    });
  });
}
