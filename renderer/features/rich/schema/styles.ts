/**
 * What style attributes say, in the words of the editor's document: colour and ground of a text, alignment of a paragraph. Read from the
 * attribute's text, since the page's policy lets no style attribute take effect (lens/rendered/inline-styles.ts).
 */
import { Extension, Mark } from '@tiptap/core';
import { INLINE } from '../../lens/rendered/inline-styles.ts';
import { STYLES } from '#core/message/rich/allowed.ts';

/** Null: it says nothing of it, or what is not allowed. */
function styleOf(element: Element, property: string): string | null {
  const style = element.getAttribute(INLINE) ?? element.getAttribute('style') ?? '';
  for (const declaration of style.split(';')) {
    const at = declaration.indexOf(':');
    if (at < 0 || declaration.slice(0, at).trim().toLowerCase() !== property) continue;
    const value = declaration
      .slice(at + 1)
      .replace(/!important\s*$/i, '')
      .trim();
    return STYLES[property]?.test(value) === true ? value : null;
  }
  return null;
}

const colourMark = (name: string, property: string) =>
  Mark.create({
    name,
    addAttributes: () => ({ colour: { default: null, rendered: false } }),
    parseHTML: () => [
      {
        tag: 'span',
        // What else the element says is read by the others.
        consuming: false,
        getAttrs: (element) => {
          const colour = styleOf(element, property);
          return colour === null ? false : { colour };
        },
      },
    ],
    renderHTML: ({ mark }) => ['span', { style: `${property}: ${String(mark.attrs['colour'])}` }, 0],
  });

export const Colour = colourMark('colour', 'color');
export const Ground = colourMark('ground', 'background-color');

export const ALIGNMENTS = ['left', 'center', 'right', 'justify'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

export const Alignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading'],
      attributes: {
        align: {
          default: null,
          parseHTML: (element) => {
            const said = styleOf(element, 'text-align') ?? element.getAttribute('align');
            return ALIGNMENTS.find((one) => one === said) ?? null;
          },
          renderHTML: ({ align }) =>
            typeof align === 'string' && align !== '' ? { style: `text-align: ${align}` } : {},
        },
      },
    },
  ],
});
