/**
 * One draft being written in this window: its content, and what is saved of it, at most two seconds after a change. It outlives the view, so
 * that another place or tab loses nothing. Its files are draft-files.ts's, handing it over to the outbox is sending/hand-over.ts's.
 */
import { parseAddressList } from '#core/message/address-list.ts';
import type { Draft, DraftContent } from '#core/message/draft.ts';
import {
  ADDRESS_FIELDS,
  entriesOf,
  MOST_IN_A_FIELD,
  putEntries,
  type AddressField,
  type Change,
} from '#core/message/address-fields.ts';
import { swapSignature, type Signature } from '#core/message/signature.ts';
import type { SignaturePlace } from '#core/account/identity.ts';
import { swapRichSignature } from '#core/message/rich/signature.ts';
import type { DraftId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import { DraftFiles } from './draft-files.ts';
import { NOTHING_TYPED, type DraftState, type TypedField } from './draft-state.ts';

export type { DraftState, TypedField } from './draft-state.ts';

const SAVE_AFTER = 2000;
const TRY_AGAIN_AFTER = 10_000;
const BETWEEN_KEYS = 300;

export class DraftSession {
  readonly id: DraftId;
  readonly files: DraftFiles = new DraftFiles(this);
  #state: DraftState;
  #revision: number;
  #edits = 0;
  #savedEdits = 0;
  #saving: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  readonly #listeners = new Set<() => void>();
  /** the body as the program put it there: a signature is nothing written */
  #placed: string;
  /** What was written since the editor told of it. */
  #untold: (() => Partial<DraftContent>) | null = null;

  constructor(draft: Draft) {
    this.id = draft.id;
    this.#revision = draft.revision;
    this.#placed = draft.revision === 0 ? written(draft.content) : '';
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
    const entries = ADDRESS_FIELDS.some((field) => entriesOf(content, field).length > 0);
    const isTyped = [content.subject, ...Object.values(typed)].some((text) => text.trim() !== '');
    if (entries || isTyped || attachments.length + uploads.length > 0) return false;
    // To be told costs more than all of the above.
    const text = written({ ...content, ...this.#untold?.() });
    return text === this.#placed || text.replaceAll('<p></p>', '').trim() === '';
  }

  edit(changes: Partial<DraftContent>): void {
    this.#edits += 1;
    const content = { ...this.#state.content, ...changes };
    this.set({ content, saving: this.#saving ? 'saving' : 'changed', refused: [] });
    this.#saveLater(SAVE_AFTER);
  }

  /** Something is being written: `tell` says what, once it is saved or asked for, which for a long text takes longer than a key may. */
  touch(tell: () => Partial<DraftContent>): void {
    this.#untold = tell;
    this.#edits += 1;
    const saving = this.#saving ? 'saving' : 'changed';
    const { saving: shown, refused } = this.#state;
    if (shown !== saving || refused.length > 0) this.set({ saving, refused: [] });
    this.#saveLater(SAVE_AFTER);
  }

  /** An editor has more than `state` knows: somebody is writing. */
  get hasUntold(): boolean {
    return this.#untold !== null;
  }

  /** The content with all that was written until now. */
  settle(): DraftContent {
    const told = this.#untold?.();
    this.#untold = null;
    if (told !== undefined) this.set({ content: { ...this.#state.content, ...told } });
    return this.#state.content;
  }

  /** Another sender; the signature follows while it is the one of before, to `place` where there was none. */
  sendFrom(
    from: Pick<DraftContent, 'accountId' | 'identityId'>,
    before: Signature,
    after: Signature,
    place: SignaturePlace = 'below',
  ): void {
    const content = this.settle();
    const { html } = content;
    const swapped = {
      body: swapSignature(content.body, before.text, after.text, place),
      ...(html === undefined ? {} : { html: swapRichSignature(html, before, after, place) }),
    };
    if (written(content) === this.#placed) this.#placed = written(swapped);
    this.edit({ ...from, ...swapped });
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
    if (ADDRESS_FIELDS.some((one) => entriesOf(changes, one).length > MOST_IN_A_FIELD)) {
      void import('../fields/too-many.ts').then(({ sayTooMany }) => sayTooMany());
      return;
    }
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
      this.settle();
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
    const save = () => void this.save();
    const atRest = () => requestIdleCallback(save, { timeout: BETWEEN_KEYS });
    // What an editor has to tell takes a moment: better between two keys.
    const waits = this.#untold !== null && 'requestIdleCallback' in globalThis;
    this.#timer ??= waits ? setTimeout(atRest, ms - BETWEEN_KEYS) : setTimeout(save, ms);
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
    this.#untold = null;
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

  /** Its tab closes: what is not saved is, files on their way are given up. */
  async close(): Promise<boolean> {
    this.commitAll();
    this.files.abandon();
    const saved = this.#state.submissionId !== null || (await this.save());
    if (saved) this.#stopTimer();
    return saved;
  }
}

const written = ({ body, html }: Pick<DraftContent, 'body' | 'html'>): string => html ?? body;
