/** A field whose text can be checked: what it says, where its caret is, and how a word of it is replaced so that its own undo knows of it. */
import { typeText } from '../../body/type-text.ts';

export type SpelledField = HTMLTextAreaElement | HTMLInputElement;

/** Of one kind in a letter's form: the subject, and the body while it is written as plain text. */
export const spelledFields = (form: Element): SpelledField[] => [
  ...form.querySelectorAll<HTMLInputElement>('input#subject'),
  ...form.querySelectorAll('textarea'),
];

export function replaceIn(field: SpelledField, from: number, to: number, text: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  typeText(text);
}

/** Selects it; of a field that scrolls, only one that gets the focus goes to its caret. */
export function selectIn(field: SpelledField, from: number, to: number): void {
  field.blur();
  field.setSelectionRange(from, to);
  field.focus();
}

/** px between what is brought into view and the edge */
const MARGIN = 24;

/** Scrolls the field, and what it stands in where the whole letter scrolls and not its body alone. `place`: in the window, before that. */
export function reveal(field: SpelledField, place: DOMRect): void {
  let moved = 0;
  for (let around: Element | null = field; around !== null; around = around.parentElement) {
    if (around.scrollHeight <= around.clientHeight || getComputedStyle(around).overflowY === 'clip') continue;
    const box = around.getBoundingClientRect();
    const before = around.scrollTop;
    const below = place.bottom - moved + MARGIN - box.bottom;
    const above = box.top + MARGIN - (place.top - moved);
    around.scrollTop += Math.max(0, below) - Math.max(0, below > 0 ? 0 : above);
    moved += around.scrollTop - before;
  }
}
