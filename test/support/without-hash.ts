/** The logical id of a Deployment without the hash of the API, which each release of the CDK may make in its own way. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/[0-9a-f]{32}$/, '<hash>');
}
