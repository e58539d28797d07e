import { isObject, own } from './json';

/**
 * The names under which templates refer to the files of a cloud assembly, by file: the CDK uploads a nested template
 * under its hash, and only the manifest of assets (`*.assets.json`) tells which file that is.
 *
 * @see https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cloud-assembly-schema/README.md
 */
export function assetNames(manifests: readonly unknown[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const manifest of manifests) {
    const files = own(manifest, 'files');
    for (const asset of isObject(files) ? Object.values(files) : []) {
      const path = own(own(asset, 'source'), 'path');
      if (typeof path === 'string') {
        names.set(path, [...(names.get(path) ?? []), ...objectKeys(asset)]);
      }
    }
  }
  return names;
}

function objectKeys(asset: unknown): readonly string[] {
  const destinations = own(asset, 'destinations');
  const keys = isObject(destinations)
    ? Object.values(destinations).map((destination) => own(destination, 'objectKey'))
    : [];
  return keys.filter((key) => typeof key === 'string');
}
