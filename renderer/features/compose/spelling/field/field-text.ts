/** A field of the form, and its marks, as a text that is checked. */
import type { Word } from '#core/spelling/words.ts';
import { type Checking, NO_CHECKING } from '../checking.ts';
import type { Direction, SpelledText } from '../spelled-text.ts';
import { FieldMarks } from './field-marks.ts';
import { findWrong } from './find.ts';
import { replaceIn, reveal, selectIn, type SpelledField } from './spelled-field.ts';

export function fieldText(field: SpelledField): SpelledText {
  const marks = new FieldMarks(field);
  let checking: Checking = NO_CHECKING;
  const written = ({ from, to }: Word) => field.value.slice(from, to);
  const rangeOf = ({ from, to }: Word) =>
    marks.marks.find((mark) => mark.from === from && mark.to === to)?.range.getBoundingClientRect();
  return {
    element: field,
    check: (now) => {
      checking = now;
      marks.check(now);
    },
    update: () => marks.update(),
    atCaret: () => {
      marks.settle();
      return marks.atCaret;
    },
    at: (x, y) => marks.at(x, y),
    written,
    place: (word) => rangeOf(word) ?? field.getBoundingClientRect(),
    replace: ({ from, to }, text) => replaceIn(field, from, to, text),
    find: (from: 'caret' | 'edge', direction: Direction) =>
      findWrong(field, from === 'caret' ? field.selectionStart : null, direction, checking),
    select: (word) => {
      selectIn(field, word.from, word.to);
      marks.settle();
      const box = rangeOf(word);
      if (box !== undefined) reveal(field, box);
    },
    focus: () => field.focus(),
    end: () => marks.end(),
  };
}
