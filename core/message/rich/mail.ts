/**
 * Rich text → the HTML document that is sent, with the inline styles that Outlook, Gmail and Apple Mail need where theirs would show a table
 * without lines or a quote without its bar; and back. What is added here is taken away again by the same table, so that a message that comes
 * back into the editor is what was written.
 */
import { ADDED, CELLS, IN_CELL } from './mail-styles.ts';
import { type RichElement, type RichNode, parsed, serialized, withAttributes } from './tree.ts';

const addedTo = ({ name }: RichElement, parent: string): string | undefined =>
  name === 'p' && CELLS.has(parent) ? IN_CELL : ADDED.get(name);

/** `language`: RFC 5646; null: not known. Lines end with LF; how they are kept short is their encoding's. */
export function mailOfRich(
  nodes: readonly RichNode[],
  language: string | null,
  source: (src: string) => string,
): string {
  const blocks = nodes.map((node) => serialized([styled(node, '', source)])).join('\n');
  return [
    '<!doctype html>',
    language === null ? '<html>' : `<html lang="${language}">`,
    '<head><meta charset="utf-8"></head>',
    `<body>\n${blocks}\n</body>`,
    '</html>\n',
  ].join('\n');
}

function styled(node: RichNode, parent: string, source: (src: string) => string): RichNode {
  if (node.kind === 'text') return node;
  const added = addedTo(node, parent);
  const attributes = new Map(node.attributes);
  const own = attributes.get('style');
  if (added !== undefined) attributes.set('style', own === undefined ? added : `${added};${own}`);
  const src = attributes.get('src');
  if (src !== undefined) attributes.set('src', source(src));
  const children = node.children.map((child) => styled(child, node.name, source));
  // Without a line in it an empty paragraph has no height.
  const isEmpty = node.name === 'p' && children.length === 0;
  return { ...node, attributes, children: isEmpty ? [BREAK] : children };
}

const BREAK: RichElement = { kind: 'element', name: 'br', attributes: new Map(), children: [] };

/** Of a message's HTML, ours or anybody's: its body, without the styles that were added here. Not cleaned (canonical.ts). */
export const richOfMail = (html: string): readonly RichNode[] =>
  bodyOf(parsed(html)).map((node) => unstyled(node, ''));

function unstyled(node: RichNode, parent: string): RichNode {
  if (node.kind === 'text') return node;
  const children = node.children.map((child) => unstyled(child, node.name));
  const added = addedTo(node, parent);
  const style = node.attributes.get('style');
  if (added === undefined || style?.startsWith(added) !== true) return { ...node, children };
  const own = style.slice(added.length).replace(/^;/, '');
  const attributes = Array.from(node.attributes).flatMap(([key, value]): [string, string][] =>
    key !== 'style' ? [[key, value]] : own === '' ? [] : [[key, own]],
  );
  return withAttributes({ ...node, children }, attributes);
}

/** The children of the body element; where none is written, all there is. */
function bodyOf(nodes: readonly RichNode[]): readonly RichNode[] {
  const named = (name: string, among: readonly RichNode[]): readonly RichNode[] | undefined => {
    const found = among.find((node) => node.kind === 'element' && node.name === name);
    return found?.kind === 'element' ? found.children : undefined;
  };
  const html = named('html', nodes) ?? nodes;
  return named('body', html) ?? html;
}
