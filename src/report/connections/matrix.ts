import { escapeText } from '../../text/escape';
import type { Matrix, MatrixCell } from '../../results/matrix';
import type { Traffic } from '../../results/traffic';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A table of sources (rows) and destinations (columns), both by the number of their group, with legends of groups and letters. */
export function* renderMatrix(matrix: Matrix): Generator<string> {
  const { groups } = matrix;
  const letters = new Map<string, string>();
  for (const [i, members] of groups.entries()) yield `${i + 1} ${members.map(escapeText).join(' ')}\n`;
  const width = String(groups.length).length + 4;
  const pad = (text: string) => text.padStart(width);
  yield `\n${pad('')}${groups.map((_, i) => pad(String(i + 1))).join('')}\n`;
  for (const source of groups.keys()) {
    const cells = matrix.row(source).map((cell) => pad(textOf(cell, letters)));
    yield `${pad(String(source + 1))}${cells.join('')}\n`;
  }
  yield '\n* everything   . nothing   ?x possibly x   ~ for some addresses only\n';
  for (const [traffic, letter] of letters) yield `${letter} ${traffic}\n`;
}

function textOf(cell: MatrixCell | undefined, letters: Map<string, string>): string {
  if (cell === undefined) return '.';
  const definite = cell.allowed.isEmpty ? '' : symbolOf(cell.allowed, letters);
  const possible = cell.unknown.isEmpty ? '' : `?${symbolOf(cell.unknown, letters)}`;
  return `${definite}${possible}${cell.partly ? '~' : ''}`;
}

function symbolOf({ text: traffic, isEverything }: Traffic, letters: Map<string, string>): string {
  if (isEverything) return '*';
  let letter = letters.get(traffic);
  if (letter === undefined) letters.set(traffic, (letter = nameOf(letters.size)));
  return letter;
}

/** a … z, aa, ab … */
function nameOf(number: number): string {
  return number < 26 ? LETTERS[number] : nameOf(Math.floor(number / 26) - 1) + LETTERS[number % 26];
}
