import { Stage } from 'aws-cdk-lib';
import { stringify } from 'yaml';
import { run } from '../cli/support/run';
import { APP, aStack, cors, OTHER } from '../support/apis';
import { aDocument, anOperation, aProxy } from '../support/documents';
import { aSpecApi, bodyOf } from '../support/spec-apis';
import { Synthesised } from '../support/synthesised';

/** A route that API Gateway maps, one that it hands on, and a key for both. */
function aShop() {
  const stack = aStack();
  const document = aDocument(
    { '/orders': { get: anOperation() }, '/orders/{id}': { put: aProxy() } },
    {
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
    },
  );
  cors(aSpecApi(stack, document), { exposeHeaders: ['ETag'] });
  return stack;
}

test('the document of an API, with its CORS', () => {
  expect(stringify(bodyOf(new Synthesised(aShop())), { lineWidth: 0 })).toMatchSnapshot();
});

test('what a browser makes of it', async () => {
  const { directory } = Stage.of(aShop())?.synth() ?? { directory: '' };
  const { out } = await run(['check', directory, '--origin', APP, '--origin', OTHER]);
  expect(out).toMatchSnapshot();
});
