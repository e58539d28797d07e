import { Token } from 'aws-cdk-lib';
import type { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { applyEdits, type Within, withoutEffect } from '../openapi/edits';
import { isRecord } from '../render/template-values';
import type { DocumentSource } from './document-source';
import { later, renderedProperties } from './plain-view';

/**
 * A document in the template. The user's object stays as it is, and so does every token in it: what is added behind one
 * is added when it is resolved.
 *
 * @param content what the template will hold, overrides included
 */
export function inlineDocument(cfn: CfnRestApi, content: unknown): DocumentSource {
  const original: unknown = cfn.body;
  return {
    content,
    write(edits) {
      cfn.body = applyEdits(original, edits, behindTokens);
      return [];
    },
    lost: (edits) => withoutEffect(renderedProperties(cfn).Body, edits),
  };
}

const behindTokens: Within = (value, change) =>
  isHidden(value) ? later((resolve) => change(resolve(value))) : change(value);

/** A map whose keys are not told yet would get its own members twice. */
function isHidden(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    (Token.isUnresolved(value) || (isRecord(value) && Object.keys(value).some((key) => Token.isUnresolved(key))))
  );
}
