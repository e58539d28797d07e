import { Undetermined } from './undetermined';
import { Unknown } from './values';

const LONGEST_TEXT = 1_000_000;

/** What a template prints; unknown when a part of it is. */
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
    refuseLong(this.length);
    this.parts.push(part);
  }
}

export function refuseLong(length: number): void {
  if (length > LONGEST_TEXT) {
    throw new Undetermined(`the template makes a text of more than ${LONGEST_TEXT} characters`);
  }
}
