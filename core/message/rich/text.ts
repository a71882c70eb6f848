/**
 * The plain text of rich text, and of any mail's HTML: what stands in lines of its own stays so; headings are underlined, lists marked,
 * quotes have their marks as format=flowed wants them (RFC 3676 §4.5), links their addresses, tables their columns, pictures their words.
 */
import { isHidden, UNSEEN } from './canonical.ts';
import { Lines, type Place } from './lines.ts';
import { listMark } from './list-mark.ts';
import { gridOf, tableLines, widthOf } from './table-text.ts';
import { parsed, type RichElement, type RichNode, textOf } from './tree.ts';

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** An empty line before and after. */
const APART = new Set('p h1 h2 h3 h4 h5 h6 blockquote ul ol dl pre table figure'.split(' '));
const UNDERLINES: Readonly<Record<string, string>> = { h1: '=', h2: '-' };
const RULE = '-'.repeat(40);
/** Columns of a table together; format=flowed leaves lines of 76 alone. */
const TABLE_WIDTH = 72;

export const textOfRich = (html: string): string => textOfNodes(parsed(html));

export function textOfNodes(nodes: readonly RichNode[]): string {
  const lines = new Lines();
  write(lines, nodes, { quotes: 0, indent: '', pre: false }, '');
  return lines.done().join('\n');
}

function write(lines: Lines, nodes: readonly RichNode[], place: Place, parent: string): void {
  for (const [index, node] of nodes.entries())
    if (node.kind === 'element') writeElement(lines, node, place, parent, index < nodes.length - 1);
    else lines.words(node.text, place);
}

function writeElement(
  lines: Lines,
  element: RichElement,
  place: Place,
  parent: string,
  isFollowed: boolean,
): void {
  const { name, children } = element;
  if (UNSEEN.has(name) || isHidden(element)) return;
  if (name === 'br') lines.lineEnd(place);
  else if (name === 'hr') lines.line(RULE, place);
  else if (name === 'img') lines.words(altOf(element), place);
  else if (name === 'a') writeLink(lines, element, place);
  else if (name === 'ul' || name === 'ol') writeList(lines, element, place, parent);
  else if (name === 'p' && children.length === 0) lines.emptyLine();
  else if (name === 'table' && writeTable(lines, element, place)) return;
  else if (BLOCKS.has(name)) {
    const apart = APART.has(name) && parent !== 'li';
    lines.startLine(apart);
    write(lines, children, placeIn(name, place), name);
    const underline = UNDERLINES[name];
    if (underline !== undefined) writeUnderline(lines, children, underline, place);
    lines.startLine(apart);
  } else {
    write(lines, children, place, name);
    // Cells of a row stand in one line.
    if ((name === 'td' || name === 'th') && isFollowed) lines.words('  ', { ...place, pre: true });
  }
}

const placeIn = (name: string, { quotes, indent, pre }: Place): Place =>
  name === 'blockquote'
    ? { quotes: quotes + 1, indent, pre }
    : { quotes, indent, pre: pre || name === 'pre' };

function writeUnderline(lines: Lines, heading: readonly RichNode[], mark: string, place: Place): void {
  const words = textOfNodes(heading);
  if (words === '' || words.includes('\n')) return;
  // Two dashes alone would be a signature's.
  lines.line(mark.repeat(Math.min(Math.max(widthOf(words), 3), TABLE_WIDTH)), place);
}

function writeList(lines: Lines, list: RichElement, place: Place, parent: string): void {
  const apart = parent !== 'li';
  lines.startLine(apart);
  let nth = 0;
  for (const item of list.children) {
    if (item.kind !== 'element' || item.name !== 'li') {
      write(lines, [item], place, list.name);
      continue;
    }
    const mark = listMark(list, nth);
    nth += 1;
    lines.startLine(false);
    lines.mark(place.indent + mark);
    write(lines, item.children, { ...place, indent: place.indent + ' '.repeat(mark.length) }, 'li');
    lines.startLine(false);
  }
  lines.startLine(apart);
}

/** False: it holds more than cells of a few words, and is written block by block. */
function writeTable(lines: Lines, table: RichElement, place: Place): boolean {
  const grid = gridOf(table, (cell) => textOfNodes(cell.children));
  if (grid === null) return false;
  lines.startLine(true);
  if (grid.caption !== '') lines.line(grid.caption, place);
  for (const line of tableLines(grid, TABLE_WIDTH)) {
    lines.words(line, { ...place, pre: true });
    lines.startLine(false);
  }
  lines.startLine(true);
  return true;
}

/** The address stands behind the words, unless it says the same. */
function writeLink(lines: Lines, link: RichElement, place: Place): void {
  write(lines, link.children, place, 'a');
  const address = (link.attributes.get('href') ?? '').trim();
  const shown = textOf(link.children).trim();
  const bare = (one: string) => one.replace(/^(?:https?:\/\/|mailto:)/i, '').replace(/\/$/, '');
  if (!/^(?:https?|mailto|ftp|tel):/i.test(address) || bare(shown) === bare(address)) return;
  lines.words(` <${address.replace(/^mailto:/i, '')}>`, { ...place, pre: true });
}

function altOf(image: RichElement): string {
  const alt = (image.attributes.get('alt') ?? '').trim();
  return alt === '' ? '' : `[${alt}]`;
}
