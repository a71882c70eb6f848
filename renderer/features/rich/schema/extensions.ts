/** What rich text is made of in the editor: core/message/rich/allowed.ts in tiptap's words. Keys are in keys.ts alone. */
import type { Extensions } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { isLink } from '#core/message/rich/allowed.ts';
import { pictureView } from '../pictures/picture-view.ts';
import { SpellingMarks } from '../spelling/marks.ts';
import { Picture } from './pictures.ts';
import { Lowered, Raised } from './small-marks.ts';
import { Alignment, Colour, Ground } from './styles.ts';
import { tables } from './tables.ts';

/** `address`: where the window gets the picture that a `cid:` names; null: it has none. */
export const extensionsFor = (address: (src: string) => string | null): Extensions => [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    codeBlock: { HTMLAttributes: {} },
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      HTMLAttributes: { target: null, rel: null },
      isAllowedUri: isLink,
    },
    dropcursor: { color: false, class: 'dropCursor' },
    // Below what one cannot write on in.
    trailingNode: { notAfter: ['heading', 'bulletList', 'orderedList', 'blockquote'] },
    undoRedo: { depth: 500 },
  }),
  Alignment,
  Colour,
  Ground,
  Lowered,
  Raised,
  Picture.extend({
    addNodeView: () => {
      const make = pictureView(address);
      return ({ node, view, getPos }) => make(node, view, getPos);
    },
  }),
  ...tables,
  SpellingMarks,
];
