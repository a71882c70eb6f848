/** The blocks of rich text that are checked: what was written here, which quotes, code and the signature are not. */
import type { Node } from '@tiptap/pm/model';

export interface Block {
  readonly node: Node;
  /** where its content begins in the document */
  readonly at: number;
}

/** Its line, alone or with what stands under it. */
const SIGNATURE = /^-- (?:\n|$)/;
/** Longer ones are no paragraphs that somebody reads through. */
const LONGEST = 100_000;

/** One unit of text for each position of the block, so that one counts as the other. Code is blank. */
export function textOf(block: Node): string {
  let text = '';
  block.forEach((child) => {
    if (!child.isText) text += child.type.name === 'hardBreak' ? '\n' : '\uFFFC'.repeat(child.nodeSize);
    else if (child.marks.some(({ type }) => type.spec.code === true)) text += ' '.repeat(child.nodeSize);
    else text += child.text ?? '';
  });
  return text;
}

/** In the order of the document. */
export function blocksOf(document: Node): readonly Block[] {
  const blocks: Block[] = [];
  let isSignature = false;
  document.descendants((node, at) => {
    if (isSignature || node.type.name === 'blockquote' || node.type.spec.code === true) return false;
    if (!node.isTextblock) return true;
    isSignature = (node.firstChild?.text?.startsWith('-- ') ?? false) && SIGNATURE.test(textOf(node));
    if (!isSignature && node.content.size > 0 && node.content.size <= LONGEST)
      blocks.push({ node, at: at + 1 });
    return false;
  });
  return blocks;
}
