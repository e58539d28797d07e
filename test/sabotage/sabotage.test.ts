import { AuthorizationType } from 'aws-cdk-lib/aws-apigateway';
import { simulate } from '../../src/verify';
import { type Outcome, simulateErrors } from '../../src/verify/check/simulation';
import { APP, anApi, aStack, cors, mapped, OTHER, responses } from '../support/apis';
import { theApi } from '../support/simulated';
import { Synthesised } from '../support/synthesised';

interface Json {
  [key: string]: Json;
}

const CALL = {
  origin: APP,
  method: 'PUT',
  path: '/orders/1',
  headers: { 'content-type': 'application/json', 'x-mine': '1' },
  credentials: true,
};

interface Template {
  readonly Resources: Json;
  /** The texts of preflights that compare the origin. */
  readonly Mappings?: Json;
}

/** A template that is right for the call. */
function right(allowOrigins: string[]): Template {
  const stack = aStack();
  const api = anApi(stack);
  api.root.addResource('orders').addResource('{id}').addMethod('PUT', mapped('200'), responses('200'));
  cors(api, {
    allowOrigins,
    allowCredentials: true,
    allowHeaders: ['Content-Type', 'X-Mine'],
    exposeHeaders: ['ETag'],
  });
  return new Synthesised(stack).template.toJSON() as unknown as Template;
}

function method(template: Template, verb: string): Json {
  const found = Object.entries(template.Resources).find(
    ([id, { Properties }]) => String(Properties?.HttpMethod) === verb && id.includes('id'),
  );
  return found?.[1].Properties as Json;
}

function gatewayResponse(template: Template, type: string): Json {
  return Object.values(template.Resources).find(({ Properties }) => String(Properties?.ResponseType) === type)
    ?.Properties as Json;
}

function parameters(template: Template, verb: string): Json {
  return method(template, verb).Integration.IntegrationResponses[0 as unknown as string].ResponseParameters;
}

const target = (name: string) => `method.response.header.Access-Control-${name}`;

interface Sabotage {
  readonly breaks: string;
  /** Default: one origin. */
  readonly list?: boolean;
  readonly how: (template: Template) => void;
  /** What the verifier has to say: a reason, or UNDETERMINED. */
  readonly reason: string;
  readonly where?: 'preflight' | 'response' | 'error';
}

const set = (object: Json, key: string, value: unknown) => {
  (object as Record<string, unknown>)[key] = value;
};
const mapTo = (verb: string, name: string, value: string) => (template: Template) =>
  set(parameters(template, verb), target(name), value);
const drop = (verb: string, name: string) => (template: Template) => {
  delete parameters(template, verb)[target(name)];
};
const rewrite = (from: string | RegExp, to: string) => (template: Template) => {
  const mapped = Object.values(template.Mappings ?? {}).flatMap((mapping) => Object.values(mapping));
  const texts = [method(template, 'OPTIONS').Integration.RequestTemplates, ...mapped].flatMap((holder) =>
    Object.entries(holder).map(([key, text]) => ({ holder, key, text: text as unknown })),
  );
  const changed = texts.filter(({ text }) => typeof text === 'string' && text.replace(from, to) !== text);
  expect(changed).not.toHaveLength(0);
  for (const { holder, key, text } of changed) {
    set(holder, key, String(text).replace(from, to));
  }
};
const error = (change: (parameters: Json) => void) => (template: Template) =>
  change(gatewayResponse(template, 'DEFAULT_4XX').ResponseParameters);
const GATEWAY = 'gatewayresponse.header.Access-Control-';

