import { type Admission, planHttpRoutes, verbsOf } from '../../src/plan/http-routes';

/** Routes by key, each with what becomes of a preflight there. */
function plan(routes: Readonly<Record<string, Admission>>, canAnswer = false): readonly string[] {
  const models = Object.entries(routes).map(([key, admission]) => ({ key, admission }));
  return planHttpRoutes(models, canAnswer).map((step) =>
    step.step === 'add-preflight-route' ? `add OPTIONS ${step.path}` : `${step.step} ${step.route.key}`,
  );
}

test('a route with a method of its own leaves preflights to API Gateway', () => {
  expect(plan({ 'GET /x': 'refused', 'POST /{proxy+}': 'passes' })).toEqual([]);
});

describe('a route that takes OPTIONS requests', () => {
  test.each<[Admission, string]>([
    ['passes', 'leave-to-integration'],
    ['asked', 'leave-to-authorizer'],
    ['refused', 'refuse'],
  ])('and has an authorizer by which a preflight is %s: %s', (admission, step) => {
    expect(plan({ 'ANY /x': admission, $default: admission, 'OPTIONS /y': admission })).toEqual([
      `${step} OPTIONS /y`,
      `${step} ANY /x`,
      `${step} $default`,
    ]);
  });

  test('loses them to a route of ours, where an integration can answer', () => {
    expect(plan({ 'ANY /x/{id}': 'refused', $default: 'asked', 'GET /y': 'passes' }, true)).toEqual([
      'add OPTIONS /x/{id}',
      'add OPTIONS /{proxy+}',
      'add OPTIONS /',
    ]);
  });

  test('has lost them already to an OPTIONS route for the same paths, whatever their variables are called', () => {
    expect(plan({ 'ANY /x/{id}': 'refused', 'OPTIONS /x/{name}': 'passes' }, true)).toEqual([
      'leave-to-integration OPTIONS /x/{name}',
    ]);
    expect(plan({ 'ANY /{all+}': 'refused', 'OPTIONS /{proxy+}': 'passes' })).toEqual([
      'leave-to-integration OPTIONS /{proxy+}',
    ]);
  });

  test('has lost them to the one that AWS names for $default; ours come for the root as well', () => {
    const cured = { $default: 'refused', 'OPTIONS /{proxy+}': 'passes' } as const;
    expect(plan(cured)).toEqual(['leave-to-integration OPTIONS /{proxy+}']);
    expect(plan(cured, true)).toEqual(['leave-to-integration OPTIONS /{proxy+}', 'add OPTIONS /']);
  });

  test('has not lost them to an OPTIONS route for fewer or for more paths', () => {
    expect(plan({ 'ANY /{id}': 'refused', 'OPTIONS /x': 'passes', 'OPTIONS /{proxy+}': 'passes' })).toContain(
      'refuse ANY /{id}',
    );
  });

  test('shares one route of ours with another for the same paths', () => {
    expect(plan({ $default: 'refused', 'ANY /{all+}': 'passes' }, true)).toEqual([
      'add OPTIONS /{proxy+}',
      'add OPTIONS /',
    ]);
  });
});

test('an OPTIONS route of its own keeps its authorizer, whatever could answer', () => {
  expect(plan({ 'OPTIONS /x': 'refused' }, true)).toEqual(['refuse OPTIONS /x']);
});

test('a route whose key is known only at deployment is left out', () => {
  expect(planHttpRoutes([{ key: undefined, admission: 'refused' }], true)).toEqual([]);
  expect(verbsOf([{ key: undefined, admission: 'refused' }])).toEqual([]);
});

test('the methods of the routes are named, and ANY for those that take all', () => {
  const routes = ['get /x', '$default', 'PUT /x', 'ANY /y'].map((key) => ({ key, admission: 'passes' as const }));
  expect(verbsOf(routes)).toEqual(['GET', 'ANY', 'PUT', 'ANY']);
});
