import { Undetermined } from './undetermined';

/** A template, and how far it has been read. */
export class Cursor {
  private at = 0;

  constructor(private readonly text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** Reads what a sticky expression matches here; nothing is read where it does not match. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    this.at += found?.[0].length ?? 0;
    return found;
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  expect(pattern: RegExp, what: string): RegExpExecArray {
    return this.take(pattern) ?? this.refuse(`no ${what}`);
  }

  refuse(what: string): never {
    const shown = JSON.stringify(this.text.slice(this.at, this.at + 20));
    throw new Undetermined(`the template cannot be read: there is ${what} at ${shown}`);
  }
}
