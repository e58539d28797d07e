import { isIntrinsic, isRecord } from '../render/template-values';
import { type Dialect, dialectOf } from './dialect';
import { memberOf } from './edits';
import { type PathModel, readPath } from './operations';
import { type Place, Places, pointerTo } from './places';
import { type DocumentProblem, documentProblem } from './problems';

/** An OpenAPI document as the routes of an API. */
export interface OpenApiDocument {
  readonly places: Places;
  readonly dialect: Dialect;
  readonly paths: readonly PathModel[];
  /** The paths of which only CloudFormation knows the operations. */
  readonly unreadable: readonly string[];
  /** It names binary media types, or leaves to CloudFormation which. */
  readonly binary: boolean;
}

const BINARY_TYPES = 'x-amazon-apigateway-binary-media-types';

/**
 * Reads a document that API Gateway imports, with nothing in it that only the CDK can tell; or says why it cannot be read.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export function readDocument(document: unknown): OpenApiDocument | { readonly problems: readonly DocumentProblem[] } {
  const places = new Places(document);
  const whole = [places.root, places.inside(places.root, 'paths')].flatMap(leftToCloudFormation);
  const [swagger, openapi] = [memberOf(document, 'swagger'), memberOf(document, 'openapi')];
  const dialect = dialectOf(swagger, openapi);
  if (whole.length > 0 || dialect === undefined) {
    return { problems: whole.length > 0 ? whole.slice(0, 1) : [unknownVersion(swagger ?? openapi)] };
  }
  const items = pathItems(places);
  const problems = items.filter(({ value }) => isTransform(value)).flatMap(leftToCloudFormation);
  const [hidden, shown] = [items.filter(isHidden), items.filter((item) => !isHidden(item))];
  const paths = shown.map((item) => readPath(item, places));
  if (problems.length + places.problems.length > 0) {
    return { problems: [...problems, ...places.problems] };
  }
  const types = memberOf(document, BINARY_TYPES);
  return {
    places,
    dialect,
    paths,
    unreadable: hidden.map(({ at }) => String(at.at(-1))),
    binary: types !== undefined && !(Array.isArray(types) && types.length === 0),
  };
}

/** Members that are no path are extensions. */
function pathItems(places: Places): readonly Place[] {
  const paths = places.inside(places.root, 'paths');
  return places
    .membersOf(paths)
    .filter(([path]) => path.startsWith('/'))
    .map(([, item]) => item);
}

function isHidden({ value }: Place): boolean {
  return isIntrinsic(value);
}

/** A macro may stand beside other members and add to them. */
function isTransform(value: unknown): boolean {
  return memberOf(value, 'Fn::Transform') !== undefined;
}

function leftToCloudFormation({ value, at }: Place): readonly DocumentProblem[] {
  const property = pointerTo(at);
  if (isTransform(value)) {
    const fix =
      'ApiDefinition.fromAsset("openapi.yaml"), or ApiDefinition.fromInline with the parsed file, whose values may be intrinsic functions';
    return [documentProblem('openapi-transform', { property, got: 'Fn::Transform', fix })];
  }
  if (isIntrinsic(value) && isRecord(value)) {
    const fix = 'write this part out; the values in its operations may be intrinsic functions';
    return [documentProblem('openapi-intrinsic', { property, got: Object.keys(value).join(), fix })];
  }
  return [];
}

function unknownVersion(version: unknown): DocumentProblem {
  const got = version === undefined ? 'neither openapi nor swagger' : JSON.stringify(version);
  return documentProblem('openapi-version', { property: '#', got, fix: 'openapi: "3.0.1", or swagger: "2.0"' });
}
