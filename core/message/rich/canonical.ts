/**
 * Rich text in the one form that it is stored, sent and compared in: allowed.ts's elements, attributes and values and no others, and what a
 * browser shows as nothing left out. Main cleans with a maintained sanitizer first (electron/compose/clean-rich.ts); here is the second look,
 * and the one form.
 */
import { ATTRIBUTES, ELEMENTS, isLink, STYLES } from './allowed.ts';
import type { RichElement, RichNode } from './tree.ts';

/** The address that a picture of the text gets; null: there is no such picture. */
export type PictureAddress = (src: string) => string | null;

/** Elements whose contents nobody is shown, or which are read by other rules. */
export const UNSEEN: ReadonlySet<string> = new Set(
  'head script style template noscript title svg math iframe object embed applet noembed noframes textarea select option xmp plaintext audio video canvas map frameset'.split(
    ' ',
  ),
);

export function canonical(nodes: readonly RichNode[], picture: PictureAddress): readonly RichNode[] {
  // Between blocks there is nothing to see.
  return inner(nodes, picture).filter((node) => node.kind === 'element' || node.text.trim() !== '');
}

const inner = (nodes: readonly RichNode[], picture: PictureAddress): RichNode[] =>
  joined(nodes.flatMap((node) => (node.kind === 'text' ? plain(node.text) : element(node, picture))));

/** Without NUL, which no mail may hold, and half characters. */
function plain(text: string): RichNode[] {
  const whole = wellFormed(text.replaceAll('\0', '')).replaceAll(/\r\n?/g, '\n');
  return whole === '' ? [] : [{ kind: 'text', text: whole }];
}

/** Half of a surrogate pair has no octets. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');

function element(node: RichElement, picture: PictureAddress): readonly RichNode[] {
  const { name } = node;
  if (UNSEEN.has(name) || isHidden(node)) return [];
  const known = Object.hasOwn(ELEMENTS, name) ? ELEMENTS[name] : undefined;
  if (known === undefined) return inner(node.children, picture);
  const attributes = new Map<string, string>();
  for (const [key, value] of node.attributes) {
    const kept = known.includes(key) ? attribute(key, value, picture) : null;
    if (kept !== null) attributes.set(key, kept);
  }
  if (name === 'img') return attributes.has('src') ? [{ ...node, attributes, children: [] }] : [];
  const children = inner(node.children, picture);
  if ((name === 'span' || name === 'a') && attributes.size === 0) return children;
  // An empty paragraph as editors that need a line in it write it.
  const [only] = children;
  if (name === 'p' && children.length === 1 && only?.kind === 'element' && only.name === 'br')
    return [{ ...node, attributes, children: [] }];
  return [{ ...node, attributes, children: STRUCTURE.has(name) ? children.filter(isSeen) : children }];
}

/** Blanks between the parts of these are no text (HTML Standard, tables and lists). */
const STRUCTURE = new Set(['table', 'colgroup', 'thead', 'tbody', 'tfoot', 'tr', 'ul', 'ol']);
const isSeen = (node: RichNode): boolean => node.kind === 'element' || node.text.trim() !== '';

function attribute(key: string, value: string, picture: PictureAddress): string | null {
  switch (key) {
    case 'href': {
      const address = value.trim();
      return isLink(address) ? address : null;
    }
    case 'src':
      return picture(value.trim());
    case 'alt':
      return wellFormed(value.replaceAll('\0', ''));
    case 'style':
      return style(value);
    default:
      return ATTRIBUTES[key]?.test(value) === true ? value : null;
  }
}

/** `name: value; name: value`; null: nothing is left. A value that holds `;` within is of no property here. */
function style(text: string): string | null {
  const kept = new Map<string, string>();
  for (const declaration of text.split(';')) {
    const [name = '', value = '', ...more] = declaration.split(':').map((part) => part.trim());
    const property = name.toLowerCase();
    if (more.length === 0 && Object.hasOwn(STYLES, property) && STYLES[property]?.test(value) === true)
      kept.set(property, value);
  }
  return kept.size === 0 ? null : Array.from(kept, ([name, value]) => `${name}: ${value}`).join('; ');
}

/** Texts that stand side by side once what stood between them is gone. */
function joined(nodes: readonly RichNode[]): RichNode[] {
  const result: RichNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      result[result.length - 1] = { kind: 'text', text: last.text + node.text };
    else result.push(node);
  }
  return result;
}

/** What a mail does not show must not come to light in what is made of it. */
export const isHidden = ({ attributes }: RichElement): boolean =>
  attributes.has('hidden') ||
  /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)/i.test(attributes.get('style') ?? '');
