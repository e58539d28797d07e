/** Stands for a piece of JSON text that no value could be written as: `{ [EXACT]: '1e999' }`. */
export const EXACT = '\u0001exact';
/** Stands for a value in so many brackets: `{ [DEEP]: ['[', 20000] }`. `JSON.stringify` would run out of stack. */
export const DEEP = '\u0001deep';

const STAND_IN = /\{"\\u0001(exact|deep)":("(?:[^"\\]|\\.)*"|\["(?:[^"\\]|\\.)*",\d+\])\}/g;

/** The text of a value, with what stands in it for other texts. */
export function asText(json: unknown): string {
  const text = JSON.stringify(json) ?? 'null';
  return text.replace(STAND_IN, (_all, kind: string, argument: string) => {
    const given: unknown = JSON.parse(argument);
    return kind === 'exact' || !Array.isArray(given) ? String(given) : nested(String(given[0]), Number(given[1]));
  });
}

function nested(opening: string, levels: number): string {
  const closing = [...opening]
    .reverse()
    .flatMap((character) => (character === '[' ? [']'] : character === '{' ? ['}'] : []))
    .join('');
  return `${opening.repeat(levels)}"x"${closing.repeat(levels)}`;
}
