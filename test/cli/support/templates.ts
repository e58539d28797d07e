const CORS = { 'method.response.header.Access-Control-Allow-Origin': "'https://app.example.com'" };
const PREFLIGHT = {
  ...CORS,
  'method.response.header.Access-Control-Allow-Methods': "'GET,PUT'",
  'method.response.header.Access-Control-Allow-Headers': "'content-type'",
};

/** A template of one REST API whose routes are MOCKs that allow `https://app.example.com`, each with its OPTIONS. */
export function aTemplate(paths: readonly string[] = ['orders'], verbs: readonly string[] = ['GET']) {
  const resources = paths.flatMap((path, index) => [
    [
      `Path${index}`,
      resource('Resource', { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: path }),
    ] as const,
    ...[...verbs, 'OPTIONS'].map((verb) => [`Path${index}${verb}`, method(`Path${index}`, verb)] as const),
  ]);
  return {
    Resources: {
      Api: resource('RestApi', { Name: 'shop' }),
      ...Object.fromEntries(resources),
      Deployment: {
        ...resource('Deployment', { RestApiId: ref('Api') }),
        DependsOn: resources.map(([name]) => name),
      },
    },
  };
}

/** The same with gateway responses that a page may read. */
export function aTemplateWithErrors(...args: Parameters<typeof aTemplate>) {
  const { Resources } = aTemplate(...args);
  const [four, five] = ['DEFAULT_4XX', 'DEFAULT_5XX'].map((ResponseType) =>
    resource('GatewayResponse', {
      RestApiId: ref('Api'),
      ResponseType,
      ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'https://app.example.com'" },
    }),
  );
  const Deployment = { ...Resources.Deployment, DependsOn: [...Resources.Deployment.DependsOn, 'Four', 'Five'] };
  return { Resources: { ...Resources, Four: four, Five: five, Deployment } };
}

function method(path: string, verb: string) {
  const ResponseParameters = verb === 'OPTIONS' ? PREFLIGHT : CORS;
  return resource('Method', {
    RestApiId: ref('Api'),
    ResourceId: ref(path),
    HttpMethod: verb,
    AuthorizationType: 'NONE',
    Integration: {
      Type: 'MOCK',
      RequestTemplates: { 'application/json': '{"statusCode": 200}' },
      IntegrationResponses: [{ StatusCode: '200', ResponseParameters }],
    },
    MethodResponses: [
      {
        StatusCode: '200',
        ResponseParameters: Object.fromEntries(Object.keys(ResponseParameters).map((name) => [name, true])),
      },
    ],
  });
}

function resource(type: string, Properties: Readonly<Record<string, unknown>>) {
  return { Type: `AWS::ApiGateway::${type}`, Properties };
}

function ref(name: string) {
  return { Ref: name };
}

function att(name: string, attribute: string) {
  return { 'Fn::GetAtt': [name, attribute] };
}
