import { Annotations } from 'aws-cdk-lib';
import { DISABLE_METADATA_STACK_TRACE } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { describeNotice, type NoticeId } from '../plan/notices';
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
    for (const [id, subjects] of this.subjects) {
      if (this.isAcknowledged(PREFIX + id)) {
        continue;
      }
      Annotations.of(this.scope).addWarningV2(PREFIX + id, describeNotice(id, [...subjects].sort(), this.policy));
    }
    this.subjects.clear();
  }

  /**
   * Releases of CDK before the repair of aws-cdk#38820 overlook what was acknowledged on the very construct that warns,
   * and see it from a child. The CLI tells users to acknowledge the id behind a prefix, which `Validations` may have put
   * there in lower case.
   */
  private isAcknowledged(id: string): boolean {
    const child = new Construct(this.scope, 'Acknowledged');
    child.node.setContext(DISABLE_METADATA_STACK_TRACE, true);
    const acknowledged = ['', 'Annotation::', 'annotation::'].some((prefix) => {
      const before = child.node.metadata.length;
      Annotations.of(child).addWarningV2(prefix + id, prefix);
      return child.node.metadata.length === before;
    });
    this.scope.node.tryRemoveChild(child.node.id);
    return acknowledged;
  }
}
