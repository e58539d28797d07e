/** Thrown where a template asks for what nobody has measured, or what this evaluator does not cover. Never a guess. */
export class Undetermined extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'Undetermined';
    this.reason = reason;
  }
}

/** Thrown where a template asks what a value is that nobody can tell before the request is made. */
export class UnknownValue extends Undetermined {}