const SABOTAGES: readonly Sabotage[] = [
  {
    breaks: "the preflight's Allow-Origin",
    how: drop('OPTIONS', 'Allow-Origin'),
    reason: 'PreflightMissingAllowOriginHeader',
  },
  {
    breaks: "the preflight's origin by a slash",
    how: mapTo('OPTIONS', 'Allow-Origin', `'${APP}/'`),
    reason: 'PreflightAllowOriginMismatch',
  },
  {
    breaks: "the preflight's origin by case",
    how: mapTo('OPTIONS', 'Allow-Origin', "'https://App.example.com'"),
    reason: 'PreflightAllowOriginMismatch',
  },
  {
    breaks: "the preflight's origin by a port",
    how: mapTo('OPTIONS', 'Allow-Origin', `'${APP}:443'`),
    reason: 'PreflightAllowOriginMismatch',
  },
  {
    breaks: "the preflight's origin by a second one",
    how: mapTo('OPTIONS', 'Allow-Origin', `'${APP}, ${OTHER}'`),
    reason: 'PreflightMultipleAllowOriginValues',
  },
  {
    breaks: "the preflight's origin by a star",
    how: mapTo('OPTIONS', 'Allow-Origin', "'*'"),
    reason: 'PreflightWildcardOriginNotAllowed',
  },
  {
    breaks: "the preflight's origin, no URL",
    how: mapTo('OPTIONS', 'Allow-Origin', "'app'"),
    reason: 'PreflightInvalidAllowOriginValue',
  },
  {
    breaks: "the preflight's credentials",
    how: drop('OPTIONS', 'Allow-Credentials'),
    reason: 'PreflightInvalidAllowCredentials',
  },
  {
    breaks: "the preflight's credentials by case",
    how: mapTo('OPTIONS', 'Allow-Credentials', "'True'"),
    reason: 'PreflightInvalidAllowCredentials',
  },
  {
    breaks: "the preflight's methods",
    how: drop('OPTIONS', 'Allow-Methods'),
    reason: 'MethodDisallowedByPreflightResponse',
  },
  {
    breaks: "the preflight's methods by case",
    how: mapTo('OPTIONS', 'Allow-Methods', "'put'"),
    reason: 'MethodDisallowedByPreflightResponse',
  },
  {
    breaks: "the preflight's methods by ANY",
    how: mapTo('OPTIONS', 'Allow-Methods', "'ANY'"),
    reason: 'MethodDisallowedByPreflightResponse',
  },
  {
    breaks: "the preflight's methods by a star with credentials",
    how: mapTo('OPTIONS', 'Allow-Methods', "'*'"),
    reason: 'MethodDisallowedByPreflightResponse',
  },
  {
    breaks: "the preflight's methods by a blank in a name",
    how: mapTo('OPTIONS', 'Allow-Methods', "'PUT GET'"),
    reason: 'InvalidAllowMethodsPreflightResponse',
  },
  {
    breaks: "the preflight's headers",
    how: drop('OPTIONS', 'Allow-Headers'),
    reason: 'HeaderDisallowedByPreflightResponse',
  },
  {
    breaks: "one of the preflight's headers",
    how: mapTo('OPTIONS', 'Allow-Headers', "'Content-Type'"),
    reason: 'HeaderDisallowedByPreflightResponse',
  },
  {
    breaks: "the preflight's headers by a star with credentials",
    how: mapTo('OPTIONS', 'Allow-Headers', "'*'"),
    reason: 'HeaderDisallowedByPreflightResponse',
  },
  {
    breaks: "the preflight's headers by a blank in a name",
    how: mapTo('OPTIONS', 'Allow-Headers', "'X Mine'"),
    reason: 'InvalidAllowHeadersPreflightResponse',
  },
  { breaks: 'the quotes of a mapping', how: mapTo('OPTIONS', 'Allow-Origin', APP), reason: 'UNDETERMINED' },
  {
    breaks: 'the declaration of a mapped header',
    how: (template) =>
      set(method(template, 'OPTIONS').MethodResponses[0 as unknown as string], 'ResponseParameters', {}),
    reason: 'UNDETERMINED',
  },
  {
    breaks: "the preflight's status",
    how: (template) => {
      set(method(template, 'OPTIONS').Integration.IntegrationResponses[0 as unknown as string], 'StatusCode', '403');
      set(method(template, 'OPTIONS').MethodResponses[0 as unknown as string], 'StatusCode', '403');
    },
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the preflight by an authorizer',
    how: (template) => set(method(template, 'OPTIONS'), 'AuthorizationType', AuthorizationType.IAM),
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the preflight by an API key',
    how: (template) => set(method(template, 'OPTIONS'), 'ApiKeyRequired', true),
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the status code of the mock',
    how: rewrite('"statusCode":204', '"status":204'),
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the OPTIONS method',
    how: (template) => {
      for (const [id, { Properties }] of Object.entries(template.Resources)) {
        if (String(Properties?.HttpMethod) === 'OPTIONS') {
          delete template.Resources[id];
        }
      }
    },
    reason: 'PreflightInvalidStatus',
  },
  {
    breaks: 'the deployment of the OPTIONS method',
    how: (template) => {
      for (const resource of Object.values(template.Resources)) {
        if (String(resource.Type) === 'AWS::ApiGateway::Deployment') {
          set(resource, 'DependsOn', []);
        }
      }
    },
    reason: 'UNDETERMINED',
  },
  {
    breaks: 'the comparison of the template',
    list: true,
    how: rewrite(`=='${APP}'`, "=='https://app.example.org'"),
    reason: 'PreflightMissingAllowOriginHeader',
  },
  {
    breaks: 'the override of the template',
    list: true,
    how: rewrite('Access-Control-Allow-Origin', 'Access-Control-Allow-Origins'),
    reason: 'PreflightMissingAllowOriginHeader',
  },
  {
    breaks: 'the credentials of the template',
    list: true,
    how: rewrite("Access-Control-Allow-Credentials='true'", "Access-Control-Allow-Credentials='yes'"),
    reason: 'PreflightInvalidAllowCredentials',
  },
  {
    breaks: 'the look-up of the Origin header',
    list: true,
    how: rewrite("get('Origin')", "get('Orgin')"),
    reason: 'PreflightMissingAllowOriginHeader',
  },
  {
    breaks: "the response's Allow-Origin",
    how: drop('PUT', 'Allow-Origin'),
    reason: 'MissingAllowOriginHeader',
    where: 'response',
  },
  {
    breaks: "the response's origin",
    how: mapTo('PUT', 'Allow-Origin', `'${OTHER}'`),
    reason: 'AllowOriginMismatch',
    where: 'response',
  },
  {
    breaks: "the response's origin by a star",
    how: mapTo('PUT', 'Allow-Origin', "'*'"),
    reason: 'WildcardOriginNotAllowed',
    where: 'response',
  },
  {
    breaks: "the response's credentials",
    how: drop('PUT', 'Allow-Credentials'),
    reason: 'InvalidAllowCredentials',
    where: 'response',
  },
  {
    breaks: "the error's Allow-Origin",
    how: error((own) => delete own[`${GATEWAY}Allow-Origin`]),
    reason: 'MissingAllowOriginHeader',
    where: 'error',
  },
  {
    breaks: "the error's credentials",
    how: error((own) => delete own[`${GATEWAY}Allow-Credentials`]),
    reason: 'InvalidAllowCredentials',
    where: 'error',
  },
];

