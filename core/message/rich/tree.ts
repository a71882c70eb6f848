/**
 * Rich text as a tree, and the tree as text again, written as browsers write theirs (HTML Standard, serializing fragments), so that what an
 * editor hands over and what is read back can be compared. Reading is htmlparser2's: total, linear, bounded in depth here.
 */
import { Parser } from 'htmlparser2';

export interface RichElement {
  readonly kind: 'element';
  /** lower case */
  readonly name: string;
  /** in their order */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly RichNode[];
}
interface RichText {
  readonly kind: 'text';
  readonly text: string;
}
export type RichNode = RichElement | RichText;

/** As deep as browsers nest. What is deeper becomes a child of the last that is not. */
const DEEPEST = 500;

interface Growing extends RichElement {
  readonly children: RichNode[];
}

export function parsed(html: string): readonly RichNode[] {
  const roots: RichNode[] = [];
  const open: Growing[] = [];
  let beyond = 0;
  let text = '';
  const place = (node: RichNode) => (open.at(-1)?.children ?? roots).push(node);
  const endText = () => {
    if (text !== '') place({ kind: 'text', text });
    text = '';
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        endText();
        const element: Growing = {
          kind: 'element',
          name,
          attributes: new Map(Object.entries(attributes)),
          children: [],
        };
        place(element);
        if (open.length < DEEPEST) open.push(element);
        else beyond += 1;
      },
      ontext(piece) {
        text += piece;
      },
      onclosetag() {
        endText();
        if (beyond > 0) beyond -= 1;
        else open.pop();
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  endText();
  return roots;
}

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

export const serialized = (nodes: readonly RichNode[]): string => nodes.map(written).join('');

function written(node: RichNode): string {
  if (node.kind === 'text') return escapedText(node.text);
  const { name, attributes, children } = node;
  const start = `<${name}${Array.from(attributes, ([key, value]) => ` ${key}="${escapedValue(value)}"`).join('')}>`;
  if (VOID.has(name)) return start;
  // A parser leaves out the first line end of these.
  const first = name === 'pre' && textOf(children).startsWith('\n') ? '\n' : '';
  return `${start}${first}${serialized(children)}</${name}>`;
}

/** The words within, as they stand there. */
export const textOf = (nodes: readonly RichNode[]): string =>
  nodes.map((node) => (node.kind === 'text' ? node.text : textOf(node.children))).join('');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('\u00a0', '&nbsp;');

export const escapedText = (text: string): string =>
  escaped(text).replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const escapedValue = (value: string): string =>
  escaped(value).replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const withAttributes = (
  element: RichElement,
  attributes: Iterable<readonly [string, string]>,
): RichElement => ({
  ...element,
  attributes: new Map(attributes),
});
