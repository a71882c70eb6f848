/**
 * What is being written, with its files. A save names the revision it is based on, so that two windows cannot overwrite each other.
 * Removed drafts and files stay until the next start, for an undo. Whether a draft can be sent is core's and the outbox's to say.
 */
import { ulid } from 'ulid';
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentView, Draft, DraftContent, DraftSummary } from '#core/message/draft.ts';
import { type AttachmentId, DraftId, type SubmissionId } from '#core/message/ids.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import type { DraftVersion } from '#core/message/versions/version.ts';
import { Gathered } from '../database/gathered.ts';
import type { CallsOf, WorkerLink } from '../database/worker-link.ts';
import { Templates } from '../templates/templates.ts';
import type { AttachmentSource, Clock, DraftSource } from '../outbox/ports.ts';
import { ArrivingFiles, newAttachmentId, type Arriving } from './arriving-files.ts';
import { chosenFile, displayName, type StoredAttachment } from './attached-file.ts';
import type { Copies } from './copies.ts';
import { FileContents } from './file-contents.ts';
import { isPictureType } from './picture-type.ts';
import type { DraftsOptions } from './open.ts';
import type { DraftPlace, draftsProtocol, Erasure, StoredDraft } from './drafts-protocol.ts';

export type DraftsLink = WorkerLink<CallsOf<typeof draftsProtocol>>;

/** Unless said otherwise, what is not there ends in AppFailure `not-found`, and a disk that refuses in `disk`. */
export class Drafts implements DraftSource {
  /** in the same store */
  readonly templates: Templates;
  /** what is in attached files */
  readonly contents: FileContents;
  readonly #link: DraftsLink;
  readonly #copies: Copies;
  readonly #clock: Clock;
  readonly #changed: (id: DraftId) => void;
  readonly #learns: () => boolean;
  readonly #arriving: ArrivingFiles;
  /** one commit for many drafts */
  readonly #erasures = new Gathered<Erasure>((drafts) => this.#erase(drafts));