function outcomes(template: unknown, where: Sabotage['where']): readonly Outcome[] {
  const api = theApi(template);
  const { preflight, responses: answers } = simulate(api, CALL);
  if (where === 'error') {
    return simulateErrors(api, CALL).filter(({ label }) => label.endsWith('UNAUTHORIZED'));
  }
  return where === 'response' ? answers : preflight === null ? [] : [preflight];
}

const sayings = (template: unknown, where: Sabotage['where']) =>
  outcomes(template, where).map(({ verdict }) => verdict.reason ?? verdict.verdict);

describe('the verifier', () => {
  test.each([[[APP]], [[APP, OTHER]]])('has nothing to object to in a right template (%s)', (origins) => {
    const template = right(origins);
    expect((['preflight', 'response', 'error'] as const).flatMap((where) => sayings(template, where))).toEqual([
      'ALLOWED',
      'ALLOWED',
      'ALLOWED',
    ]);
  });

  test.each(SABOTAGES)('objects when somebody breaks $breaks: $reason', ({ list, how, reason, where }) => {
    const template = right(list ? [APP, OTHER] : [APP]);
    how(template);
    expect(sayings(template, where)).toEqual([reason]);
  });

  test('is sabotaged in at least 25 ways', () => {
    expect(SABOTAGES.length).toBeGreaterThanOrEqual(25);
  });

  test('warns of a cache when somebody drops Vary from an answer that depends on the origin', () => {
    const template = right([APP, OTHER]);
    const hazards = () => outcomes(template, 'response').map(({ hazard }) => hazard);
    expect(hazards()).toEqual([null]);
    delete parameters(template, 'PUT')['method.response.header.Vary'];
    expect(hazards()).toEqual([expect.stringContaining('Vary: Origin')]);
  });
});
