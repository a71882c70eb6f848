/** The marks of misspelled words in rich text: decorations, so that nothing of the document changes for them. A key only moves them. */
import { Extension } from '@tiptap/core';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Word } from '#core/spelling/words.ts';
import type { Block } from './blocks.ts';

const key = new PluginKey<DecorationSet>('spelling');

const put = (transaction: Transaction): DecorationSet | undefined => {
  const set: unknown = transaction.getMeta(key);
  return set instanceof DecorationSet ? set : undefined;
};

/** One for all editors: what it knows is in their states. */
export const marksPlugin = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply: (transaction, set) => put(transaction) ?? set.map(transaction.mapping, transaction.doc),
  },
  props: { decorations: (state) => key.getState(state) },
});

export const SpellingMarks = Extension.create({
  name: 'spellingMarks',
  addProseMirrorPlugins: () => [marksPlugin],
});

const setOf = (state: EditorState): DecorationSet => key.getState(state) ?? DecorationSet.empty;

/** A block, and the words in it that are to be marked; `from` and `to` count in the block. */
export interface Wanted {
  readonly block: Block;
  readonly words: readonly Word[];
}

/** How the marks become those: null where they are it. Marks that stand in none of `all` go, those of blocks that nobody asks for stay. */
export function remarked(
  state: EditorState,
  all: readonly Block[],
  wanted: readonly Wanted[],
): Transaction | null {
  const set = setOf(state);
  const asked = new Map(wanted.map(({ block, words }) => [block, words]));
  const there = set.find().toSorted((a, b) => a.from - b.from);
  const gone: Decoration[] = [];
  const fresh: Decoration[] = [];
  let nth = 0;
  /** Those that begin before a position and were not taken yet. */
  const take = (before: number): readonly Decoration[] => {
    const first = nth;
    while ((there[nth]?.from ?? Infinity) < before) nth += 1;
    return there.slice(first, nth);
  };
  for (const block of all) {
    gone.push(...take(block.at));
    const own = take(block.at + block.node.content.size);
    const words = asked.get(block);
    if (words === undefined || areThose(own, words, block.at)) continue;
    gone.push(...own);
    for (const { from, to } of words)
      fresh.push(Decoration.inline(block.at + from, block.at + to, { class: 'misspelled' }));
  }
  gone.push(...take(Infinity));
  if (gone.length + fresh.length === 0) return null;
  return cleared(state, set.remove(gone).add(state.doc, fresh));
}

const areThose = (marks: readonly Decoration[], words: readonly Word[], at: number): boolean =>
  marks.length === words.length &&
  words.every(({ from, to }, nth) => {
    const mark = marks[nth];
    return mark?.from === at + from && mark.to === at + to;
  });

/** Undo does not know of it. */
export const cleared = (state: EditorState, set: DecorationSet = DecorationSet.empty): Transaction =>
  state.tr.setMeta(key, set).setMeta('addToHistory', false);
