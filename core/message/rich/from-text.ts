/** Plain text → rich text: paragraphs, lines, quotes by their marks, and addresses that can be followed. What is typed stays readable text. */
import { textBlocks } from '../../mime/flowed.ts';
import { escapedText, escapedValue } from './tree.ts';

/** Line ends LF. */
export function richOfText(text: string): string {
  let html = '';
  let depth = 0;
  for (const block of textBlocks(text, 'fixed')) {
    html += '<blockquote>'.repeat(Math.max(0, block.depth - depth));
    html += '</blockquote>'.repeat(Math.max(0, depth - block.depth));
    depth = block.depth;
    html += paragraphs(block.text);
  }
  return html + '</blockquote>'.repeat(depth);
}

/** An empty line stands between two paragraphs; each one more is a paragraph without words. */
function paragraphs(text: string): string {
  let html = '';
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) html += `<p>${lines.map(richLine).join('<br>')}</p>`;
    lines = [];
  };
  let empty = 0;
  for (const line of text.split('\n')) {
    if (line !== '') {
      if (empty > 1) html += '<p></p>'.repeat(empty - 1);
      empty = 0;
      lines.push(line);
    } else {
      end();
      empty += 1;
    }
  }
  end();
  return html;
}

/** An address up to what ends a sentence; of brackets those that it opened itself. */
const ADDRESS = /https?:\/\/[^\s<>"»]+|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}/gi;
const ENDING = /[.,;:!?'’…]+$/;

function richLine(typed: string): string {
  // A tab is as wide as a few blanks, of which the first would be lost at the beginning.
  const line = typed.replaceAll('\t', '    ').replace(/^ /, '\u00a0');
  let html = '';
  let at = 0;
  for (const found of line.matchAll(ADDRESS)) {
    const address = withoutEnding(found[0]);
    html += plain(line.slice(at, found.index));
    at = found.index + address.length;
    const target = /^https?:/i.test(address) ? address : `mailto:${address}`;
    html += `<a href="${escapedValue(target)}">${escapedText(address)}</a>`;
  }
  return html + plain(line.slice(at));
}

function withoutEnding(address: string): string {
  const short = address.replace(ENDING, '');
  const isOpen = short.split('(').length >= short.split(')').length;
  return short.endsWith(')') && !isOpen ? withoutEnding(short.slice(0, -1)) : short;
}

/** Blanks that HTML would draw together stay. */
const plain = (text: string): string =>
  escapedText(text.replaceAll(/ {2,}/g, (blanks) => `${'\u00a0'.repeat(blanks.length - 1)} `));
