/** What keeps an OpenAPI document from being given CORS: an id, and why. */
export const DOCUMENT_RULES = {
  'openapi-elsewhere':
    'the document lies in a bucket and cannot be read before it is deployed, so its preflights and responses would stay without CORS',
  'openapi-transform':
    'CloudFormation puts in what Fn::Transform (AWS::Include) stands for after the app was synthesised, so the routes in it cannot be read and would stay without CORS',
  'openapi-intrinsic':
    'an intrinsic function makes this part of the document, so the routes in it cannot be read and would stay without CORS',
  'openapi-syntax': 'the file is no JSON and no YAML that could be read, and API Gateway would refuse it',
  'openapi-version': 'API Gateway imports OpenAPI 3 (openapi: 3.x) and Swagger 2.0 (swagger: "2.0")',
  'openapi-ref-remote':
    'the reference leaves the document: API Gateway imports one document, and what a route does would not be known',
  'openapi-ref-broken': 'the reference leads nowhere, or in a circle, so what the route does is not told',
  'openapi-deploy-time':
    'an asset is written before anything is deployed and cannot hold an origin that is known only then, and this document cannot stand in the template instead',
} as const satisfies Record<string, string>;

export type DocumentRuleId = keyof typeof DOCUMENT_RULES;

export interface DocumentProblem {
  readonly id: DocumentRuleId;
  /** Where in the document, or which property of the API. */
  readonly property: string;
  /** The value got. */
  readonly got: string;
  readonly why: string;
  readonly fix: string;
}

export function documentProblem(
  id: DocumentRuleId,
  { property, got, detail, fix }: { property: string; got: string; detail?: string; fix: string },
): DocumentProblem {
  const why = DOCUMENT_RULES[id];
  return { id, property, got, why: detail === undefined ? why : `${why} (${detail})`, fix };
}
