import type { Problems } from './problems';
import type { Survey } from './survey';
export function htmlPage(_found: Survey, _problems: Problems): string {
  return '';
}
