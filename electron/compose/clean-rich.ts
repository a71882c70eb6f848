/**
 * Rich text of a draft, cleaned before a message is built of it, whatever the page did: sanitize-html keeps what allowed.ts names, and
 * canonical.ts looks a second time. Nothing that is left can run, load or lead anywhere but where a reader clicks. Loaded with the first rich
 * message.
 */
import sanitize from 'sanitize-html';
import { ELEMENTS, isLink, MOST_DEEP, PICTURE, STYLES } from '#core/message/rich/allowed.ts';
import { canonical, UNSEEN } from '#core/message/rich/canonical.ts';
import { parsed, type RichNode } from '#core/message/rich/tree.ts';

/** `pictures`: ids of the draft's own, which alone may be shown. */
export function cleanRich(html: string, pictures: ReadonlySet<string>): readonly RichNode[] {
  const isOwn = (src: string): boolean => pictures.has(PICTURE.exec(src)?.[1] ?? '');
  const safe = sanitize(html, {
    allowedTags: Object.keys(ELEMENTS),
    allowedAttributes: Object.fromEntries(Object.entries(ELEMENTS).map(([name, keys]) => [name, [...keys]])),
    allowedStyles: {
      '*': Object.fromEntries(Object.entries(STYLES).map(([name, value]) => [name, [value]])),
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: [...UNSEEN],
    nestingLimit: MOST_DEEP,
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: isLink(attribs.href?.trim() ?? '') ? { href: attribs.href ?? '' } : {},
      }),
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isOwn(attribs.src?.trim() ?? ''),
  });
  return canonical(parsed(safe), (src) => (isOwn(src) ? src : null));
}
