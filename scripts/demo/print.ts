/** A table in 100 columns of plain text. On a terminal the headings are bold. */
const WIDTHS = [32, 12, 27, 9];

const bold = process.stdout.isTTY && process.env.NO_COLOR === undefined;

export function blank(): void {
  console.log();
}

export function heading(text: string): void {
  console.log(bold ? `\u001b[1m${text}\u001b[0m` : text);
}

export function note(text: string): void {
  console.log(`  ${text}`);
}

/** A cell that is wider than its column goes on in the next line. */
export function row(cells: readonly string[]): void {
  const lines = cells.map((cell, index) => wrap(cell, WIDTHS[index] ?? 100));
  const height = Math.max(...lines.map((cell) => cell.length));
  for (let line = 0; line < height; line++) {
    const text = lines.map((cell, index) => (cell[line] ?? '').padEnd(WIDTHS[index] ?? 0)).join('');
    console.log(`  ${text.trimEnd()}`);
  }
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(/(?<=[ ,])/)) {
    const last = lines[lines.length - 1];
    if (last !== '' && (last + word.trimEnd()).length > width - 1) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = last + word;
    }
  }
  return lines;
}
