import { type CompletedDocument, completeDocument } from '../openapi/completed-document';
import { pointerTo } from '../openapi/places';
import { nameOf } from '../plan/observations';
import type { ApiContext } from './api-context';
import type { ApiDocument } from './api-document';
import type { GatewayResponseNode } from './api-tree';
import { isSettled, type ProxyCors } from './proxy-cors';

/** The routes and the errors of an API that stand in the OpenAPI document that it is imported from. */
export class DocumentCors {
  private completed: CompletedDocument = { edits: [], notices: [], uncacheable: [] };
  private emitted = false;
  private text: string | undefined;

  constructor(
    private readonly api: ApiContext,
    private readonly document: ApiDocument,
    private readonly proxies: ProxyCors,
  ) {}

  get uncacheable(): CompletedDocument['uncacheable'] {
    return this.completed.uncacheable;
  }

  /** Writes the document anew, from what it was; what the app has beside it may have become more. */
  apply(gatewayResponses: readonly GatewayResponseNode[]): void {
    const { tree, target, whole } = this.api;
    const completed = completeDocument(this.document.model, {
      areaAt: (path) => this.api.areaAtPath(path),
      errors: whole?.policy,
      methodsBeside: (path) =>
        this.document.isAtRoot
          ? tree.allResources.filter((one) => one.path === path).flatMap(({ methods }) => methods)
          : [],
      gatewayResponsesBeside: gatewayResponses,
      binary: target.mayBeBinary,
    });
    if ('problems' in completed) {
      this.api.refuse(completed.problems);
    }
    const problems = this.document.source.write(completed.edits);
    if (problems.length > 0) {
      this.api.refuse(problems);
    }
    this.completed = completed;
    this.text = undefined;
    this.applyProxies();
    this.emit();
  }

  /** What can be said only when nothing is added any more. */
  finish(gatewayResponses: readonly GatewayResponseNode[]): void {
    const { tree, lead } = this.api;
    for (const { id, subject, path } of this.completed.notices.filter(isSettled)) {
      const area = path === undefined ? lead : (this.api.areaAtPath(path) ?? lead);
      area.notices.note(id, subject);
    }
    for (const { at } of this.document.source.lost(this.completed.edits)) {
      lead.notices.note('response-changed', pointerTo(at.slice(0, 3)));
    }
    for (const { definition, path } of tree.allResources) {
      if (definition !== undefined && path !== '/' && this.document.methodsAt(path) !== undefined) {
        lead.notices.note('openapi-resource-twice', `${path} (${definition.node.path})`);
      }
    }
    if (this.document.overwrites) {
      const beside = [...tree.allResources.flatMap(({ methods }) => methods), ...gatewayResponses];
      for (const { cfn } of beside) {
        lead.notices.note('openapi-overwrites', cfn.node.path);
      }
    }
  }

  /** The operations whose backend answers alone; where nothing is to be added, their functions have to keep to it. */
  private applyProxies(): void {
    const { cfn } = this.document;
    for (const { path, methods } of this.document.model.paths) {
      for (const method of methods.filter(({ verb }) => verb !== 'OPTIONS')) {
        const route = {
          id: `${cfn.node.path} ${nameOf(method, path)}`,
          name: nameOf(method, path),
          integration: method.integration,
          element: cfn,
          called: () => this.document.functionBehind(method),
        };
        this.proxies.apply(route, this.api.areaAtPath(path));
      }
    }
  }

  /** As one text, made once: deployments ask for it again and again, and large documents would take long member by member. */
  private editsAsText(): string {
    this.text ??= JSON.stringify(this.completed.edits);
    return this.text;
  }

  /** The API itself holds the document, and its deployments change with it. */
  private emit(): void {
    const { cfn } = this.api.target;
    if (!this.emitted && cfn !== undefined) {
      this.emitted = true;
      this.api.emit({ element: cfn, content: () => this.editsAsText() }, this.api.lead);
    }
  }
}
