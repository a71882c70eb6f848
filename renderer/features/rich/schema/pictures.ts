/** A picture of the draft, in the text: it names its attachment; where its bytes are is the window's to know. */
import { Node } from '@tiptap/core';
import { PICTURE } from '#core/message/rich/allowed.ts';

const numberOf = (element: Element, name: string): number | null => {
  const value = element.getAttribute(name) ?? '';
  return /^\d{1,5}$/.test(value) ? Number(value) : null;
};

export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => ({
    /** `cid:` and the attachment's id */
    src: { default: null },
    alt: { default: '' },
    /** px */
    width: { default: null },
    height: { default: null },
  }),
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) => {
        const src = element.getAttribute('src') ?? '';
        if (!PICTURE.test(src)) return false;
        return {
          src,
          alt: element.getAttribute('alt') ?? '',
          width: numberOf(element, 'width'),
          height: numberOf(element, 'height'),
        };
      },
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
});
