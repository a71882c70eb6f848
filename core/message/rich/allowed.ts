/**
 * What rich text is made of, for all who clean it: main before a message is built, the page where it is pasted. Everything else is left
 * out, and of an element its words stay. No element here has contents that a parser reads by other rules (script, style, svg, math,
 * template, textarea), so that what was cleaned cannot become something else when it is read again.
 */

/** Attributes by element. `style` holds the properties of STYLES alone. */
export const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  p: ['style', 'dir'],
  div: ['style', 'dir'],
  h1: ['style', 'dir'],
  h2: ['style', 'dir'],
  h3: ['style', 'dir'],
  h4: ['style', 'dir'],
  h5: ['style', 'dir'],
  h6: ['style', 'dir'],
  br: [],
  hr: [],
  ul: ['dir'],
  ol: ['start', 'type', 'dir'],
  li: ['dir'],
  blockquote: ['dir'],
  a: ['href'],
  table: ['style', 'dir'],
  caption: [],
  colgroup: [],
  col: ['style'],
  thead: [],
  tbody: [],
  tfoot: [],
  tr: [],
  th: ['style', 'dir', 'colspan', 'rowspan'],
  td: ['style', 'dir', 'colspan', 'rowspan'],
  pre: [],
  code: [],
  b: [],
  strong: [],
  i: [],
  em: [],
  u: [],
  s: [],
  sub: [],
  sup: [],
  span: ['style'],
  img: ['src', 'alt', 'width', 'height'],
};

const COLOUR =
  /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|rgba?\(\s*[\d.]{1,6}%?(?:\s*[,/\s]\s*[\d.]{1,6}%?){2,3}\s*\))$/i;
const LENGTH = /^\d{1,4}(?:\.\d{1,4})?px$/;

/** Values by property. None of them can name an address or call anything. */
export const STYLES: Readonly<Record<string, RegExp>> = {
  color: COLOUR,
  'background-color': COLOUR,
  'font-size': /^\d{1,3}(?:\.\d{1,3})?(?:px|pt|em|rem|%)$/,
  'text-align': /^(?:left|right|center|justify|start|end)$/,
  width: LENGTH,
  'min-width': LENGTH,
};

/** Values by attribute, but for `href`, `src`, `alt` and `style`. */
export const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  dir: /^(?:ltr|rtl|auto)$/,
  start: /^-?\d{1,6}$/,
  type: /^[1aAiI]$/,
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,3}$/,
  width: /^\d{1,5}$/,
  height: /^\d{1,5}$/,
};

/** A link leads to the web or begins a mail (RFC 3986 §3.1: the scheme in any case); browsers pass over controls, which no address has. */
export const isLink = (address: string): boolean => /^(?:https?:\/\/|mailto:)[^\p{Cc}]+$/iu.test(address);

/** The attachment that a picture's address names: `cid:` and its id. */
export const PICTURE = /^cid:([0-9A-HJKMNP-TV-Z]{26})$/;

/** Deeper elements are left out, their words stay. */
export const MOST_DEEP = 100;
