import { messageOf } from './input-error';

/** Where a text stops being JSON, in words. Node's own message has the place only for some mistakes. */
export function jsonProblem(text: string, error: unknown): string {
  if (text.trim() === '') {
    return 'is empty, not JSON';
  }
  const position = positionOf(error) ?? firstBadPosition(text);
  if (position >= text.trimEnd().length) {
    return `is cut off: the JSON ends too early, at ${lineAndColumn(text, text.length)}`;
  }
  return `is not JSON, from ${lineAndColumn(text, position)} on`;
}

function positionOf(error: unknown): number | undefined {
  const [, digits] = /at position (\d+)/.exec(messageOf(error)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The end of the longest beginning that could still become JSON, found by halving. */
function firstBadPosition(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle))) {
      good = middle;
    } else {
      bad = middle;
    }
  }
  return good;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const position = positionOf(error);
    return (
      /end of JSON|Unterminated/.test(messageOf(error)) || (position !== undefined && position >= beginning.length)
    );
  }
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  return `line ${line}, column ${position - before.lastIndexOf('\n')}`;
}
