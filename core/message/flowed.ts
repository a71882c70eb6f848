/**
 * format=flowed (RFC 3676, DelSp=no): plain text whose long lines are wrapped so that a reader can join them again. Text has LF line ends on
 * both sides; what stands behind `>` is quoted, as it is typed and as it is sent.
 */

import { textBlocks } from '../mime/flowed.ts';

/** Characters: a line up to this is left alone. §4.2 allows 78; from 77 on the writer would encode the text. */
const LONGEST = 76;
/** Characters to which a longer one is wrapped: there is room for the marks of a few replies. */
const WIDTH = 72;

/** §4.3: never flowed, and kept with its trailing space. */
const SIGNATURE_LINE = '-- ';

/** Whether a line is so long, and can be broken at a space. */
export function isWrapped(text: string): boolean {
  return text.split('\n').some((line) => broken(line).length > 1);
}

/** As typed → as sent. Spaces at the end of a line are taken away (§4.2): there they would join it to the next. */
export function toFlowed(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line === SIGNATURE_LINE ? [line] : broken(line.replace(/ +$/, ''))))
    .join('\n');
}

/** As sent → as it was typed, each paragraph on one line. `delSp`: the message says DelSp=yes (§4.5). */
export function fromFlowed(text: string, delSp = false): string {
  return textBlocks(text, delSp ? 'delsp' : 'flowed')
    .flatMap((block) => block.text.split('\n').map((line) => quoted(line, block.depth)))
    .join('\n');
}

const quoted = (line: string, depth: number): string =>
  depth === 0 ? line : `${'>'.repeat(depth)} ${line}`.replace(/^(>+) $/, '$1');

/** One line as one or more: all but the last end with a space. */
function broken(line: string): readonly string[] {
  const marks = marksOf(line);
  if (line.length <= LONGEST || length(line) <= LONGEST) return [marks === '' ? stuffed(line) : line];
  const prefix = marks === '' ? '' : `${marks} `;
  const words =
    (marks === '' ? line : unstuffed(line.slice(marks.length))).match(/^ *[^ ]* *|[^ ]+ */g) ?? [];
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    const fits = length(prefix) + length(current) + length(word) <= WIDTH;
    // A line that reads `-- ` would be taken for a signature's.
    if (current.trimEnd() === '' || current === SIGNATURE_LINE || fits) current += word;
    else {
      lines.push(current);
      current = word;
    }
  }
  lines.push(current);
  return lines.map((content) => prefix + (marks === '' ? stuffed(content) : content));
}

/** §4.4: a space in front of what would else be read as quoted, or as stuffed, or be changed by an mbox. */
const stuffed = (line: string): string => (/^(?:[ >]|From )/.test(line) ? ` ${line}` : line);
const unstuffed = (line: string): string => (line.startsWith(' ') ? line.slice(1) : line);

const marksOf = (line: string): string => /^>*/.exec(line)?.[0] ?? '';

/** Characters as RFC 3676 counts them: code points. */
const length = (text: string): number => Array.from(text).length;
