/**
 * Marks the wrong words of one field, as far as they are in view, and follows what changes: text, scrolling, size, what it is checked with.
 * It draws at most once a frame, and asks the dictionaries when there is a pause.
 */
import { signatureStart, type Word } from '#core/spelling/words.ts';
import { type Checking, judged, NO_CHECKING, wordsIn } from '../checking.ts';
import { speller } from '../speller.ts';
import { Mirror } from './mirror.ts';
import type { SpelledField } from './spelled-field.ts';
import { underline } from './underlines.ts';

/** ms without a key */
const PAUSE = 150;
/** ms; then the word at the caret is taken for finished */
const FINISHED = 1000;

/** UTF-16 units; longer ones are marked in a pause alone */
const LONG = 200_000;

export interface Mark extends Word {
  readonly range: Range;
}

export class FieldMarks {
  readonly field: SpelledField;
  readonly #mirror: Mirror;
  #checking = NO_CHECKING;
  #marks: readonly Mark[] = [];
  readonly #words = new Map<string, readonly Word[]>();
  #frame = 0;
  #asking: ReturnType<typeof setTimeout> | undefined;
  /** while a word is being typed it is not wrong yet */
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #resized: ResizeObserver;
  readonly #ended = new AbortController();

  constructor(field: SpelledField) {
    this.field = field;
    this.#mirror = new Mirror(field);
    this.#resized = new ResizeObserver(() => this.update());
    this.#resized.observe(field);
    const { signal } = this.#ended;
    field.addEventListener('input', () => this.#typed(), { signal });
    field.addEventListener('blur', () => this.#finish(), { signal });
    document.addEventListener('selectionchange', () => this.#moved(), { signal });
    // It does not bubble, and whatever the field stands in may scroll.
    document.addEventListener('scroll', () => this.update(), { signal, capture: true, passive: true });
    void document.fonts.ready.then(() => this.update());
  }

  check(checking: Checking): void {
    this.#checking = checking;
    this.#words.clear();
    this.update();
  }

  /** What is underlined now, in the order of the text. */
  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** In which the caret stands, or which it touches. */
  get atCaret(): Mark | undefined {
    const { selectionStart, selectionEnd } = this.field;
    return this.#marks.find(
      ({ from, to }) => from <= (selectionStart ?? -1) && (selectionEnd ?? Infinity) <= to,
    );
  }

  at(x: number, y: number): Mark | undefined {
    return this.#marks.find(({ range }) =>
      [...range.getClientRects()].some(
        (box) => x >= box.left && x <= box.right && y >= box.top - 2 && y <= box.bottom + 4,
      ),
    );
  }

  update(): void {
    if (this.#frame === 0 && !this.#ended.signal.aborted)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
  }

  /** What is typed is finished, and what is known of it is drawn now. */
  settle(): void {
    this.#finish();
    this.#draw();
  }

  end(): void {
    this.#ended.abort();
    this.#resized.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#asking);
    clearTimeout(this.#typing);
    underline(this, []);
    this.#mirror.remove();
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#finish(), FINISHED);
    clearTimeout(this.#asking);
    this.#asking = undefined;
    this.update();
  }

  #moved(): void {
    if (document.activeElement === this.field) this.update();
  }

  #finish(): void {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.update();
  }

  #draw(): void {
    const checking = this.#checking;
    // Reading it all again with each key would be felt.
    const waits = this.#typing !== undefined && this.field.value.length > LONG;
    const shown = checking.languages.length === 0 || waits ? null : this.#mirror.update();
    if (shown === 'measuring') this.update();
    if (shown === null || shown === 'measuring') {
      this.#marks = [];
      underline(this, []);
      return;
    }
    const { offset, lines } = shown;
    const isBody = this.field instanceof HTMLTextAreaElement;
    const end = isBody ? signatureStart(this.field.value) : Infinity;
    const marks: Mark[] = [];
    const open = new Map<(typeof checking.languages)[number], Set<string>>();
    let at = offset;
    for (const [number, line] of lines.entries()) {
      if (at >= end) break;
      const found = judged(this.#wordsOf(line, isBody), checking);
      for (const [language, forms] of found.open)
        open.set(language, new Set([...(open.get(language) ?? []), ...forms]));
      for (const { from, to, form } of found.wrong) {
        if (this.#isTyped(at + from, at + to)) continue;
        const range = this.#mirror.range(number, from, to);
        if (range !== null) marks.push({ from: at + from, to: at + to, form, range });
      }
      at += line.length + 1;
    }
    this.#marks = marks;
    underline(
      this,
      marks.map(({ range }) => range),
    );
    if (open.size > 0) this.#ask(open);
  }

  /** Lines that have not changed are not read again. */
  #wordsOf(line: string, isBody: boolean): readonly Word[] {
    const known = this.#words.get(line);
    if (known !== undefined) return known;
    if (this.#words.size > 5000) this.#words.clear();
    const words = wordsIn(line, this.#checking, isBody);
    this.#words.set(line, words);
    return words;
  }

  #isTyped(from: number, to: number): boolean {
    const caret = this.field.selectionEnd ?? -1;
    return this.#typing !== undefined && from < caret && caret <= to;
  }

  #ask(open: Parameters<typeof speller.ask>[0]): void {
    this.#asking ??= setTimeout(() => {
      void speller.ask(open).then(() => {
        this.#asking = undefined;
        this.update();
      });
    }, PAUSE);
  }
}
