/** A rich signature as it is kept: blocks alone, none of them empty at its ends, with its plain text, for messages that are no rich ones. */
import { NO_SIGNATURE, type Signature } from '../signature.ts';
import { textOfNodes } from './text.ts';
import { parsed, type RichElement, type RichNode, serialized, textOf } from './tree.ts';

const BLOCKS = new Set('p div h1 h2 h3 h4 h5 h6 hr ul ol blockquote table pre'.split(' '));

const isBlock = (node: RichNode): boolean => node.kind === 'element' && BLOCKS.has(node.name);

/** Canonical nodes in. None: nobody would see anything of it. */
export function keptSignature(nodes: readonly RichNode[]): Signature {
  const blocks = inBlocks(nodes);
  const first = blocks.findIndex((node) => !isEmpty(node));
  const last = blocks.findLastIndex((node) => !isEmpty(node));
  const kept = first === -1 ? [] : blocks.slice(first, last + 1);
  const text = textOfNodes(kept);
  return text === '' ? NO_SIGNATURE : { text, html: serialized(kept) };
}

/** Of what an editor wrote, which is canonical. */
export const keptSignatureOf = (html: string): Signature => keptSignature(parsed(html));

const isEmpty = (node: RichNode): boolean =>
  node.kind === 'element' &&
  node.name === 'p' &&
  textOf(node.children).trim() === '' &&
  node.children.every((child) => child.kind === 'text' || child.name === 'br');

/** Words that stand in no block get a paragraph, a division of the page is none: as an editor reads both. */
function inBlocks(nodes: readonly RichNode[]): readonly RichNode[] {
  const blocks: RichNode[] = [];
  let loose: RichNode[] = [];
  const end = () => {
    if (loose.length > 0) blocks.push(paragraphOf(loose));
    loose = [];
  };
  for (const node of nodes)
    if (node.kind === 'element' && node.name === 'div') {
      end();
      blocks.push(...inBlocks(node.children));
    } else if (isBlock(node)) {
      end();
      blocks.push(node);
    } else loose.push(node);
  end();
  return blocks;
}

const paragraphOf = (children: readonly RichNode[]): RichElement => ({
  kind: 'element',
  name: 'p',
  attributes: new Map(),
  children,
});
