/** A text whose mistakes are marked, whatever editor it stands in: the subject, the body as plain text, the body as rich text. */
import type { Word } from '#core/spelling/words.ts';
import type { Checking } from './checking.ts';

export type Direction = 'next' | 'previous';

/** px of the window */
export interface Place {
  readonly left: number;
  readonly bottom: number;
}

export interface SpelledText {
  /** it, or something in it, has the focus while the text is written */
  readonly element: HTMLElement;
  /** What it is checked with, from now on. */
  readonly check: (checking: Checking) => void;
  /** Somebody else may have changed it. */
  readonly update: () => void;
  /** The marked word that the caret touches; what is typed there is taken for finished. */
  readonly atCaret: () => Word | undefined;
  readonly at: (x: number, y: number) => Word | undefined;
  /** As it is written now where the word stood. */
  readonly written: (word: Word) => string;
  readonly place: (word: Word) => Place;
  /** Its own undo takes that back. */
  readonly replace: (word: Word, text: string) => void;
  /** The first wrong word behind or before the caret, or the text's edge, also where nobody has looked yet. */
  readonly find: (from: 'caret' | 'edge', direction: Direction) => Promise<Word | null>;
  /** Selects it, and brings it into view. */
  readonly select: (word: Word) => void;
  readonly focus: () => void;
  /** Nothing is marked any more. */
  readonly end: () => void;
}
