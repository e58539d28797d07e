import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { NoticeId } from '../plan/notices';
import type { CorsPolicy } from '../policy/policy';
import { describeWarning, type Problem } from '../policy/problem';

/** Where an id has to be unique in an app, it stands behind the name of the package. */
const PREFIX = 'cdk-apigateway-cors:';

/** Puts warnings on the construct, each with an id that `Annotations.acknowledgeWarning` takes. */
export class NoticeBoard {
  private readonly subjects = new Map<NoticeId, Set<string>>();

  constructor(
    private readonly scope: Construct,
    private readonly policy: CorsPolicy,
  ) {}

  /** A warning about the policy, said at once. */
  warn(problem: Problem): void {
    Annotations.of(this.scope).addWarningV2(PREFIX + problem.id, describeWarning(problem));
  }

  /** A notice about the API. What it is about is gathered, so that there is one warning for each id. */
  note(id: NoticeId, subject?: string): void {
    const subjects = this.subjects.get(id) ?? new Set();
    if (subject !== undefined) {
      subjects.add(subject);
    }
    this.subjects.set(id, subjects);
  }

  /** Says what was gathered; after the last route was added, and before the assembly is written. */
  publish(): void {
    if (this.subjects.size > 0) {
      publication().publishNotices(this.scope, this.policy, this.subjects, PREFIX);
      this.subjects.clear();
    }
  }
}

/** Loaded when there is something to say: every app that loads the package would load the texts with it. */
function publication(): typeof import('./publish-notices') {
  return require('./publish-notices');
}
