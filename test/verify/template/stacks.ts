import type { Known } from '../../../src/verify/template/scope';
import { type Resource, readTemplates, type Templates } from '../../../src/verify/template/templates';
import type { Value } from '../../../src/verify/template/value';

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

/** What a property of a stack that has these sections, and a Bucket, is worked out to. */
export function valueIn(sections: Json, value: unknown, known?: Known): Value | undefined {
  const Resources = { Subject: { Type: 'Subject', Properties: { value } }, Bucket: { Type: 'AWS::S3::Bucket' } };
  return subject(readTemplates([{ name: 's.json', json: { ...sections, Resources } }], known)).property('value');
}

/** JSON that is wrapped ten thousand times. */
export function deep(wrap: (inner: unknown) => unknown): unknown {
  let json: unknown = 'x';
  for (let level = 0; level < 10_000; level++) {
    json = wrap(json);
  }
  return json;
}

/** The one resource of the type `Subject`. */
export function subject(templates: Templates): Resource {
  const [found] = templates.ofType('Subject');
  if (found === undefined) {
    throw new Error('there is no subject');
  }
  return found;
}
