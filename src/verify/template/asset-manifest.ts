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
    for (const asset of membersOf(own(manifest, 'files'))) {
      const path = own(own(asset, 'source'), 'path');
      if (typeof path === 'string') {
        names.set(path, [...(names.get(path) ?? []), ...objectKeys(asset)]);
      }
    }
  }
  return names;
}

/**
 * The files that the REST APIs of a template are imported from (`BodyS3Location`), as far as the manifests name them: the
 * text of each by its key in the bucket.
 *
 * @param read gives the text of a file by the path that the manifest has for it
 */
export function importedFiles(
  template: unknown,
  manifests: readonly unknown[],
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string> {
  const wanted = new Set(
    membersOf(own(template, 'Resources')).map((resource) =>
      own(own(own(resource, 'Properties'), 'BodyS3Location'), 'Key'),
    ),
  );
  const files = new Map<string, string>();
  for (const [path, keys] of wanted.size > 0 ? assetNames(manifests) : []) {
    for (const key of keys.filter((name) => wanted.has(name))) {
      const text = read(path);
      if (text !== undefined) {
        files.set(key, text);
      }
    }
  }
  return files;
}

function objectKeys(asset: unknown): readonly string[] {
  return membersOf(own(asset, 'destinations'))
    .map((destination) => own(destination, 'objectKey'))
    .filter((key) => typeof key === 'string');
}

function membersOf(json: unknown): readonly unknown[] {
  return isObject(json) ? Object.values(json) : [];
}
