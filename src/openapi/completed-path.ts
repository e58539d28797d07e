import type { MethodModel } from '../plan/model';
import { type Notice, nameOf, noticesOfCompletion, noticesOfStep } from '../plan/observations';
import { planResource, type ResourceStep } from '../plan/steps';
import type { CorsPolicy } from '../policy/policy';
import { isSuccess } from '../render/completed-responses';
import { actualAnswer, preflightAnswer, uncomparedAnswer } from '../response/answers';
import { isCachedByOrigin, keyByOrigin } from './cache-key';
import { type CompletedOperation, completeOperation, type OperationCompletion } from './completed-operation';
import type { OpenApiDocument } from './document';
import type { Edit } from './edits';
import type { OperationModel, PathModel } from './operations';
import { preflightOperation } from './preflight-operation';

export interface CompletedPath {
  readonly edits: readonly Edit[];
  readonly notices: readonly Notice[];
  /** The verbs whose answers depend on the origin, and whose cache key does not. */
  readonly uncacheable: readonly string[];
}

/** What a path is to be given. */
export interface PathCompletion {
  readonly policy: CorsPolicy;
  /** Whether the origin is put into the keys of the stages' caches. */
  readonly keysCachesByOrigin: boolean;
  /** Methods that the API has at the path and the document has not. */
  readonly beside: readonly MethodModel[];
  readonly binary: boolean;
}

/** Gives the operations of a path what they lack, and the path a preflight. */
export function completePath(path: PathModel, completion: PathCompletion, document: OpenApiDocument): CompletedPath {
  const steps = planResource<MethodModel>({ path: path.path, methods: [...path.methods, ...completion.beside] });
  const work = new PathWork(path, completion, document);
  const done = steps.map((step) => work.do(step));
  return {
    edits: done.flatMap(({ edits }) => edits),
    notices: done.flatMap(({ notices }) => notices),
    uncacheable: done.flatMap(({ uncacheable }) => uncacheable),
  };
}

const NOTHING: CompletedPath = { edits: [], notices: [], uncacheable: [] };

class PathWork {
  constructor(
    private readonly path: PathModel,
    private readonly completion: PathCompletion,
    private readonly document: OpenApiDocument,
  ) {}

  do(step: ResourceStep): CompletedPath {
    const { policy } = this.completion;
    if (step.step === 'add-preflight') {
      const edits = preflightOperation(this.path, step.verbs, policy, this.document);
      return { ...NOTHING, edits, uncacheable: this.dependsOnOrigin ? ['OPTIONS'] : [] };
    }
    const method = this.path.methods.find((one) => one === step.method);
    if (method === undefined) {
      return NOTHING;
    }
    const notices = noticesOfStep(step, this.path, policy);
    switch (step.step) {
      case 'complete-preflight': {
        const answer = preflightAnswer(policy, step.verbs);
        const completed = this.complete(method, { answers: { answer, uncompared: answer }, appliesTo: isSuccess });
        return this.told(method, completed, notices);
      }
      case 'complete-responses': {
        const answers = { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) };
        return this.told(method, this.complete(method, { answers, appliesTo: () => true }), notices);
      }
      default:
        return { notices, ...this.cached(method, true) };
    }
  }

  private complete(method: OperationModel, completion: Omit<OperationCompletion, 'binary'>): CompletedOperation {
    const binary = this.completion.binary || this.document.binary;
    return completeOperation(method, { ...completion, binary }, this.document);
  }

  private told(method: OperationModel, completed: CompletedOperation, before: readonly Notice[]): CompletedPath {
    const subject = nameOf(method, this.path.path);
    const after = noticesOfCompletion(method.verb, completed).map((id) => ({ id, subject }));
    const { edits, uncacheable } = this.cached(method, completed.compared);
    return { edits: [...completed.edits, ...edits], notices: [...before, ...after], uncacheable };
  }

  /** @param compared whether an answer may be made for the origin that asks; nobody knows of a proxy's */
  private cached(method: OperationModel, compared: boolean): Pick<CompletedPath, 'edits' | 'uncacheable'> {
    if (!this.dependsOnOrigin || !compared || isCachedByOrigin(this.path, method, this.document)) {
      return { edits: [], uncacheable: [] };
    }
    const mayKey = this.completion.keysCachesByOrigin && method.verb !== 'OPTIONS';
    const edits = mayKey ? keyByOrigin(this.path, method, this.document) : [];
    return { edits, uncacheable: edits.length === 0 ? [method.verb] : [] };
  }

  private get dependsOnOrigin(): boolean {
    return this.completion.policy.answerDependsOnOrigin;
  }
}
