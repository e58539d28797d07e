import {
  App,
  type IPolicyValidationContext,
  type IPolicyValidationPlugin,
  type PolicyValidationPluginReport,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import { AuthorizationType, CognitoUserPoolsAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import { APP, anApi, cors, mock, OTHER } from '../support/apis';

/** Runs a plugin and keeps what it found, where CDK would stop the synthesis. */
class Recorder implements IPolicyValidationPlugin {
  readonly found: string[] = [];
  ran = 0;

  constructor(private readonly inner: IPolicyValidationPlugin) {}

  get name(): string {
    return this.inner.name;
  }

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    this.ran += 1;
    const report = this.inner.validate(context);
    for (const violation of report.violations) {
      for (const { constructPath, resourceLogicalId } of violation.violatingResources) {
        this.found.push(`${violation.ruleName} ${constructPath ?? resourceLogicalId}`);
      }
    }
    return { success: true, violations: [] };
  }
}

function authorizedApi(app: App): Stack {
  const stack = new Stack(app, 'Shop');
  const api = anApi(stack);
  const authorizer = new CognitoUserPoolsAuthorizer(stack, 'Authorizer', {
    cognitoUserPools: [new UserPool(stack, 'Pool')],
  });
  api.root.addResource('orders').addMethod('GET', mock(), { authorizer, authorizationType: AuthorizationType.COGNITO });
  cors(api, { allowOrigins: [APP, OTHER], allowCredentials: true });
  return stack;
}

describe('cdk-nag', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation();
  });

  test('raises nothing on what the construct adds, in any of its packs', () => {
    const app = new App();
    authorizedApi(app);
    const recorders = [
      AwsSolutionsChecks,
      HIPAASecurityChecks,
      NIST80053R5Checks,
      PCIDSS321Checks,
      ServerlessChecks,
    ].map((Pack) => new Recorder(new Pack(app)));
    Validations.of(app).addPlugins(...recorders);
    app.synth();
    const found = recorders.flatMap((recorder) => recorder.found);
    expect(recorders.map(({ ran }) => ran)).toEqual([1, 1, 1, 1, 1]);
    expect(found.some((finding) => finding.includes('Shop/Api'))).toBe(true);
    expect(found.filter((finding) => /OPTIONS|CorsGatewayResponses|Shop\/Cors/.test(finding))).toEqual([]);
  });
});

describe("the CDK's own template validator", () => {
  const before = process.env.CDK_VALIDATION;

  afterAll(() => {
    process.env.CDK_VALIDATION = before;
  });

  test('is left on here and passes', () => {
    delete process.env.CDK_VALIDATION;
    const app = new App();
    const stack = authorizedApi(app);
    expect(Object.keys(app.synth().getStackByName(stack.stackName).template.Resources).length).toBeGreaterThan(5);
  });
});
