import { Stack } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { type OpenApiDocument, readDocument } from '../openapi/document';
import { memberOf } from '../openapi/edits';
import type { OperationModel } from '../openapi/operations';
import { type DocumentProblem, documentProblem } from '../openapi/problems';
import type { MethodModel } from '../plan/model';
import { importedAsset, readAsset } from './asset-document';
import type { DocumentSource } from './document-source';
import { type Callee, calleesIn, type FunctionBehind, functionNamedIn } from './function-behind';
import { inlineDocument } from './inline-document';
import { mayBeOverridden, renderedProperties } from './plain-view';

/** The OpenAPI document that an API is imported from. */
export class ApiDocument {
  /** The one of an API, if it has one; or why it cannot be read. */
  static of(cfn: CfnRestApi): ApiDocument | { readonly problems: readonly DocumentProblem[] } | undefined {
    const source = sourceOf(cfn);
    if (source === undefined || 'problems' in source) {
      return source;
    }
    const model = readDocument(source.content);
    return 'problems' in model ? model : new ApiDocument(cfn, source, model);
  }

  private constructor(
    readonly cfn: CfnRestApi,
    readonly source: DocumentSource,
    readonly model: OpenApiDocument,
  ) {}

  private callees: readonly Callee[] | undefined;

  /** The methods that the document has at a path of the API; undefined where it does not have the path. */
  methodsAt(path: string): readonly MethodModel[] | undefined {
    return this.isAtRoot ? this.model.paths.find((model) => model.path === path)?.methods : undefined;
  }

  /** The function that an operation calls; what a document refers to is told by the tokens in it. */
  functionBehind({ integrationAt }: OperationModel): FunctionBehind {
    this.callees ??= calleesIn(this.cfn.body, this.cfn);
    const at = (name: string): unknown => memberOf(integrationAt.value, name);
    return functionNamedIn(at('uri'), at('responseTransferMode'), this.cfn.stack, this.callees);
  }

  /** Whether its paths begin at the root of the API: the import can put a base path in front of them. */
  get isAtRoot(): boolean {
    const parameters: unknown = Stack.of(this.cfn).resolve(this.cfn.parameters);
    const basePath = (parameters as { basepath?: unknown } | undefined)?.basepath;
    return basePath === undefined || basePath === 'ignore';
  }

  /** Whether an update of the API deletes what the document does not have. */
  get overwrites(): boolean {
    return this.cfn.mode === 'overwrite';
  }
}

/** Why the document of an API cannot be read, as far as it can be told without reading it. */
export function unreachable(cfn: CfnRestApi): readonly DocumentProblem[] {
  const { Body: body, BodyS3Location: location } = renderedProperties(cfn);
  if (body !== undefined || location === undefined || importedAsset(cfn) !== undefined) {
    return [];
  }
  const fix = 'ApiDefinition.fromAsset("openapi.yaml"), with the file in the app';
  return [documentProblem('openapi-elsewhere', { property: 'BodyS3Location', got: JSON.stringify(location), fix })];
}

/** Most APIs are not, and to render one takes time. */
function mayBeImported(cfn: CfnRestApi): boolean {
  return cfn.body !== undefined || cfn.bodyS3Location !== undefined || mayBeOverridden(cfn);
}

function sourceOf(cfn: CfnRestApi): DocumentSource | { readonly problems: readonly DocumentProblem[] } | undefined {
  if (!mayBeImported(cfn)) {
    return undefined;
  }
  const { Body: body } = renderedProperties(cfn);
  if (body !== undefined) {
    return inlineDocument(cfn, body);
  }
  const asset = importedAsset(cfn);
  if (asset !== undefined) {
    return readAsset(cfn, asset);
  }
  const problems = unreachable(cfn);
  return problems.length > 0 ? { problems } : undefined;
}
