/**
 * A mail's HTML as the mail view gets it: DOMPurify keeps what is harmless, and of that no address outside is left: pictures of the message
 * have numbers, links have numbers, and where a picture from elsewhere would stand is a box. All of it is done in documents that are never
 * shown, run nothing and load nothing. Who shows it relies on none of this (electron/host/mail-session.ts).
 */
import DOMPurify from 'dompurify';
import { cidName } from '#core/mime/readable.ts';
import type { Part } from '#core/mime/structure.ts';
import { asWritten, INLINE, renamed } from './inline-styles.ts';
import { remoteAddress } from '../structure/references.ts';
import { StyleCleaner } from './clean-style.ts';
import { count, Outside, type LeftOut } from './outside.ts';
import { linkOf, type MailLink } from './links.ts';

export interface CleanMail {
  readonly html: string;
  /** by the number that the HTML gives them */
  readonly pictures: readonly Part[];
  /** by the number that the HTML gives them */
  readonly links: readonly MailLink[];
  readonly outside: Outside;
  readonly leftOut: LeftOut;
  /** false: there is more, which is not shown */
  readonly whole: boolean;
  /** false: of a word longer than LONGEST_WORD its beginning stands there */
  readonly wholeWords: boolean;
}

/** Tags of one mail, several times what the long ones have: what is nested without end takes time by their square. */
const MOST_TAGS = 20_000;
const MOST_STYLES = 200;
/** Of one element; to look at each of very many takes time by their square. */
const MOST_ATTRIBUTES = 100;
const MOST_LINKS = 20_000;
/** Characters of a word that are shown: to find where the lines of a longer one end takes time by its square. */
export const LONGEST_WORD = 5000;
const LONG_WORD = new RegExp(String.raw`(\S{${String(LONGEST_WORD)}})\S+`, 'g');

const config = {
  USE_PROFILES: { html: true },
  WHOLE_DOCUMENT: true,
  FORBID_TAGS: [
    ...[
      'style',
      'form',
      'input',
      'button',
      'select',
      'option',
      'optgroup',
      'datalist',
      'textarea',
      'fieldset',
    ],
    ...['output', 'audio', 'video', 'source', 'track', 'template', 'slot', 'dialog', 'selectmenu', 'canvas'],
  ],
  FORBID_CONTENTS: [
    'script',
    'style',
    'template',
    'textarea',
    'select',
    'noscript',
    'iframe',
    'object',
    'title',
  ],
  FORBID_ATTR: [
    ...[
      'srcset',
      'sizes',
      'poster',
      'cite',
      'longdesc',
      'action',
      'formaction',
      'ping',
      'target',
      'download',
    ],
    ...['rel', 'autofocus', 'popover', 'popovertarget', 'contenteditable', 'accesskey', 'tabindex', 'is'],
  ],
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: [INLINE],
  ADD_URI_SAFE_ATTR: [INLINE],
  ALLOW_ARIA_ATTR: true,
};

export function cleanHtml(html: string, named: ReadonlyMap<string, Part>): CleanMail {
  const cut = cutAt(cutAt(html, /</g, MOST_TAGS), /<style/gi, MOST_STYLES);
  const written = new DOMParser().parseFromString(renamed(cut), 'text/html');
  bare(written);
  const base = written.querySelector('base[href]')?.getAttribute('href') ?? '';
  const places = new Map<Part, number>();
  const outside = new Outside();
  const own = (address: string): string | null => {
    if (/^\s*data:image\/(?:png|jpe?g|gif|webp|avif|bmp|svg\+xml)[;,]/i.test(address)) return address.trim();
    const part = named.get(cidName(address) ?? '');
    if (part === undefined) return null;
    const place = places.get(part) ?? places.size;
    places.set(part, place);
    return `picture/${String(place)}`;
  };
  const styles = new StyleCleaner((address) => {
    const found = own(address);
    if (found === null) outside.add(remoteAddress(address, base), false);
    return found;
  });
  const leftOut = count(written);
  const css = Array.from(written.querySelectorAll('style'), (style) =>
    styles.sheet(style.textContent, style.getAttribute('media') ?? ''),
  ).join('\n');
  const root = asElement(
    DOMPurify.sanitize(`${written.head.outerHTML}${written.body.outerHTML}`, {
      ...config,
      RETURN_DOM: true,
    }),
  );
  const links: MailLink[] = [];
  for (const element of root.querySelectorAll('*')) {
    const style = element.getAttribute('style') ?? element.getAttribute(INLINE);
    element.removeAttribute('style');
    if (style !== null) element.setAttribute(INLINE, styles.inline(style));
    const background = element.getAttribute('background');
    if (background !== null) {
      const found = own(background);
      if (found === null) outside.add(remoteAddress(background, base), false);
      setOrRemove(element, 'background', found);
    }
    if (element.localName === 'img') picture(element, own, outside, base);
    else if (element.localName === 'a' || element.localName === 'area') {
      const link = links.length < MOST_LINKS ? linkOf(element, base) : null;
      if (link !== 'within')
        setOrRemove(element, 'href', link === null ? null : `link/${String(links.length)}`);
      if (link !== 'within' && link !== null) links.push(link);
    } else element.removeAttribute('src');
  }
  const wholeWords = !cutWords(root);
  return {
    html: page(root, css, written.documentElement.getAttribute('dir') ?? ''),
    pictures: [...places.keys()],
    links,
    outside,
    leftOut,
    whole: cut.length === html.length,
    wholeWords,
  };
}

