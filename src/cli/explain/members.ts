import { isObject, type JsonObject, kindOf, own } from '../../verify/template/json';
import { InputError } from '../input-error';
import { printable } from '../printable';

/** A value of a JSON file with the way to it, which every complaint about it begins with. */
export class Member {
  constructor(
    readonly json: unknown,
    private readonly file: string,
    private readonly place: string,
  ) {}

  at(name: string): Member {
    return new Member(own(this.json, name), this.file, this.place === '' ? name : `${this.place}.${name}`);
  }

  items(wanted: string): readonly Member[] {
    if (!Array.isArray(this.json)) {
      throw this.wrong(wanted);
    }
    return this.json.map((item, index) => new Member(item, this.file, `${this.place}[${index}]`));
  }

  object(wanted: string): JsonObject {
    if (!isObject(this.json)) {
      throw this.wrong(wanted);
    }
    return this.json;
  }

  text(wanted: string): string {
    if (typeof this.json !== 'string') {
      throw this.wrong(wanted);
    }
    return this.json;
  }

  oneOf<const T extends string>(values: readonly T[]): T {
    const found = values.find((value) => value === this.json);
    if (found === undefined) {
      throw this.wrong(values.map((value) => `"${value}"`).join(' or '));
    }
    return found;
  }

  get isAbsent(): boolean {
    return this.json === undefined;
  }

  wrong(wanted: string): InputError {
    const got = typeof this.json === 'string' || typeof this.json === 'number' ? JSON.stringify(this.json) : undefined;
    const seen = this.json === undefined ? 'is missing' : `is ${(got ?? kindOf(this.json)).slice(0, 100)}`;
    return new InputError(`${printable(this.file)}: ${printable(this.place) || 'the file'} ${seen}, wanted: ${wanted}`);
  }
}
