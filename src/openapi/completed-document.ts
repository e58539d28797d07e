import type { GatewayResponseModel, MethodModel } from '../plan/model';
import type { Notice } from '../plan/observations';
import type { CorsPolicy } from '../policy/policy';
import { errorAnswer } from '../response/answers';
import { type CompletedErrors, completeErrors } from './completed-errors';
import { completePath, type PathCompletion } from './completed-path';
import type { OpenApiDocument } from './document';
import type { Edit } from './edits';
import type { DocumentProblem } from './problems';

const NOTHING: CompletedErrors = { edits: [], notices: [] };

/** The API around a document. */
export interface Surroundings {
  /** What decides for a path; nothing where nothing is to be added. */
  areaAt(path: string): Pick<PathCompletion, 'policy' | 'keysCachesByOrigin'> | undefined;
  /** The policy that the errors of the API follow; none where nothing is to be added to them. */
  readonly errors: CorsPolicy | undefined;
  /** Methods that the API has at a path and the document has not. */
  methodsBeside(path: string): readonly MethodModel[];
  readonly gatewayResponsesBeside: readonly GatewayResponseModel[];
  /** The API has binary media types that the document does not name. */
  readonly binary: boolean;
}

export interface PathNotice extends Notice {
  /** The path that it is about, whose policy decides; none for the whole API. */
  readonly path: string | undefined;
}

/** What is to be changed in a document, and what its owner has to be told. */
export interface CompletedDocument {
  readonly edits: readonly Edit[];
  readonly notices: readonly PathNotice[];
  /** The routes whose answers depend on the origin, and whose cache key does not. */
  readonly uncacheable: readonly { readonly path: string; readonly verb: string }[];
}

/**
 * Plans the CORS of an API that is written as an OpenAPI document: an OPTIONS operation for each path, the headers on the
 * answers of integrations that are no proxies, and the gateway responses. Or says which references keep it from that.
 */
export function completeDocument(
  document: OpenApiDocument,
  surroundings: Surroundings,
): CompletedDocument | { readonly problems: readonly DocumentProblem[] } {
  const { errors, gatewayResponsesBeside, binary } = surroundings;
  const edits: Edit[] = [];
  const notices: PathNotice[] = [];
  const uncacheable: { path: string; verb: string }[] = [];
  for (const model of document.paths) {
    const { path } = model;
    const area = surroundings.areaAt(path);
    if (area !== undefined) {
      const { policy, keysCachesByOrigin } = area;
      const beside = surroundings.methodsBeside(path);
      const completed = completePath(model, { policy, keysCachesByOrigin, beside, binary }, document);
      edits.push(...completed.edits);
      notices.push(...completed.notices.map((notice) => ({ ...notice, path })));
      uncacheable.push(...completed.uncacheable.map((verb) => ({ path, verb })));
    }
  }
  notices.push(...document.unreadable.map((path) => ({ id: 'openapi-unreadable', subject: path, path }) as const));
  const answered =
    errors === undefined ? NOTHING : completeErrors(errorAnswer(errors), gatewayResponsesBeside, document.places);
  const { problems } = document.places;
  return problems.length > 0
    ? { problems }
    : {
        edits: [...edits, ...answered.edits],
        uncacheable,
        notices: [...notices, ...answered.notices.map((notice) => ({ ...notice, path: undefined }))],
      };
}
