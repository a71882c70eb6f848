/**
 * The lines of a field's text over again, unseen, in just the place where the field has them: so that words of it have ranges, which can be
 * underlined and found by pointing, though a field keeps its own from everybody. A short text is there whole, of a long one what is in view.
 * Lines that stay are not laid out again.
 */
import styles from './mirror.module.css';
import { Rows } from './rows.ts';
import type { SpelledField } from './spelled-field.ts';

/** What decides where a letter stands. */
const METRICS = [
  'direction',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-size',
  'font-stretch',
  'font-style',
  'font-variant',
  'font-variation-settings',
  'font-weight',
  'letter-spacing',
  'line-break',
  'line-height',
  'overflow-wrap',
  'tab-size',
  'text-align',
  'text-indent',
  'text-rendering',
  'unicode-bidi',
  'white-space',
  'word-break',
  'word-spacing',
] as const;

/** UTF-16 units; a letter of ten pages */
const WHOLE = 20_000;
/** UTF-16 units; lines in view that are longer together are not worth it */
const MOST = 60_000;

export interface Shown {
  /** UTF-16 units of the field's text before the first line */
  readonly offset: number;
  readonly lines: readonly string[];
}

export class Mirror {
  readonly #field: SpelledField;
  readonly #frame = document.createElement('div');
  readonly #text = document.createElement('div');
  readonly #ruler = document.createElement('div');
  readonly #rows = new Rows();
  #lines: readonly string[] = [];

  constructor(field: SpelledField) {
    this.#field = field;
    this.#frame.className = styles.mirror ?? '';
    this.#frame.setAttribute('aria-hidden', 'true');
    this.#frame.append(this.#text, this.#ruler);
    // Not by `:has()`, which would judge the whole page again with each of its changes.
    field.parentElement?.classList.add(styles.place ?? '');
    field.after(this.#frame);
  }

  remove(): void {
    this.#field.parentElement?.classList.remove(styles.place ?? '');
    this.#frame.remove();
  }

  /** Takes what is in view. `measuring`: ask again with the next frame. */
  update(): Shown | 'measuring' {
    const field = this.#field;
    const style = getComputedStyle(field);
    const px = (name: string): number => Number.parseFloat(style.getPropertyValue(name)) || 0;
    const outer = field.getBoundingClientRect();
    const rowHeight = px('line-height');
    const isLine = field instanceof HTMLInputElement;
    const above = field.clientTop + (isLine ? (field.clientHeight - rowHeight) / 2 : px('padding-top'));
    const before = field.clientLeft + px('padding-left');
    // Whole pixels are not exact enough where the window is zoomed: a line would break elsewhere.
    const bars = field.offsetWidth - field.clientWidth;
    const width = outer.width - bars - px('padding-left') - px('padding-right');
    for (const name of METRICS) this.#frame.style.setProperty(name, style.getPropertyValue(name));
    for (const part of [this.#text, this.#ruler]) part.style.width = `${width}px`;
    this.#frame.style.inset = `${field.offsetTop}px auto auto ${field.offsetLeft}px`;
    this.#frame.style.width = `${outer.width}px`;
    this.#frame.style.height = `${outer.height}px`;

    const all = field.value.split('\n');
    let [row, shown]: [number, Shown] = [0, { offset: 0, lines: all }];
    if (field.value.length > WHOLE) {
      this.#rows.take(all, width);
      const [top, bottom] = shownPart(field, outer);
      const first = (top - outer.top - above + field.scrollTop) / rowHeight;
      const span = this.#rows.span(first, first + (bottom - top) / rowHeight, (lines) =>
        this.#measure(lines, rowHeight),
      );
      if (span === null) {
        this.#show([]);
        return 'measuring';
      }
      row = span.row;
      const lines = all.slice(...span.lines);
      shown = { offset: span.offset, lines: lines.join('').length > MOST ? [] : lines };
    }
    this.#show(shown.lines);
    const y = above + row * rowHeight - field.scrollTop;
    this.#text.style.transform = `translate(${before - field.scrollLeft}px, ${y}px)`;
    return shown;
  }

  /** Of units of a line, as `update` gave them. */
  range(line: number, from: number, to: number): Range | null {
    const node = this.#text.children[line]?.firstChild;
    if (!(node instanceof Text) || to > node.length) return null;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return range;
  }

  #measure(lines: readonly string[], rowHeight: number): number[] {
    this.#ruler.replaceChildren(...lines.map(elementOf));
    const rows = [...this.#ruler.children].map((element) =>
      Math.round(element.getBoundingClientRect().height / rowHeight),
    );
    this.#ruler.replaceChildren();
    return rows;
  }

  #show(lines: readonly string[]): void {
    const before = this.#lines;
    const shorter = Math.min(before.length, lines.length);
    let head = 0;
    while (head < shorter && before[head] === lines[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && before.at(-1 - tail) === lines.at(-1 - tail)) tail += 1;
    const stale = [...this.#text.children].slice(head, before.length - tail);
    const next = this.#text.children[before.length - tail] ?? null;
    for (const line of lines.slice(head, lines.length - tail)) this.#text.insertBefore(elementOf(line), next);
    for (const element of stale) element.remove();
    this.#lines = lines;
  }
}

function elementOf(line: string): HTMLElement {
  const element = document.createElement('div');
  element.append(line);
  return element;
}

/** What of the field is not scrolled away, in px of the window. */
function shownPart(field: SpelledField, outer: DOMRect): readonly [number, number] {
  let [top, bottom] = [Math.max(0, outer.top), Math.min(innerHeight, outer.bottom)];
  for (let around = field.parentElement; around !== null; around = around.parentElement) {
    if (around.scrollHeight <= around.clientHeight) continue;
    const box = around.getBoundingClientRect();
    top = Math.max(top, box.top);
    bottom = Math.min(bottom, box.bottom);
  }
  return [top, bottom];
}
