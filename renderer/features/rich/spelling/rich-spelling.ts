/**
 * Looks for mistakes in rich text while nobody types: blocks that did not change are not read again, those in view come first, and what
 * takes longer than a moment goes on in the next one. A key costs a timer.
 */
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { SpellingLanguage } from '#core/spelling/languages.ts';
import type { Word } from '#core/spelling/words.ts';
import { type Checking, judged, NO_CHECKING, wordsIn } from '../../compose/spelling/checking.ts';
import { speller } from '../../compose/spelling/speller.ts';
import type { Direction, SpelledText } from '../../compose/spelling/spelled-text.ts';
import { blocksOf, textOf, type Block } from './blocks.ts';
import { cleared, remarked, type Wanted } from './marks.ts';

/** ms without a key */
const PAUSE = 200;
/** ms; then the word at the caret is taken for finished */
const FINISHED = 1000;
/** ms that are left of a moment in which nothing is to do */
const MARGIN = 2;
/** ms of work where there was no such moment */
const LEAST = 6;
/** blocks */
const FEW = 20;
/** UTF-16 units that are asked about at a time, when the next mistake is looked for */
const PIECE = 20_000;

type Open = Map<SpellingLanguage, Set<string>>;

export class RichSpelling implements SpelledText {
  readonly #editor: () => Editor;
  element: HTMLElement = document.createElement('div');
  #checking: Checking = NO_CHECKING;
  #words = new WeakMap<Node, readonly Word[]>();
  #wrong = new WeakMap<Node, readonly Word[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idle = 0;
  /** while a word is being typed it is not wrong yet */
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(editor: () => Editor) {
    this.#editor = editor;
  }

  readonly check = (checking: Checking): void => {
    this.#checking = checking;
    this.#words = new WeakMap();
    this.#wrong = new WeakMap();
    this.#later(0);
  };

  readonly update = (): void => {
    if (this.#timer === undefined) this.#later(PAUSE);
  };

  /** The text was changed by a hand here. */
  typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#finish(), FINISHED);
    this.#later(PAUSE);
  }

  readonly atCaret = (): Word | undefined => {
    this.#finish();
    const { from, to } = this.#editor().state.selection;
    return this.#around(from, to);
  };

  readonly at = (x: number, y: number): Word | undefined => {
    const isMarked = document.elementFromPoint(x, y)?.closest('.misspelled') instanceof Element;
    if (!isMarked) return undefined;
    const at = this.#editor().view.posAtCoords({ left: x, top: y })?.pos;
    return at === undefined ? undefined : this.#around(at, at);
  };

  readonly written = ({ from, to }: Word): string => {
    const { doc } = this.#editor().state;
    const { size } = doc.content;
    return doc.textBetween(Math.min(from, size), Math.min(to, size));
  };

  readonly place = ({ from }: Word) => this.#editor().view.coordsAtPos(from);

  readonly replace = ({ from, to }: Word, text: string): void => {
    this.#editor()
      .chain()
      .focus()
      .command(({ tr }) => tr.insertText(text, from, to).docChanged)
      .run();
  };

