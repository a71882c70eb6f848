/**
 * The editor of one draft. It outlives the view, with all that Undo knows: another tab or place loses nothing. The session asks it for what
 * was written when it saves, so that a key costs no writing out of the whole text; what others put into the draft it takes over.
 */
import { Editor } from '@tiptap/core';
import { DOMParser as RichParser, type Node, type ResolvedPos, type Slice } from '@tiptap/pm/model';
import { draftPictureAddress } from '#core/contract/draft-picture.ts';
import type { AttachmentView, DraftContent } from '#core/message/draft.ts';
import { richOfText } from '#core/message/rich/from-text.ts';
import { textOfNodes } from '#core/message/rich/text.ts';
import { parsed, type RichNode } from '#core/message/rich/tree.ts';
import type { SpellingLanguage } from '#core/spelling/languages.ts';
import type { BodyHandle } from '../compose/body/body-handle.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { renamed } from '../lens/rendered/inline-styles.ts';
import { handleKey, isWritten, type Asked } from './keys.ts';
import { cleanPaste, type Cleaned } from './paste/clean-paste.ts';
import { picturesOf, withPictures } from './paste/take-paste.ts';
import { putPictures, type Put } from './pictures/put-pictures.ts';
import { extensionsFor } from './schema/extensions.ts';
import { HtmlWriter } from './schema/html-writer.ts';
import { RichSpelling } from './spelling/rich-spelling.ts';
import { AS_WRITTEN, takeOver } from './take-over.ts';

/** Who shows the editor hears what it asks for, and what became of what was put in. */
export interface Surroundings extends Asked {
  readonly pasted: (cleaned: Cleaned) => void;
  readonly put: (put: Put) => void;
}
const NOBODY: Surroundings = {
  link: () => undefined,
  toolbar: () => undefined,
  pasted: () => undefined,
  put: () => undefined,
};

const editors = new WeakMap<DraftSession, RichEditor>();

export function richEditorOf(session: DraftSession): RichEditor {
  const known = editors.get(session) ?? new RichEditor(session);
  editors.set(session, known);
  return known;
}

export class RichEditor {
  readonly session: DraftSession;
  readonly editor: Editor;
  #language: SpellingLanguage | undefined;
  readonly #spelling = new RichSpelling(() => this.editor);
  readonly #writer = new HtmlWriter();
  readonly #read = new WeakMap<Node, readonly RichNode[]>();
  /** what the session had last, and what was told to it last */
  #seen: string | undefined;
  #told: string;
  #sender: string;
  #around: Surroundings = NOBODY;

