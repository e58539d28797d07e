import type { IConstruct } from 'constructs';

const OF_THE_CDK = /\[ack: @aws-cdk\//;

/**
 * The warnings that a construct and those below it hold, by their ids. They are read as they stand: the assertions of the
 * CDK would synthesise once more, and find what came too late for the first time, which is all that a user sees.
 */
export function warningsOf(construct: IConstruct): ReadonlyMap<string, string> {
  const warnings = new Map<string, string>();
  const entries = construct.node.findAll().flatMap(({ node }) => node.metadata);
  for (const text of entries.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data))) {
    if (!OF_THE_CDK.test(text)) {
      const id = /\[ack: cdk-apigateway-cors:([^\]]+)\]/.exec(text)?.[1] ?? text;
      warnings.set(id, [warnings.get(id) ?? [], text].flat().join('\n'));
    }
  }
  return warnings;
}
