import { Undetermined } from './undetermined';
import { Unknown, type VelocityValue } from './values';

const LONGEST_TEXT = 1_000_000;

/** What a template prints; unknown as soon as a part of it is. */
export class Output {
  private readonly parts: string[] = [];
  private length = 0;
  private unknown: Unknown | undefined;

  get text(): string | Unknown {
    return this.unknown ?? this.parts.join('');
  }

  add(part: string | Unknown): void {
    if (part instanceof Unknown) {
      this.unknown ??= part;
      return;
    }
    this.length += part.length;
    if (this.length > LONGEST_TEXT) {
      throw new Undetermined(`the template makes a text of more than ${LONGEST_TEXT} characters`);
    }
    this.parts.push(part);
  }
}

/** Refuses a text that no template of anybody's makes. */
export function bounded(value: VelocityValue): VelocityValue {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) {
    throw new Undetermined(`the template makes a text of more than ${LONGEST_TEXT} characters`);
  }
  return value;
}
