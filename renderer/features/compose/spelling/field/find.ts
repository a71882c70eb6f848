/** The next or previous wrong word of a field from its caret on, also where nobody has looked yet. Long texts are read piece by piece. */
import { signatureStart, type Word } from '#core/spelling/words.ts';
import { type Checking, judged, wordsIn } from '../checking.ts';
import { speller } from '../speller.ts';
import type { Direction } from '../spelled-text.ts';
import type { SpelledField } from './spelled-field.ts';

/** UTF-16 units that are read at a time */
const PIECE = 20_000;

async function wrongWords(
  text: string,
  offset: number,
  isBody: boolean,
  checking: Checking,
): Promise<Word[]> {
  const words: Word[] = [];
  let at = offset;
  for (const line of text.split('\n')) {
    for (const { from, to, form } of wordsIn(line, checking, isBody))
      words.push({ from: at + from, to: at + to, form });
    at += line.length + 1;
  }
  const { open } = judged(words, checking);
  if (open.size > 0) await speller.ask(open);
  return [...judged(words, checking).wrong];
}

/** `from`: behind which, or before which, it has to begin; null: from the edge of the text. The field's text must not change meanwhile. */
export async function findWrong(
  field: SpelledField,
  from: number | null,
  direction: Direction,
  checking: Checking,
): Promise<Word | null> {
  const { value } = field;
  const isBody = field instanceof HTMLTextAreaElement;
  const end = isBody ? signatureStart(value) : value.length;
  const forward = direction === 'next';
  let edge = forward ? lineStart(value, from ?? 0) : lineEnd(value, Math.min(end, from ?? end));
  while (forward ? edge < end : edge > 0) {
    const [start, stop] = forward
      ? [edge, Math.min(end, lineEnd(value, edge + PIECE))]
      : [lineStart(value, Math.max(0, edge - PIECE)), edge];
    const wrong = await wrongWords(value.slice(start, stop), start, isBody, checking);
    const found = forward
      ? wrong.find((word) => from === null || word.from > from)
      : wrong.findLast((word) => from === null || word.from < from);
    if (found !== undefined) return found;
    edge = forward ? stop + 1 : start - 1;
  }
  return null;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found;
}
