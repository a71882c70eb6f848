/** What others put into a draft, taken over by its editor: only what differs is exchanged, so that the caret and what Undo knows stay. */
import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { DOMParser as RichParser } from '@tiptap/pm/model';
import { renamed } from '../lens/rendered/inline-styles.ts';

/** What was written comes back letter by letter, blanks too. */
export const AS_WRITTEN = { preserveWhitespace: 'full' } as const;

/** `undone`: whether Undo takes it back. */
export function takeOver(editor: Editor, html: string, undone: boolean): void {
  const { body } = new DOMParser().parseFromString(renamed(html), 'text/html');
  const fresh = RichParser.fromSchema(editor.schema).parse(body, AS_WRITTEN);
  const { content } = editor.state.doc;
  const start = content.findDiffStart(fresh.content);
  const ends = content.findDiffEnd(fresh.content);
  if (start === null || ends === null) return;
  // What is the same before and behind may be the same letters.
  const overlap = Math.max(0, start - Math.min(ends.a, ends.b));
  editor.commands.command(({ tr }) => {
    tr.replace(start, ends.a + overlap, fresh.slice(start, ends.b + overlap));
    if (!tr.doc.eq(fresh)) tr.replaceWith(0, tr.doc.content.size, fresh.content);
    // What is written next is another step than what was written before.
    closeHistory(tr).setMeta('addToHistory', undone).setMeta('preventUpdate', true);
    return true;
  });
}
