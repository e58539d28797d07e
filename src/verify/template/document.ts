import { functionIn, isObject, type JsonObject, kindOf, own } from './json';
import { TemplateError } from './template-error';

/** A CloudFormation template that somebody has read and parsed. The name is the file's, and nested stacks are found by it. */
export interface TemplateDocument {
  readonly name: string;
  readonly json: unknown;
  /** Other file names by which templates refer to this one; see `assetNames`. */
  readonly alsoNamed?: readonly string[];
  /** The texts of files that the template refers to in a bucket, by their key there; see `importedFiles`. */
  readonly files?: ReadonlyMap<string, string>;
  /** The names of the documents whose stacks are deployed first, where somebody sees to that. Default: none are. */
  readonly deployedAfter?: readonly string[];
}

/** A template whose shape has been checked; what its properties hold has not. */
export interface Document {
  readonly name: string;
  readonly deployedAfter: readonly string[];
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  readonly conditions: JsonObject;
  readonly outputs: JsonObject;
  readonly resources: ReadonlyMap<string, RawResource>;
  /** What the template leaves to CloudFormation: macros and loops, whose resources cannot be seen here. */
  readonly unread: readonly string[];
  /** The texts of files in a bucket, by their key there, that were read with the template. */
  readonly files: ReadonlyMap<string, string>;
}

export interface RawResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The function by which a macro may add to the resource, where it has one. */
  readonly addedBy: string | undefined;
  readonly dependsOn: readonly string[];
  readonly condition: string | undefined;
  readonly metadata: unknown;
}

/**
 * Checks that a document has the anatomy of a template.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function readDocument(document: TemplateDocument): Document {
  const { name, json } = document;
  if (!isObject(json)) {
    throw new TemplateError(name, '', `is ${kindOf(json)}, and a template is an object`);
  }
  if (own(json, 'Resources') === undefined) {
    throw new TemplateError(name, 'Resources', 'is missing, and every template has it');
  }
  const unread = own(json, 'Transform') === undefined ? [] : ['Transform: what a macro adds cannot be seen here'];
  const resources = new Map<string, RawResource>();
  for (const [logicalId, resource] of Object.entries(section(document, json, 'Resources'))) {
    if (logicalId.startsWith('Fn::')) {
      unread.push(`Resources.${logicalId}: what a loop or a macro makes cannot be seen here`);
    } else {
      resources.set(logicalId, readResource(name, logicalId, resource));
    }
  }
  return {
    name,
    deployedAfter: document.deployedAfter ?? [],
    parameters: section(document, json, 'Parameters'),
    mappings: section(document, json, 'Mappings'),
    conditions: section(document, json, 'Conditions'),
    outputs: section(document, json, 'Outputs'),
    resources,
    unread,
    files: document.files ?? new Map(),
  };
}

function section(document: TemplateDocument, json: JsonObject, name: string): JsonObject {
  const found = own(json, name);
  if (found === undefined) {
    return {};
  }
  if (!isObject(found)) {
    throw new TemplateError(document.name, name, `is ${kindOf(found)}, not an object`);
  }
  return found;
}

function readResource(document: string, logicalId: string, json: unknown): RawResource {
  const place = `Resources.${logicalId}`;
  if (!isObject(json)) {
    throw new TemplateError(document, place, `is ${kindOf(json)}, not an object`);
  }
  const type = own(json, 'Type');
  if (typeof type !== 'string') {
    throw new TemplateError(
      document,
      `${place}.Type`,
      type === undefined ? 'is missing' : `is ${kindOf(type)}, not a text`,
    );
  }
  const properties = own(json, 'Properties') ?? {};
  if (!isObject(properties)) {
    throw new TemplateError(document, `${place}.Properties`, `is ${kindOf(properties)}, not an object`);
  }
  const condition = own(json, 'Condition');
  if (condition !== undefined && typeof condition !== 'string') {
    throw new TemplateError(document, `${place}.Condition`, `is ${kindOf(condition)}, not a text`);
  }
  return {
    logicalId,
    type,
    properties,
    addedBy: functionIn(json) ?? functionIn(properties),
    dependsOn: dependsOn(document, place, own(json, 'DependsOn')),
    condition,
    metadata: own(json, 'Metadata'),
  };
}

function dependsOn(document: string, place: string, json: unknown): readonly string[] {
  if (json === undefined) {
    return [];
  }
  const names: readonly unknown[] = Array.isArray(json) ? json : [json];
  return names.map((name) => {
    if (typeof name !== 'string') {
      throw new TemplateError(document, `${place}.DependsOn`, `holds ${kindOf(name)}, not a logical id`);
    }
    return name;
  });
}
