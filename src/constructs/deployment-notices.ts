import type { Deployments } from './deployments';
import type { NoticeBoard } from './notice-board';

/** Tells of the deployments that are not made anew, or that are made before something of the API is there. */
export function noteStaleDeployments({ missed, fixed }: Deployments, notices: NoticeBoard): void {
  for (const { element, sameStack } of missed) {
    notices.note(sameStack ? 'deployment-cycle' : 'deployment-elsewhere', element.node.path);
  }
  for (const deployment of fixed) {
    notices.note('deployment-fixed', deployment.node.path);
  }
}