  constructor(
    link: DraftsLink,
    copies: Copies,
    clock: Clock,
    { onChanged, learns }: Pick<DraftsOptions, 'onChanged' | 'learns'> = {},
  ) {
    this.templates = new Templates(link, clock);
    this.#link = link;
    this.#copies = copies;
    this.#clock = clock;
    this.#changed = onChanged ?? (() => undefined);
    this.#arriving = new ArrivingFiles(copies, clock);
    this.#learns = learns ?? (() => true);
    this.contents = new FileContents(link, copies, clock, this.#changed);
  }

  /** Last saved first. */
  list(): Promise<DraftSummary[]> {
    return this.#link.call('list', null);
  }

  /** Blank but for what is given. */
  async create(from: Pick<DraftContent, 'accountId' | 'identityId'> & Partial<DraftContent>): Promise<Draft> {
    const now = this.#clock.now();
    const blank = { to: [], cc: [], bcc: [], subject: '', body: '', sending: USUAL_SENDING };
    const content: DraftContent = { ...blank, ...from };
    const id = DraftId.parse(ulid(now));
    await this.#link.call('create', {
      id,
      revision: 0,
      savedAt: now,
      place: 'shown',
      submissionId: null,
      content,
    });
    this.#changed(id);
    return { id, revision: 0, savedAt: now, content, attachments: [] };
  }

  /** Also one that became a submission. Looks at each attached file as it is now. */
  async open(id: DraftId): Promise<Draft> {
    const { draft, attachments } = await this.#find(id);
    if (draft.place === 'removed') throw new AppFailure({ code: 'not-found' });
    const views = await Promise.all(attachments.map((attachment) => this.#view(id, attachment)));
    return {
      id,
      revision: draft.revision,
      savedAt: draft.savedAt,
      content: draft.content,
      attachments: views,
    };
  }

  /** On disk when it resolves. Ends with `draft-conflict` when another window saved it meanwhile. */
  async save(
    id: DraftId,
    revision: number,
    content: DraftContent,
  ): Promise<{ revision: number; savedAt: number }> {
    const at = this.#clock.now();
    const answer = await this.#link.call('save', { id, revision, content, at });
    if (answer === 'conflict') throw new AppFailure({ code: 'draft-conflict' });
    if (answer === 'not-found') throw new AppFailure({ code: 'not-found' });
    this.#changed(id);
    return { revision: revision + 1, savedAt: at };
  }

  /** Newest first; what stands in the draft itself is none of them. */
  versions(id: DraftId): Promise<DraftVersion[]> {
    return this.#link.call('versions', id);
  }

  async version(id: DraftId, number: number): Promise<DraftContent> {
    const content = await this.#link.call('version', { id, number });
    if (content === null) throw new AppFailure({ code: 'not-found' });
    return content;
  }

  /** Undo is the same with the version that is answered: what stood there before. Ends with `draft-conflict` as a save does. */
  async restoreVersion(id: DraftId, revision: number, number: number): Promise<{ kept: number }> {
    const answer = await this.#link.call('takeVersion', { id, revision, number, at: this.#clock.now() });
    if (answer === 'conflict') throw new AppFailure({ code: 'draft-conflict' });
    if (answer === 'not-found') throw new AppFailure({ code: 'not-found' });
    this.#changed(id);
    return { kept: answer.kept };
  }

  /** It leaves the list; `restore` brings it back until the next start. */
  async remove(id: DraftId): Promise<void> {
    await this.#arriving.abortAllOf(id);
    await this.#move(id, ['shown'], 'removed');
  }

  async restore(id: DraftId): Promise<Draft> {
    await this.#move(id, ['removed', 'shown'], 'shown');
    return this.open(id);
  }

  /** Again for the same draft is no error: a start repeats it for each submission that the journal names. */
  async hideForSubmission(id: DraftId, submissionId: SubmissionId): Promise<void> {
    await this.#move(id, ['shown', 'submitted'], 'submitted', submissionId);
  }

  async restoreFromSubmission(id: DraftId): Promise<void> {
    await this.#move(id, ['submitted', 'shown'], 'shown');
  }

  /**
   * For good, with its copies of files. Nothing happens when it is gone already, or hidden by now for another submission than the one
   * that is named. Whoever of its recipients has an address `learned` becomes a contact, unless the user wants none that way.
   */
  async removeSubmitted(
    id: DraftId,
    submissionId: SubmissionId | null = null,
    learned: readonly string[] = [],
  ): Promise<void> {
    await this.#erasures.add({ id, submissionId, learned: this.#learns() ? [...learned] : [] });
  }

  async #erase(drafts: readonly Erasure[]): Promise<void> {
    const gone = await this.#link.call('erase', { drafts: [...drafts], at: this.#clock.now() });
    await Promise.all(gone.map((id) => this.#copies.removeDraft(id)));
    for (const id of gone) this.#changed(id);
  }

  /** Drafts that wait for their submission to be over. */
  submitted(): Promise<{ id: DraftId; submissionId: SubmissionId }[]> {
    return this.#link.call('submitted', null);
  }

  /** A file that the user chose in a dialog: it is read where it is when the message is built. `path` never comes from the page. */
  async addFile(draftId: DraftId, path: string): Promise<AttachmentView> {
    return this.#attach(draftId, await chosenFile(newAttachmentId(this.#clock.now()), path));
  }

  /** A dropped or pasted file. `mediaType` counts only where neither name nor content tells. */
  async beginFile(
    draftId: DraftId,
    name: string,
    mediaType: string,
    { instead = null, inline = false }: Partial<Pick<Arriving, 'instead' | 'inline'>> = {},
  ): Promise<AttachmentId> {
    const { draft } = await this.#find(draftId);
    if (draft.place !== 'shown') throw new AppFailure({ code: 'not-found' });
    return this.#arriving.begin({ draftId, name, mediaType, instead, inline });
  }

  /** Bytes received so far. Chunks are written in the order of the calls. */
  chunk(id: AttachmentId, bytes: Uint8Array): Promise<number> {
    return this.#arriving.chunk(id, bytes);
  }

  /** Its bytes are on disk and it belongs to the draft. */
  async finishFile(id: AttachmentId): Promise<AttachmentView> {
    const { draftId, instead, mediaType, size, stored } = await this.#arriving.finish(id);
    if (instead !== null) return this.contents.replace({ draftId, id: instead }, id, mediaType, size);
    return this.#attach(draftId, await stored());
  }

  abortFile(id: AttachmentId): Promise<void> {
    return this.#arriving.abort(id);
  }

  /** `restoreFile` brings it back until the next start. */
  async removeFile(draftId: DraftId, id: AttachmentId): Promise<void> {
    await this.#detach(draftId, id, true);
  }

  async restoreFile(draftId: DraftId, id: AttachmentId): Promise<AttachmentView> {
    return this.#view(draftId, await this.#detach(draftId, id, false));
  }

  /** The name that the message gives it; one that is nothing keeps the one before. */
  async renameFile(draftId: DraftId, id: AttachmentId, name: string): Promise<AttachmentView> {
    const { attachments } = await this.#find(draftId);
    const before = attachments.find((one) => one.id === id);
    if (before === undefined) throw new AppFailure({ code: 'not-found' });
    const shown = name.trim() === '' ? before.name : displayName(name);
    const attachment = await this.#link.call('rename', { draftId, id, name: shown });
    if (attachment === null) throw new AppFailure({ code: 'not-found' });
    this.#changed(draftId);
    return this.#view(draftId, attachment);
  }

  /** In this order they stand in the message. */
  async orderFiles(draftId: DraftId, ids: AttachmentId[]): Promise<AttachmentView[]> {
    await this.#link.call('order', { draftId, ids });
    this.#changed(draftId);
    return (await this.open(draftId)).attachments;
  }

  /** A picture of its rich text, to be shown where it is written. */
  async picture(
    draftId: DraftId,
    id: AttachmentId,
  ): Promise<{ readonly path: string; readonly mediaType: string; readonly size: number }> {
    const { draft, attachments } = await this.#find(draftId);
    const found = attachments.find((one) => one.id === id);
    if (draft.place === 'removed' || found?.inline === undefined || !isPictureType(found.mediaType))
      throw new AppFailure({ code: 'not-found' });
    return { path: this.contents.pathOf(draftId, found), mediaType: found.mediaType, size: found.size };
  }

  /** For the message to be built: where each file lies, and whether it is still what was attached. */
  async sourcesFor(id: DraftId): Promise<readonly AttachmentSource[]> {
    const { attachments } = await this.#find(id);
    return Promise.all(
      attachments.map(async (attachment) => ({
        ...(await this.#view(id, attachment)),
        path: this.contents.pathOf(id, attachment),
      })),
    );
  }

  async close(): Promise<void> {
    await this.#copies.abortAll();
    await this.#link.end();
  }

  async #find(id: DraftId): Promise<{ draft: StoredDraft; attachments: StoredAttachment[] }> {
    const found = await this.#link.call('find', id);
    if (found === null) throw new AppFailure({ code: 'not-found' });
    return found;
  }

  async #move(
    id: DraftId,
    from: DraftPlace[],
    to: DraftPlace,
    submissionId: SubmissionId | null = null,
  ): Promise<void> {
    const moved = await this.#link.call('move', { id, from, to, submissionId });
    if (!moved) throw new AppFailure({ code: 'not-found' });
    this.#changed(id);
  }

  async #attach(draftId: DraftId, attachment: StoredAttachment): Promise<AttachmentView> {
    if (!(await this.#link.call('attach', { draftId, attachment })))
      throw new AppFailure({ code: 'not-found' });
    this.#changed(draftId);
    return this.#view(draftId, attachment);
  }

  async #detach(draftId: DraftId, id: AttachmentId, removed: boolean): Promise<StoredAttachment> {
    const attachment = await this.#link.call('detach', { draftId, id, removed });
    if (attachment === null) throw new AppFailure({ code: 'not-found' });
    this.#changed(draftId);
    return attachment;
  }

  #view(draftId: DraftId, attachment: StoredAttachment): Promise<AttachmentView> {
    return this.contents.view(draftId, attachment);
  }
}
