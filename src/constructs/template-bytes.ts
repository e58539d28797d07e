import { type CfnResource, Stack } from 'aws-cdk-lib';

/** Enough, since the elements of one type in one stack are much alike; to render them all would be a second synthesis. */
const SAMPLES = 4;

/** Fewer of a type do not decide, and to render a Deployment is to make its hash of all methods. */
const MANY = 20;
const USUAL_BYTES = 1000;

/** What elements take in a template, by some of each type. */
export function estimatedBytes(elements: readonly CfnResource[]): number {
  const byType = new Map<string, CfnResource[]>();
  for (const element of elements) {
    const alike = byType.get(element.cfnResourceType) ?? [];
    byType.set(element.cfnResourceType, alike);
    alike.push(element);
  }
  return Math.round([...byType.values()].reduce((sum, alike) => sum + meanBytes(alike) * alike.length, 0));
}

function meanBytes(alike: readonly CfnResource[]): number {
  if (alike.length < MANY) {
    return USUAL_BYTES;
  }
  const step = Math.floor(alike.length / SAMPLES);
  const samples = Array.from({ length: SAMPLES }, (_, index) => alike[index * step]);
  return samples.reduce((sum, element) => sum + bytesOf(element), 0) / SAMPLES;
}

/** As the CDK writes it: indented, two levels down. */
function bytesOf(element: CfnResource): number {
  const rendered = Stack.of(element).resolve(element._toCloudFormation());
  return Buffer.byteLength(JSON.stringify(rendered, undefined, 1));
}