/** Elements with too many attributes lose them all. The html element's are not looked at. */
function bare(written: Document): void {
  for (const element of written.querySelectorAll('html *')) {
    if (element.attributes.length <= MOST_ATTRIBUTES) continue;
    const other = written.createElement(element.localName);
    other.append(...element.childNodes);
    element.replaceWith(other);
  }
}

/** Whether there were words too long to be shown whole. */
function cutWords(root: Element): boolean {
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let isCut = false;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const { data } = node instanceof Text ? node : { data: '' };
    const shown = data.replace(LONG_WORD, '$1…');
    if (shown !== data) node.nodeValue = shown;
    isCut ||= shown !== data;
  }
  return isCut;
}

/** With WHOLE_DOCUMENT it is the html element. */
const asElement = (node: Node): Element =>
  node instanceof Element ? node : document.implementation.createHTMLDocument().documentElement;

function setOrRemove(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** A picture of the message by its number; of one from elsewhere the box that it would fill, with the words that stand for it. */
function picture(
  element: Element,
  own: (address: string) => string | null,
  outside: Outside,
  base: string,
): void {
  const written = element.getAttribute('src') ?? '';
  const found = own(written);
  setOrRemove(element, 'src', found);
  if (found !== null || written === '') return;
  const width = pixels(element.getAttribute('width'));
  const height = pixels(element.getAttribute('height'));
  const isUnseen = (width !== null && width <= 2) || (height !== null && height <= 2);
  const address = remoteAddress(written, base);
  outside.add(address, isUnseen);
  if (isUnseen) {
    element.remove();
    return;
  }
  const box = element.ownerDocument.createElement('span');
  box.setAttribute(INLINE, boxStyle(width, height));
  box.textContent = element.getAttribute('alt') ?? '';
  element.replaceWith(box);
}

const pixels = (length: string | null): number | null => {
  const found = /^\s*(\d{1,4})(?:px)?\s*$/.exec(length ?? '')?.[1];
  return found === undefined ? null : Number(found);
};

const boxStyle = (width: number | null, height: number | null): string =>
  [
    'display:inline-block;box-sizing:border-box;max-width:100%;overflow:hidden;vertical-align:bottom;padding:2px 4px',
    'border:1px dashed #8b8574;background:#f6f2e8;color:#48516a;font:12px/16px sans-serif;text-decoration:none',
    `width:${width === null ? 'auto' : `${String(width)}px`};min-width:24px`,
    `height:${height === null ? 'auto' : `${String(height)}px`};min-height:24px`,
  ].join(';');

/** The beginning of the text, before what is found once too often. */
function cutAt(html: string, what: RegExp, most: number): string {
  let found = 0;
  for (const { index } of html.matchAll(what)) {
    found += 1;
    if (found > most) return html.slice(0, index);
  }
  return html;
}

/** What a mail is written on: as other programs have it, so that their readers' words for it hold here too. */
const BASE = [
  'html{background:#fff;color:#000;color-scheme:only light;font:16px/1.4 sans-serif}',
  'body{margin:16px;overflow-wrap:break-word}',
  'a:focus-visible{outline:2px solid #15203a;outline-offset:2px;box-shadow:0 0 0 2px #ffc91f}',
].join('\n');

function page(root: Element, css: string, dir: string): string {
  const direction = /^(?:ltr|rtl|auto)$/i.exec(dir)?.[0];
  const body = asWritten(root.querySelector('body')?.outerHTML ?? '<body></body>');
  return [
    `<!doctype html><html${direction === undefined ? '' : ` dir="${direction}"`}>`,
    `<head><meta charset="utf-8"><title>-</title><style>${BASE}</style><style>${css}</style></head>`,
    `${body}</html>`,
  ].join('');
}
