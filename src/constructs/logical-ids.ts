import { isRecord } from '../render/template-values';

/** The logical ids that a value refers to, where its intrinsic functions are written out. */
export function logicalIdsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(logicalIdsIn);
  }
  if (!isRecord(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    switch (name) {
      case 'Ref':
        return [String(inner)];
      case 'Fn::GetAtt':
        return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0]];
      case 'Fn::Sub':
        return logicalIdsInText(inner);
      default:
        return logicalIdsIn(inner);
    }
  });
}

/**
 * A variable stands for its value, even where it has the name of an element.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
function logicalIdsInText(sub: unknown): readonly string[] {
  const [text, given] = Array.isArray(sub) ? sub : [sub, {}];
  const variables = isRecord(given) ? given : {};
  const names = [...String(text).matchAll(/\$\{([^!{}][^{}]*)\}/g)].map(([, name]) => name.trim());
  const ids = names.filter((name) => !Object.hasOwn(variables, name)).map((name) => name.split('.')[0]);
  return [...ids, ...logicalIdsIn(Object.values(variables))];
}
