import type { MethodModel } from '../plan/model';
import { type Notice, nameOf, noticesOfCompletion, noticesOfStep } from '../plan/observations';
import { planResource, type ResourceStep } from '../plan/steps';
import type { CorsPolicy } from '../policy/policy';
import { type Answers, isSuccess } from '../render/completed-responses';
import { actualAnswer, preflightAnswer, uncomparedAnswer } from '../response/answers';
import { completeOperation } from './completed-operation';
import type { OpenApiDocument } from './document';
import type { Edit } from './edits';
import type { OperationModel, PathModel } from './operations';
import { preflightOperation } from './preflight-operation';

export interface CompletedPath {
  readonly edits: readonly Edit[];
  readonly notices: readonly Notice[];
}

/** What a path is to be given. */
export interface PathCompletion {
  readonly policy: CorsPolicy;
  /** Methods that the API has at the path and the document has not. */
  readonly beside: readonly MethodModel[];
  readonly binary: boolean;
}

/** Gives the operations of a path what they lack, and the path a preflight. */
export function completePath(path: PathModel, completion: PathCompletion, document: OpenApiDocument): CompletedPath {
  const steps = planResource<MethodModel>({ path: path.path, methods: [...path.methods, ...completion.beside] });
  const done = steps.map((step) => completeStep(path, step, completion, document));
  return { edits: done.flatMap(({ edits }) => edits), notices: done.flatMap(({ notices }) => notices) };
}

function completeStep(
  path: PathModel,
  step: ResourceStep,
  completion: PathCompletion,
  document: OpenApiDocument,
): CompletedPath {
  const { policy } = completion;
  if (step.step === 'add-preflight') {
    return { edits: preflightOperation(path, step.verbs, policy, document), notices: [] };
  }
  const method = path.methods.find((one) => one === step.method);
  if (method === undefined) {
    return { edits: [], notices: [] };
  }
  const before = noticesOfStep(step, path.path, policy);
  switch (step.step) {
    case 'complete-preflight': {
      const answer = preflightAnswer(policy, step.verbs);
      return completed(method, { answer, uncompared: answer }, isSuccess, before);
    }
    case 'complete-responses':
      return completed(
        method,
        { answer: actualAnswer(policy), uncompared: uncomparedAnswer(policy) },
        anyStatus,
        before,
      );
    default:
      return { edits: [], notices: before };
  }

  function completed(
    operation: OperationModel,
    answers: Answers,
    appliesTo: (statusCode: string) => boolean,
    notices: readonly Notice[],
  ): CompletedPath {
    const binary = completion.binary || document.binary;
    const { edits, ...outcome } = completeOperation(operation, { answers, binary, appliesTo }, document);
    const after = noticesOfCompletion(operation.verb, outcome);
    const subject = nameOf(operation, path.path);
    return { edits, notices: [...notices, ...after.map((id) => ({ id, subject }))] };
  }
}

function anyStatus(): boolean {
  return true;
}
