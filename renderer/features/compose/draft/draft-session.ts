/**
 * One draft being written in this window: its content, what is saved of it, its files on their way. It outlives the view, so that another
 * place or tab loses nothing. Saved at most two seconds after a change; handing it over to the outbox is in sending/hand-over.ts.
 */
import { parseAddressList } from '#core/message/address-list.ts';
import type { AppError, Problem } from '#core/contract/errors.ts';
import type { AttachmentView, Draft, DraftContent } from '#core/message/draft.ts';
import {
  ADDRESS_FIELDS,
  entriesOf,
  putEntries,
  type AddressField,
  type Change,
  type Merged,
} from '#core/message/address-fields.ts';
import { swapSignature } from '#core/message/signature.ts';
import type { AttachmentId, DraftId, SubmissionId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import { fromFile, streamFile, type Upload, type UploadSource } from './uploads.ts';

const SAVE_AFTER = 2000;
const TRY_AGAIN_AFTER = 10_000;

/** `envelope`: RCPT TO of an envelope that is set by hand */
export type TypedField = AddressField | 'envelope';

export interface DraftState {
  readonly content: DraftContent;
  /** in the recipient fields, not yet chips */
  readonly typed: Readonly<Record<TypedField, string>>;
  /** what was put into this field and stood somewhere already */
  readonly merged: { readonly field: AddressField; readonly what: readonly Merged[] } | null;
  readonly attachments: readonly AttachmentView[];
  readonly uploads: readonly Upload[];
  readonly saving: 'saved' | 'changed' | 'saving';
  readonly savedAt: number;
  /** of the last save, file or handing over */
  readonly error: AppError | null;
  /** what the outbox found wrong when it was asked to send */
  readonly refused: readonly Problem[];
  /** Send was pressed: everything that is wrong is shown */
  readonly asked: boolean;
  readonly handingOver: boolean;
  readonly submissionId: SubmissionId | null;
}

const NOTHING_TYPED: DraftState['typed'] = { replyTo: '', to: '', cc: '', bcc: '', envelope: '' };

export class DraftSession {
  readonly id: DraftId;
  #state: DraftState;
  #revision: number;
  #edits = 0;
  #savedEdits = 0;
  #saving: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();
  #arrived: Promise<void> = Promise.resolve();
  /** the body as the program put it there: a signature is nothing written */
  #placed: string;
  readonly #aborts = new Map<string, AbortController>();

  constructor(draft: Draft) {
    this.id = draft.id;
    this.#revision = draft.revision;
    this.#placed = draft.revision === 0 ? draft.content.body : '';
    this.#state = {
      content: draft.content,
      typed: NOTHING_TYPED,
      merged: null,
      attachments: draft.attachments,
      uploads: [],
      saving: 'saved',
      savedAt: draft.savedAt,
      error: null,
      refused: [],
      asked: false,
      handingOver: false,
      submissionId: null,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): DraftState => this.#state;

  set(changes: Partial<DraftState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }

  get revision(): number {
    return this.#revision;
  }

  /** Nothing was written in it: closing it leaves nothing behind. */
  get isBlank(): boolean {
    const { content, typed, attachments, uploads } = this.#state;
    const body = content.body === this.#placed ? '' : content.body;
    const words = [content.subject, body, ...Object.values(typed)];
    const entries = ADDRESS_FIELDS.some((field) => entriesOf(content, field).length > 0);
    return !entries && attachments.length + uploads.length === 0 && words.every((text) => text.trim() === '');
  }

  edit(changes: Partial<DraftContent>): void {
    this.#edits += 1;
    const content = { ...this.#state.content, ...changes };
    this.set({ content, saving: this.#saving ? 'saving' : 'changed', refused: [] });
    this.#saveLater(SAVE_AFTER);
  }

  /** Another sender; the signature follows while it is the one of before. */
  sendFrom(from: Pick<DraftContent, 'accountId' | 'identityId'>, before: string, after: string): void {
    const { body } = this.#state.content;
    const swapped = swapSignature(body, before, after);
    if (body === this.#placed) this.#placed = swapped;
    this.edit({ ...from, body: swapped });
  }

  type(field: TypedField, text: string): void {
    this.set({ typed: { ...this.#state.typed, [field]: text }, ...(text === '' ? {} : { merged: null }) });
  }

  /** Makes chips of what was typed or pasted. */
  commit(field: TypedField, text = this.#state.typed[field]): void {
    const entries = parseAddressList(text);
    this.set({ typed: { ...this.#state.typed, [field]: '' } });
    if (entries.length === 0) return;
    const { content } = this.#state;
    if (field === 'envelope')
      this.tell([...(content.sending.envelope?.recipients ?? []), ...entries.map(({ address }) => address)]);
    else this.address(field, putEntries(content, field, entries));
  }

  /** What core made of the addresses; `field`: where it is told what was merged. */
  address(field: AddressField, { changes, merged }: Change): void {
    this.set({ merged: merged.length === 0 ? null : { field, what: merged } });
    this.edit(changes);
  }

  /** RCPT TO by hand; without effect once the envelope follows the message again. */
  tell(recipients: readonly string[]): void {
    const { sending } = this.#state.content;
    const { envelope } = sending;
    if (envelope !== null)
      this.edit({ sending: { ...sending, envelope: { ...envelope, recipients: [...recipients] } } });
  }

  commitAll(): void {
    for (const field of [...ADDRESS_FIELDS, 'envelope'] as const)
      if (this.#state.typed[field].trim() !== '') this.commit(field);
  }

  /** True when all there is, is on disk. Calls meanwhile wait for the same answer. */
  save(): Promise<boolean> {
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  async #saveAll(): Promise<boolean> {
    this.#stopTimer();
    while (this.#savedEdits !== this.#edits) {
      const edits = this.#edits;
      this.set({ saving: 'saving' });
      try {
        const saved = await call('drafts.save', {
          id: this.id,
          revision: this.#revision,
          content: this.#state.content,
        });
        this.#revision = saved.revision;
        this.#savedEdits = edits;
        this.set({ savedAt: saved.savedAt, error: null });
      } catch (caught) {
        const error = errorOf(caught);
        this.set({ saving: 'changed', error });
        if (error.code === 'disk') this.#saveLater(TRY_AGAIN_AFTER);
        return false;
      }
    }
    this.set({ saving: 'saved' });
    return true;
  }

  #saveLater(ms: number): void {
    this.#timer ??= setTimeout(() => void this.save(), ms);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Takes the draft as it is on disk: another window's words, or those that came back from the outbox. */
  async reload(): Promise<void> {
    this.#stopTimer();
    const draft = await call('drafts.open', { id: this.id });
    this.#revision = draft.revision;
    this.#savedEdits = this.#edits;
    const { content, attachments, savedAt } = draft;
    this.set({
      content,
      attachments,
      savedAt,
      saving: 'saved',
      error: null,
      refused: [],
      submissionId: null,
    });
  }

  async choose(): Promise<void> {
    await this.#try(async () => {
      this.#attached(await call('attachments.choose', { draftId: this.id }));
    });
  }

  /** Dropped or pasted files, one after the other in bounded pieces. */
  async add(files: readonly File[]): Promise<void> {
    await this.attach(files.map(fromFile));
  }

  async attach(sources: readonly UploadSource[]): Promise<void> {
    const added = sources.map((source) => {
      const upload: Upload = { key: crypto.randomUUID(), name: source.name, size: source.size, sent: 0 };
      this.#aborts.set(upload.key, new AbortController());
      return { source, upload };
    });
    this.set({ uploads: [...this.#state.uploads, ...added.map(({ upload }) => upload)] });
    const before = this.#arrived;
    this.#arrived = (async () => {
      await before;
      for (const { source, upload } of added) await this.#stream(source, upload);
    })();
    await this.#arrived;
  }

  async #stream(source: UploadSource, upload: Upload): Promise<void> {
    const signal = this.#aborts.get(upload.key)?.signal ?? AbortSignal.abort();
    const progress = (sent: number) =>
      this.set({
        uploads: this.#state.uploads.map((other) => (other.key === upload.key ? { ...other, sent } : other)),
      });
    await this.#try(async () => {
      const view = await streamFile(this.id, source, { signal, progress });
      if (view !== null) this.#attached([view]);
    });
    this.#aborts.delete(upload.key);
    this.set({ uploads: this.#state.uploads.filter((other) => other.key !== upload.key) });
  }

  cancelUpload(key: string): void {
    this.#aborts.get(key)?.abort();
  }

  #attached(views: readonly AttachmentView[]): void {
    this.set({ attachments: [...this.#state.attachments, ...views], error: null, refused: [] });
  }

  /** True: it is off the draft, and `restore` brings it back. */
  async detach(id: AttachmentId): Promise<boolean> {
    return this.#try(async () => {
      await call('attachments.remove', { draftId: this.id, id });
      this.set({ attachments: this.#state.attachments.filter((other) => other.id !== id), refused: [] });
    });
  }

  /** Nothing is added any more to what is being sent. */
  async restore(id: AttachmentId): Promise<void> {
    if (this.#state.handingOver || this.#state.submissionId !== null) return;
    await this.#try(async () => {
      this.#attached([await call('attachments.restore', { draftId: this.id, id })]);
    });
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (caught) {
      const error = errorOf(caught);
      if (error.code !== 'cancelled') this.set({ error });
      return false;
    }
  }

  /** Its tab closes: what is not saved is, files on their way are given up. */
  async close(): Promise<boolean> {
    this.commitAll();
    for (const abort of this.#aborts.values()) abort.abort();
    const saved = this.#state.submissionId !== null || (await this.save());
    if (saved) this.#stopTimer();
    return saved;
  }
}
