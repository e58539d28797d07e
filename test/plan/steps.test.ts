import { type IntegrationKind, isMappable, type MethodModel } from '../../src/plan/model';
import { planErrors, planResource } from '../../src/plan/steps';

const method = (verb: string, integration: IntegrationKind, open = true): MethodModel => ({ verb, integration, open });
const plan = (...methods: MethodModel[]) => planResource({ path: '/shop', methods });

describe('the plan of a resource', () => {
  test('adds a preflight for the verbs it has, even where it has none', () => {
    expect(plan(method('GET', 'AWS'), method('POST', 'HTTP'))[0]).toEqual({
      step: 'add-preflight',
      verbs: ['GET', 'POST'],
    });
    expect(plan()).toEqual([{ step: 'add-preflight', verbs: [] }]);
  });

  test.each(['MOCK', 'AWS', 'HTTP'] as const)(
    'completes an OPTIONS of the user with a %s integration',
    (integration) => {
      const [options, get] = [method('OPTIONS', integration), method('GET', 'AWS')];
      expect(plan(get, options)).toEqual([
        { step: 'complete-preflight', method: options, verbs: ['GET', 'OPTIONS'] },
        { step: 'complete-responses', method: get },
      ]);
    },
  );

  test.each(['AWS_PROXY', 'HTTP_PROXY', 'UNKNOWN'] as const)(
    'leaves an OPTIONS and a method with %s to their backend',
    (integration) => {
      const [options, get] = [method('OPTIONS', integration), method('GET', integration)];
      expect(plan(options, get)).toEqual([
        { step: 'leave-preflight', method: options },
        { step: 'leave-responses', method: get },
      ]);
    },
  );

  test('treats ANY as a method whose answers are completed, and as no OPTIONS', () => {
    const any = method('ANY', 'HTTP');
    expect(plan(any)).toEqual([
      { step: 'add-preflight', verbs: ['ANY'] },
      { step: 'complete-responses', method: any },
    ]);
  });
});

test('API Gateway can put a header on the answers of any integration that is no proxy', () => {
  const kinds: IntegrationKind[] = ['MOCK', 'AWS', 'HTTP', 'AWS_PROXY', 'HTTP_PROXY', 'UNKNOWN'];
  expect(kinds.filter(isMappable)).toEqual(['MOCK', 'AWS', 'HTTP']);
});

describe('the plan of the errors', () => {
  test('adds both defaults to an API that customised nothing', () => {
    expect(planErrors([])).toEqual([
      { step: 'add-gateway-response', type: 'DEFAULT_4XX' },
      { step: 'add-gateway-response', type: 'DEFAULT_5XX' },
    ]);
  });

  test('completes every type of the user, since a customised type inherits nothing', () => {
    const [own, unauthorized] = [{ type: 'DEFAULT_4XX' }, { type: 'UNAUTHORIZED' }];
    expect(planErrors([own, unauthorized])).toEqual([
      { step: 'add-gateway-response', type: 'DEFAULT_5XX' },
      { step: 'complete-gateway-response', gatewayResponse: own },
      { step: 'complete-gateway-response', gatewayResponse: unauthorized },
    ]);
  });
});
