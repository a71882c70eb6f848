/**
 * A text/plain part as its reader is meant to see it: format=flowed paragraphs in one piece again, quotes by their depth (RFC 3676 §4). A
 * text of another format keeps its lines; its quote marks are seen all the same. Linear, bounded by what it is given.
 */

export interface TextBlock {
  /** how many times it is quoted */
  readonly depth: number;
  /** paragraphs, a line each */
  readonly text: string;
}

/** `fixed`: lines are as written. `delsp`: a space before a soft break belongs to the break (RFC 3676 §4.1). */
export type TextFormat = 'fixed' | 'flowed' | 'delsp';

/** Deeper quotes are drawn as this deep. */
const MAX_QUOTES = 100;

export function textBlocks(text: string, format: TextFormat): TextBlock[] {
  const blocks: { depth: number; lines: string[] }[] = [];
  let goesOn = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const { depth, rest } = unquoted(line, format);
    // RFC 3676 §4.3: the line before a signature is never flowed.
    const flows = format !== 'fixed' && rest.endsWith(' ') && rest !== '-- ';
    const content = flows && format === 'delsp' ? rest.slice(0, -1) : rest;
    const block = blocks.at(-1);
    if (block?.depth !== depth) blocks.push({ depth, lines: [content] });
    else if (goesOn && rest !== '-- ') block.lines.push((block.lines.pop() ?? '') + content);
    else block.lines.push(content);
    goesOn = flows;
  }
  return blocks.map(({ depth, lines }) => ({ depth, text: lines.join('\n') }));
}

/** Quote marks stand without spaces in flowed text (§4.5); a space behind them is stuffing (§4.4). Others write `> > `. */
function unquoted(line: string, format: TextFormat): { readonly depth: number; readonly rest: string } {
  const marks = (format === 'fixed' ? /^(?:> ?)+/ : /^>+/).exec(line)?.[0] ?? '';
  const depth = Math.min(marks.replaceAll(' ', '').length, MAX_QUOTES);
  const rest = line.slice(marks.length);
  return { depth, rest: format !== 'fixed' && rest.startsWith(' ') ? rest.slice(1) : rest };
}