  constructor(session: DraftSession) {
    this.session = session;
    this.#seen = session.state().content.html;
    this.#told = this.#seen ?? '';
    this.#sender = session.state().content.identityId;
    this.editor = new Editor({
      element: null,
      extensions: extensionsFor((src) => {
        const picture = this.#pictureOf(src);
        return picture === undefined ? null : draftPictureAddress(session.id, picture.id);
      }),
      content: renamed(this.#told),
      parseOptions: AS_WRITTEN,
      injectCSS: false,
      editorProps: {
        handleKeyDown: (_, event) => handleKey(event, this.editor, this.#around),
        handleDOMEvents: { keydown: (_, event) => isWritten(event) },
        handlePaste: (_, { clipboardData }) => this.#take(clipboardData),
        handleDrop: (view, event) => {
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
          const taken = this.#take(event.dataTransfer);
          if (taken && at !== undefined) this.editor.commands.setTextSelection(at);
          return taken;
        },
        transformPastedHTML: (html) => this.#cleaned(html).html,
        clipboardTextParser: (text, context) => this.#sliceOf(richOfText(text), context),
      },
      onUpdate: () => {
        session.touch(this.#tell);
        this.#spelling.typed();
      },
    });
    session.subscribe(() => this.#follow());
  }

  readonly #tell = (): Partial<DraftContent> => {
    const { doc } = this.editor.state;
    this.#told = this.#writer.html(doc);
    const nodes: RichNode[] = [];
    doc.forEach((block) => nodes.push(...this.#nodesOf(block)));
    return { html: this.#told, body: textOfNodes(nodes), language: this.#language };
  };

  /** Each block is read once, as long as it stays as it is. */
  #nodesOf(block: Node): readonly RichNode[] {
    const known = this.#read.get(block);
    if (known !== undefined) return known;
    const nodes = parsed(this.#writer.block(block));
    this.#read.set(block, nodes);
    return nodes;
  }

  #follow(): void {
    const { html, identityId } = this.session.state().content;
    // The signature goes with the sender, who is no matter of Undo here: it would leave another's under this one's name.
    const isExchange = identityId !== this.#sender;
    this.#sender = identityId;
    if (html === this.#seen) return;
    this.#seen = html;
    // What was told from here stands here.
    if (html === undefined || html === this.#told) return;
    this.#told = html;
    takeOver(this.editor, html, !isExchange);
  }

  #pictureOf(src: string): AttachmentView | undefined {
    return this.session.state().attachments.find(({ id, inline }) => inline === true && src === `cid:${id}`);
  }

  #cleaned(html: string): Cleaned {
    const cleaned = cleanPaste(html, (src) => this.#pictureOf(src) !== undefined);
    this.#around.pasted(cleaned);
    return cleaned;
  }

  #sliceOf(html: string, context: ResolvedPos): Slice {
    const { body } = new DOMParser().parseFromString(html, 'text/html');
    return RichParser.fromSchema(this.editor.schema).parseSlice(body, { ...AS_WRITTEN, context });
  }

  /** True: pictures are on their way into the text. */
  #take(data: DataTransfer | null): boolean {
    const pictures = picturesOf(data);
    if (pictures.length > 0) {
      void this.put(pictures);
      return true;
    }
    const html = data?.getData('text/html') ?? '';
    if (!/<img[^>]{0,2000}?src\s{0,9}=\s{0,9}["']?data:/i.test(html)) return false;
    void withPictures(this, this.#cleaned(html)).then((own) => {
      // Another tab may be in front by now.
      if (this.#around === NOBODY) this.editor.commands.insertContent(renamed(own));
      else this.editor.view.pasteHTML(own);
    });
    return true;
  }

  async put(pictures: readonly File[]): Promise<void> {
    this.#around.put(await putPictures(this, pictures));
  }

  /** What it is written in, where that is known: saved with what is written from now on. */
  writtenIn(language: SpellingLanguage | undefined): void {
    this.#language = language;
  }

  /** Shows it there; gives back how to take it away. */
  mount(place: HTMLElement, label: string, around: Surroundings): () => void {
    this.#around = around;
    this.#spelling.element = place;
    const { editor } = this;
    editor.setOptions({
      editorProps: {
        ...editor.options.editorProps,
        attributes: { 'aria-label': label, 'aria-multiline': 'true' },
      },
    });
    editor.mount(place);
    return () => {
      this.#around = NOBODY;
      editor.unmount();
    };
  }

  readonly handle: BodyHandle = {
    spelled: this.#spelling,
    focus: (where) => {
      const { size } = this.editor.state.doc.content;
      if (where === 'begin') this.editor.commands.focus('start');
      else if (where === 'last') this.editor.commands.focus();
      else {
        const [from, to] = [Math.min(where[0], size), Math.min(where[1], size)];
        this.editor.chain().setTextSelection({ from, to }).focus().run();
      }
    },
    selection: () => [this.editor.state.selection.from, this.editor.state.selection.to],
    type: (text) => {
      this.editor
        .chain()
        .focus()
        .command(({ tr }) => tr.insertText(text).docChanged)
        .run();
    },
    insert: (text, html) => {
      if (html === undefined) this.editor.view.pasteText(text);
      else this.editor.view.pasteHTML(html);
      this.editor.commands.focus();
    },
  };
}
