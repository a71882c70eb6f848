/** The editor of a signature: the rich text of messages without their pictures, which a signature does not have. */
import { Editor } from '@tiptap/core';
import { DOMParser as RichParser, type ResolvedPos, type Slice } from '@tiptap/pm/model';
import { richOfText } from '#core/message/rich/from-text.ts';
import { keptSignatureOf } from '#core/message/rich/kept-signature.ts';
import type { Signature } from '#core/message/signature.ts';
import { renamed } from '../../lens/rendered/inline-styles.ts';
import { keysOf } from '../../../keys.ts';
import { handleKey, isWritten, type Asked } from '../keys.ts';
import { cleanPaste } from '../paste/clean-paste.ts';
import { picturesOf } from '../paste/take-paste.ts';
import { extensionsFor } from '../schema/extensions.ts';
import { HtmlWriter } from '../schema/html-writer.ts';
import { AS_WRITTEN, takeOver } from '../take-over.ts';

interface Around extends Asked {
  readonly written: (signature: Signature) => void;
  /** pictures were left out */
  readonly refused: () => void;
}
const NOBODY: Around = {
  link: () => undefined,
  toolbar: () => undefined,
  written: () => undefined,
  refused: () => undefined,
};

export class SignatureText {
  readonly editor: Editor;
  readonly #writer = new HtmlWriter();
  #around = NOBODY;
  #told: string;

  /** One that was plain text until now becomes rich, as it reads. */
  constructor({ text, html }: Signature) {
    this.#told = html;
    this.editor = new Editor({
      element: null,
      extensions: extensionsFor(() => null).filter(({ name }) => name !== 'picture'),
      content: renamed(html === '' ? richOfText(text) : html),
      parseOptions: AS_WRITTEN,
      injectCSS: false,
      editorProps: {
        handleKeyDown: (_, event) =>
          handleKey(event, this.editor, this.#around) || (keysOf(event) === 'Enter' && this.#newLine()),
        handleDOMEvents: { keydown: (_, event) => isWritten(event) },
        handlePaste: (_, { clipboardData }) => this.#isPicture(clipboardData),
        handleDrop: (_, { dataTransfer }) => this.#isPicture(dataTransfer),
        transformPastedHTML: (pasted) => this.#cleaned(pasted),
        clipboardTextParser: (pasted, context) => this.#sliceOf(pasted, context),
      },
      onUpdate: () => this.#tell(),
    });
  }

  #tell(): void {
    const kept = keptSignatureOf(this.#writer.html(this.editor.state.doc));
    this.#told = kept.html;
    this.#around.written(kept);
  }

  /** A signature is lines under each other: Enter begins one of those, and a paragraph where it is pressed on an empty one. */
  #newLine(): boolean {
    const { $from, empty } = this.editor.state.selection;
    if (!empty || $from.depth > 1 || $from.parent.type.name !== 'paragraph') return false;
    const isEmptyLine = $from.nodeBefore?.type.name === 'hardBreak';
    if (!isEmptyLine) return $from.parent.content.size > 0 && this.editor.commands.setHardBreak();
    const before = { from: $from.pos - 1, to: $from.pos };
    return this.editor.chain().deleteRange(before).splitBlock().run();
  }

  #isPicture(data: DataTransfer | null): boolean {
    const isRefused = picturesOf(data).length > 0;
    if (isRefused) this.#around.refused();
    return isRefused;
  }

  #cleaned(pasted: string): string {
    const { html, web, unreachable, data } = cleanPaste(pasted, () => false);
    if (web + unreachable + data.size > 0) this.#around.refused();
    return html;
  }

  #sliceOf(text: string, context: ResolvedPos): Slice {
    const { body } = new DOMParser().parseFromString(richOfText(text), 'text/html');
    return RichParser.fromSchema(this.editor.schema).parseSlice(body, { ...AS_WRITTEN, context });
  }

  /** What the form says, where it was not told from here. */
  follow(html: string): void {
    if (html === this.#told) return;
    this.#told = html;
    takeOver(this.editor, html, true);
  }

  /** Shows it there; gives back how to take it away. */
  mount(place: HTMLElement, label: string, around: Around): () => void {
    this.#around = around;
    const { editor } = this;
    editor.setOptions({
      editorProps: {
        ...editor.options.editorProps,
        attributes: { 'aria-label': label, 'aria-multiline': 'true' },
      },
    });
    editor.mount(place);
    // What was made of plain text is news to the form.
    if (this.#told === '' && editor.state.doc.textContent !== '') this.#tell();
    return () => {
      this.#around = NOBODY;
      editor.unmount();
    };
  }
}
