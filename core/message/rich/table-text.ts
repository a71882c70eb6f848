/** A table as columns of plain text. What is laid out by a table, and what has one column or a table within, is none. */
import type { RichElement, RichNode } from './tree.ts';

export interface Grid {
  readonly caption: string;
  /** texts by row and column; a cell that goes over several is in the first, the others are empty */
  readonly rows: readonly (readonly string[])[];
  /** rows at the top whose cells are all headings */
  readonly heads: number;
}

const MOST_COLUMNS = 30;
/** Lines of a cell: more are no table of data. */
const MOST_LINES = 8;
const GAP = '  ';
/** Spreading a long list into a call would overflow its stack. */
const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0);
const NARROWEST = 6;

export function gridOf(table: RichElement, textOfCell: (cell: RichElement) => string): Grid | null {
  const rows = rowsOf(table);
  if (rows.some((row) => cellsOf(row).some(({ children }) => holdsTable(children)))) return null;
  const texts: string[][] = [];
  /** how many rows each column is still taken by a cell from above */
  const taken: number[] = [];
  let heads = 0;
  for (const row of rows) {
    const line: string[] = [];
    const cells = cellsOf(row);
    let column = 0;
    const pass = () => {
      for (; (taken[column] ?? 0) > 0; column += 1) {
        taken[column] = (taken[column] ?? 1) - 1;
        line[column] = '';
      }
    };
    for (const cell of cells) {
      pass();
      const [wide, high] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      for (let at = 0; at < wide; at += 1) {
        line[column] = at === 0 ? textOfCell(cell) : '';
        taken[column] = high - 1;
        column += 1;
      }
      if (column > MOST_COLUMNS) return null;
    }
    pass();
    if (cells.length > 0 && heads === texts.length && cells.every(({ name }) => name === 'th')) heads += 1;
    texts.push(line);
  }
  const columns = most(texts.map(({ length }) => length));
  if (columns < 2 || texts.flat().some((text) => text.split('\n').length > MOST_LINES)) return null;
  const caption = table.children.find((node) => node.kind === 'element' && node.name === 'caption');
  return {
    caption: caption?.kind === 'element' ? textOfCell(caption) : '',
    rows: texts.map((line) => Array.from({ length: columns }, (_, at) => line[at] ?? '')),
    heads: heads === texts.length ? 0 : heads,
  };
}

/** Lines at most `room` wide where words allow; a cell that is too long for its column goes on below. */
export function tableLines({ rows, heads }: Grid, room: number): string[] {
  const widths = fitted(
    (rows[0] ?? []).map((_, column) =>
      most(rows.flatMap((row) => (row[column] ?? '').split('\n').map(widthOf))),
    ),
    room,
  );
  return rows.flatMap((row, index) => [
    ...rowLines(row, widths),
    ...(index + 1 === heads ? [widths.map((width) => '-'.repeat(width)).join(GAP)] : []),
  ]);
}

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = row.map((text, column) =>
    text.split('\n').flatMap((line) => wrapped(line, widths[column] ?? 0)),
  );
  const height = Math.max(1, ...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, column) => padded(lines[at] ?? '', widths[column] ?? 0))
      .join(GAP)
      .trimEnd(),
  );
}

/** The widest columns give way first. */
function fitted(natural: readonly number[], whole: number): readonly number[] {
  const widths = [...natural];
  const room = whole - GAP.length * (widths.length - 1);
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    const second = Math.max(NARROWEST, ...widths.filter((width) => width < widest));
    const column = widths.indexOf(widest);
    const less = Math.max(1, Math.min(over, widest - second));
    widths[column] = widest - less;
    over -= less;
  }
  return widths;
}

function wrapped(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && widthOf(current) + 1 + widthOf(word) > width) {
      lines.push(current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Columns of a fixed-width font: two for what Unicode calls wide (UAX #11), roughly, none for what combines. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text)
    width += /[\p{Mn}\p{Me}\u200b-\u200f]/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

const named = (nodes: readonly RichNode[], ...names: string[]): RichElement[] =>
  nodes.flatMap((node) => (node.kind === 'element' && names.includes(node.name) ? [node] : []));

const rowsOf = ({ children }: RichElement): RichElement[] =>
  named(children, 'thead', 'tbody', 'tfoot', 'tr').flatMap((part) =>
    part.name === 'tr' ? [part] : named(part.children, 'tr'),
  );

const cellsOf = ({ children }: RichElement): RichElement[] => named(children, 'td', 'th');

const holdsTable = (nodes: readonly RichNode[]): boolean =>
  nodes.some((node) => node.kind === 'element' && (node.name === 'table' || holdsTable(node.children)));

function spanOf({ attributes }: RichElement, name: 'colspan' | 'rowspan'): number {
  const span = Number.parseInt(attributes.get(name) ?? '1', 10);
  return Number.isNaN(span) ? 1 : Math.min(Math.max(span, 1), 1000);
}
