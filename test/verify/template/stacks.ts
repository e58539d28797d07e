import type { Resource, Templates } from '../../../src/verify/template/templates';

export type Json = Readonly<Record<string, unknown>>;

/** A nested stack as `cdk synth` writes it, whose template is the file of this path. */
export function nested(path: string, properties: Json = {}, more: Json = {}): Json {
  return {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: { 'Fn::Sub': 'https://x' }, ...properties },
    Metadata: { 'aws:asset:path': path },
    ...more,
  };
}

/** The one resource of the type `Subject`. */
export function subject(templates: Templates): Resource {
  const [found] = templates.ofType('Subject');
  if (found === undefined) {
    throw new Error('there is no subject');
  }
  return found;
}
