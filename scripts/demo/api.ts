import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As far as the report reads them. A template may hold anything, so every property may be missing. */
export interface Properties {
  readonly HttpMethod?: string;
  readonly PathPart?: string;
  readonly ResourceId?: unknown;
  readonly ParentId?: unknown;
  readonly Integration?: Integration;
  readonly ResponseType?: string;
  readonly ResponseParameters?: Readonly<Record<string, string>>;
  readonly ResponseTemplates?: Readonly<Record<string, unknown>>;
  readonly StatusCode?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

export interface Integration {
  readonly Type: string;
  readonly RequestTemplates?: Readonly<Record<string, unknown>>;
  readonly IntegrationResponses?: readonly IntegrationResponse[];
}

export interface IntegrationResponse {
  readonly StatusCode: string;
  readonly ContentHandling?: string;
  readonly SelectionPattern?: string;
  readonly ResponseParameters?: Readonly<Record<string, string>>;
  readonly ResponseTemplates?: Readonly<Record<string, unknown>>;
}

export interface Route {
  readonly path: string;
  readonly methods: ReadonlyMap<string, Integration>;
}

export interface Api {
  readonly routes: readonly Route[];
  readonly errors: readonly Properties[];
}

interface Element {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly Metadata?: Readonly<Record<string, string>>;
}

/** The elements of one template, and what its parent hands to its parameters. */
interface Template {
  readonly elements: Readonly<Record<string, Element>>;
  readonly parent?: Template;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Reads the one API of an assembly, from its template and from the nested ones. */
export function readApi(assembly: string): Api {
  const file = readdirSync(assembly).find((name) => /^[^.]+\.template\.json$/.test(name));
  if (file === undefined) {
    throw new Error(`${assembly} holds no template`);
  }
  const templates = readTemplates(assembly, file);
  const methods = new Map<string, Map<string, Integration>>([['/', new Map()]]);
  const errors: Properties[] = [];
  for (const template of templates) {
    for (const [id, { Type, Properties = {} }] of Object.entries(template.elements)) {
      if (Type === 'AWS::ApiGateway::Resource') {
        methodsAt(methods, pathOf({ Ref: id }, template));
      } else if (Type === 'AWS::ApiGateway::Method' && Properties.Integration !== undefined) {
        const path = pathOf(Properties.ResourceId, template);
        methodsAt(methods, path).set(String(Properties.HttpMethod), Properties.Integration);
      } else if (Type === 'AWS::ApiGateway::GatewayResponse') {
        errors.push(Properties);
      }
    }
  }
  const routes = [...methods].map(([path, ofPath]) => ({ path, methods: ofPath }));
  return { routes: routes.sort((a, b) => (a.path < b.path ? -1 : 1)), errors };
}

function readTemplates(
  assembly: string,
  file: string,
  place: { parent?: Template; parameters: Record<string, unknown> } = { parameters: {} },
): Template[] {
  const elements: Template['elements'] = JSON.parse(readFileSync(join(assembly, file), 'utf8')).Resources;
  const template: Template = { elements, ...place };
  const nested = Object.values(elements).filter((element) => element.Type === 'AWS::CloudFormation::Stack');
  return [
    template,
    ...nested.flatMap(({ Properties, Metadata }) =>
      readTemplates(assembly, String(Metadata?.['aws:asset:path']), {
        parent: template,
        parameters: { ...Properties?.Parameters },
      }),
    ),
  ];
}

/** The path of the resource that a property refers to, through the parameters of nested stacks. */
function pathOf(reference: unknown, template: Template): string {
  const { Ref: id } = reference as { Ref?: string };
  if (id === undefined) {
    return '/'; // Fn::GetAtt RootResourceId
  }
  if (template.parent !== undefined && id in template.parameters) {
    return pathOf(template.parameters[id], template.parent);
  }
  const { ParentId, PathPart } = template.elements[id].Properties ?? {};
  return `${pathOf(ParentId, template).replace(/\/$/, '')}/${PathPart}`;
}

function methodsAt(all: Map<string, Map<string, Integration>>, path: string): Map<string, Integration> {
  const known = all.get(path) ?? new Map<string, Integration>();
  all.set(path, known);
  return known;
}
