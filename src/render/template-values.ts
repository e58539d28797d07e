/** What a value of a template is, as far as it can be told before CloudFormation reads it. */

export type ValueMap = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a resolved value is an intrinsic function: CloudFormation alone knows what it holds. */
export function isIntrinsic(value: unknown): boolean {
  if (!isRecord(value)) {
    return false;
  }
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}
