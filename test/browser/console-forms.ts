import { REASONS, type Reason } from '../../src/verify/browser';

/** The reasons whose lines a printed line is one of. */
export function reasonsOf(printed: string): readonly Reason[] {
  return REASONS.filter(({ console: forms }) => forms.some((form) => isOfForm(printed, form))).map(
    ({ reason }) => reason,
  );
}

/** Whether a printed line has this form, in which braces stand for anything. After a redirect a line names both URLs. */
export function isOfForm(printed: string, form: string): boolean {
  const parts = form.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(printed.replace(/ \(redirected from '[^']*'\)/, ''));
}
