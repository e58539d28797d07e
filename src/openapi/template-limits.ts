import { isIntrinsic, isRecord } from '../render/template-values';

/** The most that CloudFormation takes, for the whole template. */
const MOST_BYTES = 1_000_000;

const LONGEST_SHOWN = 80;

/** Why a document would not stand in a CloudFormation template as it stands in its file, if it would not. */
export function whyOnlyAsFile(document: unknown): string | undefined {
  return Buffer.byteLength(JSON.stringify(document)) > MOST_BYTES
    ? 'it is larger than the 1 MB that a template may have'
    : misread(document);
}

function misread(value: unknown): string | undefined {
  if (isIntrinsic(value) || (typeof value === 'string' && value.includes('{{resolve:'))) {
    return `CloudFormation would take ${JSON.stringify(value).slice(0, LONGEST_SHOWN)} for a function of its own`;
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `it holds a number with more digits than JavaScript keeps, about ${value}`;
  }
  const members = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
  for (const member of members) {
    const reason = misread(member);
    if (reason !== undefined) {
      return reason;
    }
  }
  return undefined;
}
