/**
 * What was copied elsewhere, as rich text: DOMPurify keeps what is harmless, then Word's and Google's ways of saying things become elements.
 * All of it is done in documents that are never shown, run nothing and load nothing. The editor's schema looks at it once more.
 */
import DOMPurify, { type Config } from 'dompurify';
import { ELEMENTS, isLink, PICTURE } from '#core/message/rich/allowed.ts';
import { INLINE, renamed } from '../../lens/rendered/inline-styles.ts';
import { bothLists } from './lists.ts';
import { asElements, colours } from './formatting.ts';

export interface Cleaned {
  readonly html: string;
  /** pictures that would have been loaded from elsewhere by each reader */
  readonly web: number;
  /** pictures of which only a place on some disk was copied */
  readonly unreachable: number;
  /** the bytes that were pasted as text; `src` of their places in the HTML */
  readonly data: ReadonlyMap<string, string>;
  /** false: there was more */
  readonly whole: boolean;
}

/** Characters; a Word document of a hundred pages has two million. */
const LONGEST = 4_000_000;
/** Elements; to lay out more takes a window longer than one waits. */
const MOST = 10_000;

const config: Config & { RETURN_DOM: true } = {
  ALLOWED_TAGS: [...Object.keys(ELEMENTS), 'font', 'strike', 'del', 'mark', 'center'],
  ALLOWED_ATTR: [
    ...new Set(Object.values(ELEMENTS).flat()),
    ...[INLINE, 'align', 'color', 'id', 'class', 'data-pm-slice'],
  ],
  ADD_URI_SAFE_ATTR: [INLINE],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // The second half lets values through that name no scheme: DOMPurify asks it of every attribute.
  ALLOWED_URI_REGEXP:
    /^(?:https?:|mailto:|cid:|file:|data:image\/(?:png|jpe?g|gif|webp);base64,|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  RETURN_DOM: true,
};

/** `isOwn`: whether the draft has the picture that a `cid:` names. */
export function cleanPaste(html: string, isOwn: (src: string) => boolean): Cleaned {
  const cut = html.slice(0, LONGEST);
  const root = inElement(DOMPurify.sanitize(renamed(cut), config));
  const pictures = { web: 0, unreachable: 0, data: new Map<string, string>() };
  const isWhole = bounded(root) && cut.length === html.length;
  // What browsers put behind what was copied.
  for (const end of root.querySelectorAll('br.Apple-interchange-newline')) end.remove();
  bothLists(root);
  asElements(root);
  for (const image of root.querySelectorAll('img')) takePicture(image, isOwn, pictures);
  for (const element of root.querySelectorAll('*')) bare(element);
  return { html: root.innerHTML, ...pictures, whole: isWhole };
}

/** DOMPurify gives the body. */
function inElement(node: Node): Element {
  if (node instanceof Element) return node;
  const { body } = document.implementation.createHTMLDocument();
  body.append(node);
  return body;
}

/** False: what came after the first so many elements is gone. */
function bounded(root: Element): boolean {
  const all = root.querySelectorAll('*');
  if (all.length <= MOST) return true;
  for (const beyond of Array.from(all).slice(MOST)) beyond.remove();
  return false;
}

function takePicture(
  image: HTMLImageElement,
  isOwn: (src: string) => boolean,
  found: { web: number; unreachable: number; readonly data: Map<string, string> },
): void {
  const src = image.getAttribute('src') ?? '';
  if (PICTURE.test(src) && isOwn(src)) return;
  if (/^data:/i.test(src)) {
    const place = `data:${String(found.data.size)}`;
    found.data.set(place, src);
    image.setAttribute('src', place);
    return;
  }
  // A picture of one pixel only tells that a mail was opened.
  const isSeen = [image.getAttribute('width'), image.getAttribute('height')].every(
    (size) => Number(size ?? 3) > 2,
  );
  if (/^https?:/i.test(src)) found.web += isSeen ? 1 : 0;
  else if (src !== '') found.unreachable += 1;
  image.remove();
}

/** Attributes that rich text has, with values that it has. */
function bare(element: Element): void {
  const style = element.getAttribute(INLINE);
  if (style !== null) {
    const kept = colours(style, element.localName);
    if (kept === '') element.removeAttribute(INLINE);
    else element.setAttribute(INLINE, kept);
  }
  for (const name of ['id', 'class', 'color']) element.removeAttribute(name);
  const href = element.getAttribute('href');
  if (href !== null && !isLink(href)) element.removeAttribute('href');
}
