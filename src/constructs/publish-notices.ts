import { Annotations } from 'aws-cdk-lib';
import { DISABLE_METADATA_STACK_TRACE } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { describeNotice, type NoticeId } from '../plan/notices';
import type { CorsPolicy } from '../policy/policy';

/**
 * Says on a construct what was gathered there, but for what its owner has acknowledged.
 *
 * @param subjects what each notice is about
 * @param prefix what its id stands behind
 */
export function publishNotices(
  scope: Construct,
  policy: CorsPolicy,
  subjects: ReadonlyMap<NoticeId, ReadonlySet<string>>,
  prefix: string,
): void {
  for (const [id, about] of subjects) {
    if (!isAcknowledged(scope, prefix + id)) {
      Annotations.of(scope).addWarningV2(prefix + id, describeNotice(id, [...about].sort(), policy));
    }
  }
}

/**
 * Releases of CDK before the repair of aws-cdk#38820 overlook what was acknowledged on the very construct that warns,
 * and see it from a child. The CLI tells users to acknowledge the id behind a prefix, which `Validations` may have put
 * there in lower case.
 */
function isAcknowledged(scope: Construct, id: string): boolean {
  const child = new Construct(scope, 'Acknowledged');
  child.node.setContext(DISABLE_METADATA_STACK_TRACE, true);
  const acknowledged = ['', 'Annotation::', 'annotation::'].some((prefix) => {
    const before = child.node.metadata.length;
    Annotations.of(child).addWarningV2(prefix + id, prefix);
    return child.node.metadata.length === before;
  });
  scope.node.tryRemoveChild(child.node.id);
  return acknowledged;
}