  readonly find = async (from: 'caret' | 'edge', direction: Direction): Promise<Word | null> => {
    const { doc, selection } = this.#editor().state;
    const forward = direction === 'next';
    const caret = from === 'edge' ? null : selection.from;
    const isBehind = ({ from: begin }: Word) => caret === null || (forward ? begin > caret : begin < caret);
    const blocks = blocksOf(doc).filter(
      ({ node, at }) => caret === null || (forward ? at + node.content.size >= caret : at <= caret),
    );
    const order = forward ? blocks : blocks.toReversed();
    for (let nth = 0; nth < order.length;) {
      const piece: Block[] = [];
      for (let units = 0; units < PIECE && nth < order.length; nth += 1) {
        piece.push(...order.slice(nth, nth + 1));
        units += order[nth]?.node.content.size ?? 0;
      }
      const open: Open = new Map();
      for (const { node } of piece) this.#wrongIn(node, open);
      if (open.size > 0) await speller.ask(open);
      for (const { node, at } of piece) {
        const words = (this.#wrongIn(node, new Map()) ?? []).map((word) => moved(word, at));
        const found = forward ? words.find(isBehind) : words.findLast(isBehind);
        if (found !== undefined) return found;
      }
    }
    return null;
  };

  readonly select = ({ from, to }: Word): void => {
    this.#editor().chain().setTextSelection({ from, to }).focus().scrollIntoView().run();
  };

  readonly focus = (): void => {
    this.#editor().commands.focus();
  };

  readonly end = (): void => {
    this.#checking = NO_CHECKING;
    clearTimeout(this.#typing);
    clearTimeout(this.#timer);
    cancelIdleCallback(this.#idle);
    this.#typing = this.#timer = undefined;
    const editor = this.#editor();
    if (!editor.isDestroyed) editor.view.dispatch(cleared(editor.state));
  };

  #finish(): void {
    if (this.#typing === undefined) return;
    clearTimeout(this.#typing);
    this.#typing = undefined;
    this.#later(0);
  }

  #later(pause: number): void {
    clearTimeout(this.#timer);
    cancelIdleCallback(this.#idle);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#idle = requestIdleCallback((moment) => this.#look(moment), { timeout: FINISHED });
    }, pause);
  }

  /** The wrong word around a selection; positions of the document. */
  #around(from: number, to: number): Word | undefined {
    const block = blocksOf(this.#editor().state.doc).find(
      ({ node, at }) => at <= from && to <= at + node.content.size,
    );
    if (block === undefined) return undefined;
    return (this.#wrongIn(block.node, new Map()) ?? [])
      .map((word) => moved(word, block.at))
      .find((word) => word.from <= from && to <= word.to);
  }

  /** undefined: not all is known yet; what to ask is added to `open`. */
  #wrongIn(node: Node, open: Open): readonly Word[] | undefined {
    const known = this.#wrong.get(node);
    if (known !== undefined) return known;
    const words = this.#words.get(node) ?? wordsIn(textOf(node), this.#checking, false);
    this.#words.set(node, words);
    const found = judged(words, this.#checking);
    if (found.open.size === 0) {
      this.#wrong.set(node, found.wrong);
      return found.wrong;
    }
    for (const [language, forms] of found.open) {
      const asked = open.get(language) ?? new Set();
      for (const form of forms) asked.add(form);
      open.set(language, asked);
    }
    return undefined;
  }

  #look(moment: IdleDeadline): void {
    const editor = this.#editor();
    if (editor.isDestroyed || this.#checking.languages.length === 0) return;
    // What an input method is composing must stay as it is.
    if (editor.view.composing) {
      this.#later(PAUSE);
      return;
    }
    const all = blocksOf(editor.state.doc);
    const open: Open = new Map();
    const wanted: Wanted[] = [];
    const until = performance.now() + Math.max(LEAST, moment.timeRemaining() - MARGIN);
    let isWhole = true;
    for (const block of this.#inOrder(all)) {
      if (!this.#wrong.has(block.node) && performance.now() > until) {
        isWhole = false;
        continue;
      }
      const words = this.#wrongIn(block.node, open);
      if (words !== undefined) wanted.push({ block, words: this.#finished(words, block) });
    }
    const transaction = remarked(editor.state, all, wanted);
    if (transaction !== null) editor.view.dispatch(transaction);
    if (open.size > 0) void speller.ask(open).then(() => this.update());
    else if (!isWhole) this.#later(0);
  }

  #finished(words: readonly Word[], { at }: Block): readonly Word[] {
    if (this.#typing === undefined) return words;
    const caret = this.#editor().state.selection.to - at;
    return words.filter(({ from, to }) => !(from < caret && caret <= to));
  }

  /** Those in view first. */
  #inOrder(all: readonly Block[]): readonly Block[] {
    // Where little is new, asking where it stands would take longer than reading it.
    if (all.filter(({ node }) => !this.#wrong.has(node)).length <= FEW) return all;
    const { view } = this.#editor();
    const box = view.dom.getBoundingClientRect();
    const frame = this.element.getBoundingClientRect();
    const left = box.left + box.width / 2;
    const top = Math.max(0, frame.top, box.top) + 1;
    const bottom = Math.min(innerHeight, frame.bottom, box.bottom) - 1;
    const first = view.posAtCoords({ left, top })?.pos ?? 0;
    const last = view.posAtCoords({ left, top: bottom })?.pos ?? Infinity;
    const isSeen = ({ node, at }: Block) => at <= last && at + node.content.size >= first;
    return [...all.filter(isSeen), ...all.filter((block) => !isSeen(block))];
  }
}

const moved = ({ from, to, form }: Word, by: number): Word => ({ from: from + by, to: to + by, form });
