/** Formatting that others say in styles, said in elements; and their colours, by the nearest of the palette's. */
import { INLINE } from '../../lens/rendered/inline-styles.ts';
import { COLOURS, GROUNDS } from '../palette.ts';

function declarations(style: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const declaration of style.split(';')) {
    const at = declaration.indexOf(':');
    if (at > 0)
      found.set(
        declaration.slice(0, at).trim().toLowerCase(),
        declaration
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      );
  }
  return found;
}

/** In place: wrappers that say nothing go, spans become what they say. */
export function asElements(root: Element): void {
  for (const element of root.querySelectorAll('b, strong, i, em, u')) {
    const style = declarations(element.getAttribute(INLINE) ?? '');
    // Google wraps all that is copied in a bold element that is not bold.
    const says =
      element.localName === 'b' || element.localName === 'strong'
        ? !/^(?:normal|[1-4]00)$/.test(style.get('font-weight') ?? '')
        : style.get('font-style') !== 'normal';
    if (!says) unwrap(element);
  }
  for (const element of all(root, 'strike, del')) renameTo(element, 's');
  for (const element of all(root, 'center')) {
    renameTo(element, 'p').setAttribute(INLINE, 'text-align: center');
  }
  for (const element of root.querySelectorAll('span, font, mark')) spoken(element);
}

/** Elements that HTML has given up on, too. */
const all = (root: Element, selector: string): NodeListOf<Element> => root.querySelectorAll(selector);

function spoken(element: Element): void {
  const style = declarations(element.getAttribute(INLINE) ?? '');
  const line = style.get('text-decoration') ?? style.get('text-decoration-line') ?? '';
  const raised = style.get('vertical-align');
  const inLink = element.closest('a') !== null;
  const wanted = [
    /^(?:bold|bolder|[6-9]00)$/.test(style.get('font-weight') ?? '') ? 'strong' : '',
    style.get('font-style') === 'italic' ? 'em' : '',
    // Links are underlined anyway.
    line.includes('underline') && !inLink ? 'u' : '',
    line.includes('line-through') ? 's' : '',
    raised === 'super' || raised === 'sub' ? raised.replace('super', 'sup') : '',
  ].filter((name) => name !== '');
  const colour = element.getAttribute('color');
  const said = [
    colour === null ? '' : `color: ${colour}`,
    element.localName === 'mark' ? `background-color: ${GROUNDS.yellow}` : '',
    element.getAttribute(INLINE) ?? '',
  ].filter((one) => one !== '');
  const span = renameTo(element, 'span');
  if (said.length > 0) span.setAttribute(INLINE, said.join('; '));
  for (const name of wanted) {
    const around = span.ownerDocument.createElement(name);
    around.append(...span.childNodes);
    span.append(around);
  }
}

function renameTo(element: Element, name: string): Element {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Of a style attribute what the editor keeps: alignment of blocks, colour and ground of text. */
export function colours(style: string, name: string): string {
  const said = declarations(style);
  const align = /^(?:center|right|justify)$/.exec(said.get('text-align') ?? '')?.[0];
  if (name !== 'span') return align === undefined ? '' : `text-align: ${align}`;
  const colour = nearest(said.get('color') ?? '', Object.values(COLOURS), isColour);
  const ground = nearest(
    said.get('background-color') ?? said.get('background') ?? '',
    Object.values(GROUNDS),
    isGround,
  );
  return [colour && `color: ${colour}`, ground && `background-color: ${ground}`]
    .filter((one) => one !== '' && one !== null)
    .join('; ');
}

type Rgb = readonly [number, number, number];

/** Of those that say something: nearly black, white and grey are a text's usual colour, and nearly white is no ground. */
const isColour = ([r, g, b]: Rgb): boolean => Math.max(r, g, b) - Math.min(r, g, b) > 48;
const isGround = (rgb: Rgb): boolean => Math.max(...rgb) - Math.min(...rgb) > 24;

function nearest(value: string, palette: readonly string[], says: (rgb: Rgb) => boolean): string | null {
  const rgb = rgbOf(value);
  if (rgb === null || !says(rgb)) return null;
  const hue = hueOf(rgb);
  const far = (one: string): number => {
    const other = rgbOf(one);
    if (other === null || !says(other)) return 360;
    const apart = Math.abs(hueOf(other) - hue);
    return Math.min(apart, 360 - apart);
  };
  return palette.toSorted((a, b) => far(a) - far(b))[0] ?? null;
}

/** `#rgb`, `#rrggbb`, `rgb(…)`, and names by the browser's own list. */
function rgbOf(value: string): Rgb | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value)?.[1];
  if (hex !== undefined) {
    const full = hex.length === 3 ? hex.replaceAll(/./g, '$&$&') : hex;
    const part = (at: number) => Number.parseInt(full.slice(at, at + 2), 16);
    return [part(0), part(2), part(4)];
  }
  const parts = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+))?/.exec(value);
  if (parts !== null)
    return parts[4] !== undefined && Number(parts[4]) === 0
      ? null
      : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return NAMED[value] ?? null;
}

/** Those that Word writes by name. */
const NAMED: Readonly<Record<string, Rgb>> = {
  red: [255, 0, 0],
  maroon: [128, 0, 0],
  orange: [255, 165, 0],
  yellow: [255, 255, 0],
  lime: [0, 255, 0],
  green: [0, 128, 0],
  aqua: [0, 255, 255],
  teal: [0, 128, 128],
  blue: [0, 0, 255],
  navy: [0, 0, 128],
  fuchsia: [255, 0, 255],
  purple: [128, 0, 128],
};

function hueOf([r, g, b]: Rgb): number {
  const max = Math.max(r, g, b);
  const spread = max - Math.min(r, g, b) || 1;
  const sixth = max === r ? (g - b) / spread : max === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  return (sixth * 60 + 360) % 360;
}
