import type { Dice } from './dice';

/** A text that was damaged without a thought for what it means: it may no longer be JSON, nor UTF-8. */
export function damagedBytes(text: string, dice: Dice): Buffer {
  let bytes: Buffer = Buffer.from(text);
  for (let left = 1 + dice.below(3); left > 0; left--) {
    bytes = dice.pick(DAMAGES)(bytes, dice);
  }
  return bytes;
}

const DAMAGES: readonly ((bytes: Buffer, dice: Dice) => Buffer)[] = [
  (bytes, dice) => bytes.subarray(0, dice.below(bytes.length)),
  (bytes, dice) => bytes.subarray(dice.below(bytes.length)),
  (bytes, dice) => put(bytes, dice, dice.bytes(20)),
  (bytes, dice) => put(bytes, dice, Buffer.from(dice.pick(PIECES))),
  (bytes, dice) => put(bytes, dice, Buffer.from(dice.text())),
  (bytes, dice) => {
    const [start, length] = [dice.below(bytes.length + 1), dice.below(40)];
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
  },
  (bytes, dice) => {
    const start = dice.below(bytes.length + 1);
    return put(bytes, dice, bytes.subarray(start, start + dice.below(400)));
  },
  (bytes, dice) => {
    const flipped = Buffer.from(bytes);
    for (let left = 1 + dice.below(8); left > 0 && bytes.length > 0; left--) {
      const at = dice.below(bytes.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.below(8));
    }
    return flipped;
  },
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]),
  (bytes) => Buffer.from(bytes.toString('latin1'), 'utf16le'),
];

/** Into some place. */
function put(bytes: Buffer, dice: Dice, piece: Buffer): Buffer {
  const at = dice.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}

const PIECES: readonly string[] = [
  '"',
  '\\',
  '\\u',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '//',
  'NaN',
  'Infinity',
  '1e999',
  '00',
  '-',
  '\u0000',
  '\u2028',
  '['.repeat(100_000),
  '{"a":'.repeat(20_000),
  '"__proto__":{"polluted":"yes"},',
  '!Ref Api',
  'Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n',
];
