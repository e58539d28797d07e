import type { DeployTimeText } from '../../src/policy/parse-origins';

/** Takes the texts that start with `known` for values that are known only at deployment. */
export function deployTime(text: string): DeployTimeText | undefined {
  return text.startsWith('known')
    ? { text, shown: text, literal: '', dynamicReference: text.endsWith('resolved-late') }
    : undefined;
}
