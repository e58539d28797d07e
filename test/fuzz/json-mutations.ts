import type { Dice } from './dice';
import { asText, DEEP, EXACT } from './json-text';
import type { Words } from './words';

type Container = Record<string, unknown> | unknown[];
type Place = readonly [holder: Container, key: string];

const MOST_CHANGES = 4;

/** The text of a JSON value that has been changed in some places, and is still JSON. */
export function changedJson(json: unknown, words: Words, dice: Dice): string {
  const changed = { whole: structuredClone(json) };
  for (let left = 1 + dice.below(MOST_CHANGES); left > 0; left--) {
    const places = placesIn(changed);
    if (places.length > 0) {
      const [holder, key] = dice.pick(places);
      dice.pick(CHANGES)({ holder, key, places, words, dice });
    }
  }
  return asText(changed.whole);
}

interface Spot {
  readonly holder: Container;
  readonly key: string;
  readonly places: readonly Place[];
  readonly words: Words;
  readonly dice: Dice;
}

/** Each is there as often as it ought to happen. */
const CHANGES: readonly ((spot: Spot) => void)[] = [
  remove,
  remove,
  replaceByWord,
  replaceByWord,
  replaceByOtherType,
  replaceByIntrinsic,
  replaceByIntrinsic,
  replaceByOwnPart,
  replaceByOwnPart,
  swap,
  rename,
  rename,
  add,
  wrapInIntrinsic,
  wrapInIntrinsic,
  wrapInList,
  unwrap,
  nestDeeply,
  spoilText,
  spoilText,
  replaceByCode,
  replaceByCode,
];

function remove({ holder, key }: Spot): void {
  if (Array.isArray(holder)) {
    holder.splice(Number(key), 1);
  } else {
    delete holder[key];
  }
}

function replaceByWord({ holder, key, words, dice }: Spot): void {
  put(holder, key, dice.pick(words.values));
}

function replaceByOtherType({ holder, key, dice }: Spot): void {
  put(holder, key, dice.oneIn(2) ? dice.json() : dice.pick(OTHER_TYPES));
}

function replaceByIntrinsic({ holder, key, words, dice, places }: Spot): void {
  put(holder, key, dice.pick(words.intrinsics)(structuredClone(valueAt(dice.pick(places))), dice.pick(words.names)));
}

function replaceByOwnPart({ holder, key, places, dice }: Spot): void {
  put(holder, key, structuredClone(valueAt(dice.pick(places))));
}

function swap({ holder, key, places, dice }: Spot): void {
  const other = dice.pick(places);
  const [mine, theirs] = [structuredClone(valueAt([holder, key])), structuredClone(valueAt(other))];
  put(other[0], other[1], mine);
  put(holder, key, theirs);
}

function rename(spot: Spot): void {
  const { holder, key, words, dice } = spot;
  if (Array.isArray(holder)) {
    return;
  }
  const value = holder[key];
  delete holder[key];
  put(holder, dice.oneIn(4) ? dice.text() : dice.pick(words.names), value);
}

function add({ holder, places, words, dice }: Spot): void {
  const value = structuredClone(valueAt(dice.pick(places)));
  if (Array.isArray(holder)) {
    holder.push(value);
  } else {
    put(holder, dice.pick(words.names), value);
  }
}

function wrapInIntrinsic({ holder, key, words, dice }: Spot): void {
  put(holder, key, dice.pick(words.intrinsics)(valueAt([holder, key]), dice.pick(words.names)));
}

function wrapInList({ holder, key, dice }: Spot): void {
  const value = valueAt([holder, key]);
  put(holder, key, dice.oneIn(2) ? [value] : [value, structuredClone(value)]);
}

function unwrap({ holder, key, dice }: Spot): void {
  const inner = Object.values(Object(valueAt([holder, key])));
  put(holder, key, inner.length === 0 ? {} : dice.pick(inner));
}

function nestDeeply({ holder, key, dice }: Spot): void {
  const levels = dice.pick([150, 250, 5_000, 20_000]);
  put(holder, key, { [DEEP]: [dice.pick(['[', '{"a":', '{"Fn::Join":["",[', '{"Fn::If":["C",0,']), levels] });
}

function spoilText({ holder, key, dice }: Spot): void {
  const value = valueAt([holder, key]);
  if (typeof value === 'string') {
    const at = dice.below(value.length + 1);
    put(holder, key, value.slice(0, at) + dice.pick([...ODD_TEXTS, dice.text()]) + value.slice(at + dice.below(3)));
  }
}

/** Where a text is a template of Velocity or an expression, another one. */
function replaceByCode({ holder, key, places, words, dice }: Spot): void {
  const code = dice.pick(words.code);
  const templates = places.filter(
    ([owner, name]) => /^application\/|json$/.test(name) && typeof valueAt([owner, name]) === 'string',
  );
  const [owner, name] = templates.length === 0 ? [holder, key] : dice.pick(templates);
  const before = valueAt([owner, name]);
  put(
    owner,
    name,
    dice.oneIn(2) || typeof before !== 'string' ? code : dice.pick([`${code} ${before}`, `${before} ${code}`]),
  );
}

const OTHER_TYPES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.1,
  '',
  [],
  {},
  [[]],
  [null],
  { '': '' },
  { [EXACT]: '1e999' },
  { [EXACT]: '-0' },
  { [EXACT]: '123456789012345678901234567890' },
  { [EXACT]: '1e-400' },
  { [EXACT]: '{"__proto__":{"polluted":"yes"}}' },
  { [EXACT]: '{"a":1,"a":2,"constructor":{"prototype":{"polluted":"yes"}}}' },
];

const ODD_TEXTS: readonly string[] = [
  '\u0000',
  '\r\nX-Injected: yes',
  '\ud800',
  '\u202e',
  '\u{1f600}',
  'e\u0301',
  '\ue000',
  '\ue001',
  "'",
  '"',
  '\\',
  '${',
  '}',
  '{+}',
  '%00',
  '{{resolve:ssm:/name}}',
  '../../etc/passwd',
  '\u001b[2J',
  'x'.repeat(100_000),
];

/** Sets a member of this name, whichever name it is: `__proto__` too. */
function put(holder: Container, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function valueAt([holder, key]: Place): unknown {
  return Reflect.get(holder, key);
}

function placesIn(whole: Container): readonly Place[] {
  const places: Place[] = [];
  const waiting: Container[] = [whole];
  for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      places.push([holder, key]);
      if (isContainer(value)) {
        waiting.push(value);
      }
    }
  }
  return places;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
