import { getSchema } from '@tiptap/core';
import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '#core/spelling/words.ts';
import { extensionsFor } from '#renderer/features/rich/schema/extensions.ts';
import { blocksOf, textOf, type Block } from '#renderer/features/rich/spelling/blocks.ts';
import { cleared, marksPlugin, remarked } from '#renderer/features/rich/spelling/marks.ts';

const schema = getSchema(extensionsFor(() => null));
const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const documentOf = (...content: object[]) => schema.nodeFromJSON({ type: 'doc', content });
const stateOf = (...content: object[]) =>
  EditorState.create({ doc: documentOf(...content), plugins: [marksPlugin] });

const marked = (state: EditorState): string[] =>
  (marksPlugin.getState(state)?.find() ?? [])
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => state.doc.textBetween(from, to));

/** Words that begin with x are wrong. */
const wanted = (blocks: readonly Block[]) =>
  blocks.map((block) => ({
    block,
    words: wordsOf(textOf(block.node), { capitals: false, quotes: false }).filter(({ form }) =>
      form.startsWith('x'),
    ),
  }));

function checked(state: EditorState): EditorState {
  const blocks = blocksOf(state.doc);
  const transaction = remarked(state, blocks, wanted(blocks));
  return transaction === null ? state : state.apply(transaction);
}

describe('the blocks that are checked', () => {
  it('are those that were written here: no quotes, no code, no signature and nothing below it', () => {
    const document = documentOf(
      paragraph(text('one')),
      { type: 'blockquote', content: [paragraph(text('quoted'))] },
      { type: 'codeBlock', content: [text('code')] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('two'))] }] },
      paragraph(),
      paragraph(text('-- '), { type: 'hardBreak' }, text('Ana')),
      paragraph(text('below')),
    );
    expect(blocksOf(document).map(({ node }) => node.textContent)).toEqual(['one', 'two']);
  });

  it('have their text where the document has it', () => {
    const document = documentOf(
      paragraph(
        text('a', { type: 'bold' }),
        { type: 'hardBreak' },
        text('code', { type: 'code' }),
        text(' last'),
      ),
    );
    const [block] = blocksOf(document);
    expect(block && textOf(block.node)).toBe('a\n     last');
    const at = (block?.at ?? 0) + 'a\n     '.length;
    expect(document.textBetween(at, at + 4)).toBe('last');
  });
});

describe('marks', () => {
  it('stand on what is wrong, and are not set again where they stand', () => {
    const state = checked(stateOf(paragraph(text('one xtwo xthree')), paragraph(text('xfour'))));
    expect(marked(state)).toEqual(['xtwo', 'xthree', 'xfour']);
    const blocks = blocksOf(state.doc);
    expect(remarked(state, blocks, wanted(blocks))).toBeNull();
  });

  it('move with their words while somebody types', () => {
    const state = checked(stateOf(paragraph(text('one xtwo')), paragraph(text('xthree'))));
    expect(marked(state.apply(state.tr.insertText('and ', 1)))).toEqual(['xtwo', 'xthree']);
  });

  it('come back with what Undo brings back', () => {
    const before = checked(stateOf(paragraph(text('xone')), paragraph(text('xtwo'))));
    const block = before.doc.child(1);
    const without = before.apply(before.tr.delete(6, 6 + block.nodeSize));
    expect(marked(without)).toEqual(['xone']);
    expect(marked(checked(without.apply(without.tr.insert(6, block))))).toEqual(['xone', 'xtwo']);
  });

  it('go with their block', () => {
    const state = checked(stateOf(paragraph(text('xone')), paragraph(text('xtwo'))));
    const code = state.apply(
      state.tr.replaceWith(0, 6, documentOf({ type: 'codeBlock', content: [text('xone')] }).child(0)),
    );
    expect(marked(checked(code))).toEqual(['xtwo']);
  });

  it('stay where a block was not looked at this time', () => {
    const state = checked(stateOf(paragraph(text('xone')), paragraph(text('xtwo'))));
    const blocks = blocksOf(state.doc);
    expect(remarked(state, blocks, wanted(blocks.slice(1)))).toBeNull();
  });

  it('all go when nothing is checked', () => {
    const state = checked(stateOf(paragraph(text('xone'))));
    expect(marked(state.apply(cleared(state)))).toEqual([]);
  });
});
