import { isObject, own } from '../../verify/template/json';
import { InputError } from '../input-error';
import { printable } from '../printable';
import { readExchanges } from './exchanges';
import { readHar } from './har';
import { Member } from './members';
import type { Recording } from './recorded';

/** Takes a file for what it is: a list of exchanges, or the recording of a browser's network panel. */
export function readRecording(json: unknown, file: string): Recording {
  const whole = new Member(json, file, '');
  if (Array.isArray(json)) {
    return { kind: 'exchanges', recorded: readExchanges(whole), skipped: 0 };
  }
  if (isObject(json) && own(json, 'log') !== undefined) {
    return readHar(whole);
  }
  if (isObject(json) && own(json, 'request') !== undefined) {
    throw new InputError(`${printable(file)}: is one exchange; put it in a list: [{ "request": ... }]`);
  }
  throw whole.wrong('a list of exchanges, or a HAR');
}
