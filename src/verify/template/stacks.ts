import { type Document, type RawResource, readDocument, type TemplateDocument } from './document';
import { own } from './json';
import { TemplateError } from './template-error';

/** One deployment of a template: two nested stacks may share one document. */
export interface Stack {
  /** The document's name, and for a nested stack the way to it: `parent.json/NestedStack`. */
  readonly name: string;
  readonly document: Document;
  /** The stack, and the AWS::CloudFormation::Stack resource in it, that nests this one. */
  readonly owner: { readonly stack: Stack; readonly resource: RawResource } | undefined;
  /** The stacks nested in this one whose template is among the documents, by logical id. */
  readonly nested: ReadonlyMap<string, Stack>;
}

export const NESTED_STACK = 'AWS::CloudFormation::Stack';

const MOST_STACKS = 1000;

/**
 * Lays out the stacks that the documents describe. A nested stack is matched to its document by file name: the one in
 * the `aws:asset:path` metadata that the CDK's command line has written, or the last part of the `TemplateURL`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-stack.html
 */
export function readStacks(documents: readonly TemplateDocument[]): readonly Stack[] {
  const byName = new Map<string, Document>();
  const files = new Map<string, Document>();
  for (const document of documents) {
    const read = readDocument(document);
    if (byName.has(read.name)) {
      throw new TemplateError(read.name, '', 'was given twice');
    }
    byName.set(read.name, read);
    for (const file of [read.name, ...(document.alsoNamed ?? [])]) {
      files.set(fileName(file), read);
    }
  }
  return new Layout(byName, files).stacks();
}

class Layout {
  private readonly found: Stack[] = [];

  constructor(
    private readonly documents: ReadonlyMap<string, Document>,
    private readonly files: ReadonlyMap<string, Document>,
  ) {}

  stacks(): readonly Stack[] {
    const documents = [...this.documents.values()];
    const nested = new Set(
      documents.flatMap(({ resources }) => [...resources.values()].map((resource) => this.documentOf(resource))),
    );
    const roots = documents.filter((document) => !nested.has(document));
    for (const root of roots) {
      this.add(root, undefined);
    }
    // Documents that only nest one another, or themselves, have no root; each is then read as if it stood alone.
    const reached = new Set(this.found.map((stack) => stack.document));
    for (const document of documents) {
      if (!reached.has(document)) {
        this.add(document, undefined);
      }
    }
    return this.found;
  }

  private add(document: Document, owner: Stack['owner']): Stack {
    if (this.found.length >= MOST_STACKS) {
      throw new TemplateError(document.name, '', `is nested in more than ${MOST_STACKS} stacks`);
    }
    const name = owner === undefined ? document.name : `${owner.stack.name}/${owner.resource.logicalId}`;
    const nested = new Map<string, Stack>();
    const stack: Stack = { name, document, owner, nested };
    this.found.push(stack);
    for (const resource of document.resources.values()) {
      const inner = this.documentOf(resource);
      if (inner !== undefined && !holds(stack, inner)) {
        nested.set(resource.logicalId, this.add(inner, { stack, resource }));
      }
    }
    return stack;
  }

  private documentOf(resource: RawResource): Document | undefined {
    if (resource.type !== NESTED_STACK) {
      return undefined;
    }
    for (const path of [own(resource.metadata, 'aws:asset:path'), lastText(own(resource.properties, 'TemplateURL'))]) {
      const document =
        typeof path === 'string' ? (this.documents.get(path) ?? this.files.get(fileName(path))) : undefined;
      if (document !== undefined) {
        return document;
      }
    }
    return undefined;
  }
}

function holds(stack: Stack, document: Document): boolean {
  for (let at: Stack | undefined = stack; at !== undefined; at = at.owner?.stack) {
    if (at.document === document) {
      return true;
    }
  }
  return false;
}

/** The end of a text, which for a URL holds the file's name: the CDK joins it from parts known at the deployment. */
function lastText(json: unknown): unknown {
  const joined = own(json, 'Fn::Join');
  const parts: unknown = Array.isArray(joined) ? joined[1] : undefined;
  return Array.isArray(parts) ? parts.at(-1) : (own(json, 'Fn::Sub') ?? json);
}

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
