/**
 * The editor's document as HTML, written by its schema without a document of the browser: styles stay as they were set, and each block
 * that did not change since the last time costs nothing.
 */
import type { DOMOutputSpec, Fragment, Mark, Node } from '@tiptap/pm/model';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};
const escaped = (text: string, which: RegExp): string =>
  text.replaceAll(which, (char) => ENTITIES[char] ?? char);
const inText = (text: string): string => escaped(text, /[&<>\u00a0]/g);
const inAttribute = (text: string): string => escaped(text, /[&<>"\u00a0]/g);

const VOID = new Set(['br', 'hr', 'img', 'col']);

/** What stands before and behind what is in an element. */
interface Tags {
  readonly before: string;
  readonly behind: string;
}

export class HtmlWriter {
  readonly #known = new WeakMap<Node, string>();

  html(document: Node): string {
    const blocks: string[] = [];
    document.forEach((block) => blocks.push(this.block(block)));
    return blocks.join('');
  }

  block(node: Node): string {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const html = nodeHtml(node);
    this.#known.set(node, html);
    return html;
  }
}

/** Blanks that readers' programs would draw together stay, as they do in the editor. */
const blanks = (text: string): string =>
  text.replaceAll(/ {2,}/g, (run) => `${'\u00a0'.repeat(run.length - 1)} `);

function nodeHtml(node: Node, isCode = false): string {
  if (node.isText) return inText(isCode ? (node.text ?? '') : blanks(node.text ?? ''));
  const spec = node.type.spec.toDOM?.(node);
  const { before, behind } = tags(spec ?? ['div', 0]);
  return before + contentHtml(node.content, node.type.spec.code === true) + behind;
}

function contentHtml(content: Fragment, isCode: boolean): string {
  let html = '';
  const open: { readonly mark: Mark; readonly behind: string }[] = [];
  const close = (left: number) => {
    while (open.length > left) html += open.pop()?.behind ?? '';
  };
  content.forEach((node) => {
    let kept = 0;
    while (kept < open.length && kept < node.marks.length && open[kept]?.mark === node.marks[kept]) kept += 1;
    if (kept < open.length || kept < node.marks.length) kept = sharedBy(open, node.marks);
    close(kept);
    for (const mark of node.marks.slice(kept)) {
      const { before, behind } = tags(mark.type.spec.toDOM?.(mark, true) ?? ['span', 0]);
      html += before;
      open.push({ mark, behind });
    }
    html += nodeHtml(node, isCode);
  });
  close(0);
  return html;
}

function sharedBy(open: readonly { readonly mark: Mark }[], marks: readonly Mark[]): number {
  let at = 0;
  for (const mark of marks) {
    if (open[at]?.mark.eq(mark) !== true) return at;
    at += 1;
  }
  return at;
}

const isAttributes = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** ProseMirror's specification of an element: `[tag, attributes?, …children]`, where 0 is the content. */
function tags(spec: DOMOutputSpec): Tags {
  return Array.isArray(spec) ? tagsOf(spec) : { before: '', behind: '' };
}

function tagsOf([tag, ...rest]: readonly unknown[]): Tags {
  const name = String(tag);
  const [first] = rest;
  const attributes = isAttributes(first) ? first : {};
  const children = isAttributes(first) ? rest.slice(1) : rest;
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? ` ${key}="${inAttribute(String(value))}"` : [],
  );
  const start = `<${name}${written.join('')}>`;
  if (VOID.has(name)) return { before: start, behind: '' };
  let [before, behind] = [start, `</${name}>`];
  for (const child of children)
    if (Array.isArray(child)) {
      const inner = tagsOf(child);
      before += inner.before;
      behind = inner.behind + behind;
    }
  return { before, behind };
}
