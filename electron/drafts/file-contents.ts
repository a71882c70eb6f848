/**
 * What is in a draft's files, and how it is changed: a copy is made of a file that lies elsewhere, a file is taken as it is now, a picture
 * loses its notes or becomes smaller. The file that was chosen is never written to, and each change can be taken back until the next start.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { ulid } from 'ulid';
import { AppFailure } from '#core/contract/errors.ts';
import type { AttachmentView } from '#core/message/draft.ts';
import { AttachmentId, type DraftId } from '#core/message/ids.ts';
import type { Place } from '#core/pictures/exif.ts';
import type { Octets } from '#core/pictures/octets.ts';
import type { Clock } from '../outbox/ports.ts';
import {
  contentAt,
  contentOf,
  factsOf,
  type FileContent,
  type Fingerprint,
  isSame,
  looked,
  type StoredAttachment,
  viewOf,
} from './attached-file.ts';
import type { Copies } from './copies.ts';
import type { DraftsLink } from './drafts.ts';

/** Which file of which draft. */
interface Which {
  readonly draftId: DraftId;
  readonly id: AttachmentId;
}

interface Watched {
  readonly signal: AbortSignal;
  /** bytes so far */
  readonly progress: (received: number) => void;
}

/** bytes that are copied at once */
const PIECE = 1 << 20;
const NOBODY: Watched = { signal: new AbortController().signal, progress: () => undefined };

/** What is not there ends in AppFailure `not-found`; a file that is not what it was, in `file`; a disk that refuses, in `disk`. */
export class FileContents {
  readonly #link: DraftsLink;
  readonly #copies: Copies;
  readonly #clock: Clock;
  readonly #changed: (id: DraftId) => void;

  constructor(link: DraftsLink, copies: Copies, clock: Clock, changed: (id: DraftId) => void) {
    this.#link = link;
    this.#copies = copies;
    this.#clock = clock;
    this.#changed = changed;
  }

  pathOf(draftId: DraftId, { id, file }: StoredAttachment): string {
    return file.kind === 'chosen' ? file.path : this.#copies.pathOf(draftId, file.take ?? id);
  }

  view(draftId: DraftId, attachment: StoredAttachment): Promise<AttachmentView> {
    return viewOf(attachment, this.pathOf(draftId, attachment));
  }

  /** From now on the draft has its own copy, of the file as it was attached. Ends with AppFailure `cancelled` by its signal. */
  async snapshot(which: Which, watched: Watched = NOBODY): Promise<AttachmentView> {
    const stored = await this.#find(which);
    const { file } = stored;
    if (file.kind === 'copy') return this.view(which.draftId, stored);
    const { path, fingerprint } = file;
    await this.#expect(path, fingerprint);
    const take = this.#newTake();
    const size = await this.#copy({ draftId: which.draftId, id: take }, stored, watched);
    try {
      if (size !== stored.size) throw new AppFailure({ code: 'file', reason: 'changed' });
      await this.#expect(path, fingerprint);
    } catch (error) {
      await this.#copies.removeOne(which.draftId, take);
      throw error;
    }
    return this.#put(which, {
      ...contentOf(stored),
      file: { kind: 'copy', take, origin: { path, fingerprint } },
    });
  }

  /** The file that was chosen, as it is by now, where it is. */
  async renew(which: Which): Promise<AttachmentView> {
    const { file, name } = await this.#find(which);
    const path = file.kind === 'chosen' ? file.path : file.origin?.path;
    if (path === undefined) throw new AppFailure({ code: 'not-found' });
    return this.#put(which, await contentAt(path, name), true);
  }

  /** The copy stays as it is, whatever becomes of the file it was made of. */
  async keep(which: Which): Promise<AttachmentView> {
    const stored = await this.#find(which);
    const { file } = stored;
    if (file.kind === 'chosen') return this.view(which.draftId, stored);
    const { take } = file;
    return this.#put(which, {
      ...contentOf(stored),
      file: { kind: 'copy', ...(take === undefined ? {} : { take }) },
    });
  }

  /** A copy that came as bytes takes the place of what is in the file. */
  async replace(which: Which, take: AttachmentId, mediaType: string, size: number): Promise<AttachmentView> {
    const { file } = await this.#find(which);
    const path = this.#copies.pathOf(which.draftId, take);
    const said = await looked(path, mediaType);
    return this.#put(which, { ...said, size, file: copyOf(file, take) }, true);
  }

  /** What was in it before it was changed here. */
  async revert(which: Which): Promise<AttachmentView> {
    const stored = await this.#link.call('contentBefore', which);
    return this.#answer(which, stored);
  }

  /** Bytes of the file as it was attached. */
  async read(which: Which, at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#reading(which, async ({ read }) => new Uint8Array(await read(at, length)));
  }

  /** Where a picture says that it was taken; null: it says nothing, or is none. */
  async place(which: Which): Promise<Place | null> {
    const { placeIn } = await import('#core/pictures/picture.ts');
    return this.#reading(which, placeIn);
  }

  /** A picture without what cameras and programs wrote into it. */
  async strip(which: Which): Promise<AttachmentView> {
    const { withoutNotes } = await import('#core/pictures/picture.ts');
    const { mediaType, file } = await this.#find(which);
    const take = this.#newTake();
    const size = await this.#reading(which, async (octets) => {
      const pieces = await withoutNotes(octets);
      if (pieces === null) throw new AppFailure({ code: 'file', reason: 'unsupported' });
      return this.#copies.copy({ draftId: which.draftId, id: take }, pieces, () => undefined);
    });
    return this.#put(which, { mediaType, size, file: copyOf(file, take) }, true);
  }

  async #reading<T>(which: Which, work: (octets: Octets) => Promise<T>): Promise<T> {
    const stored = await this.#find(which);
    const { state } = await this.view(which.draftId, stored);
    if (state !== 'ready')
      throw new AppFailure({ code: 'file', reason: state === 'missing' ? 'gone' : 'changed' });
    const handle = await opened(this.pathOf(which.draftId, stored));
    try {
      const { size } = stored;
      const read = async (at: number, length: number): Promise<Uint8Array> => {
        const wanted = Math.max(0, Math.min(length, size - at));
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, at);
        return buffer.subarray(0, bytesRead);
      };
      return await work({ size, read });
    } finally {
      await handle.close();
    }
  }

  async #copy(to: Which, stored: StoredAttachment, { signal, progress }: Watched): Promise<number> {
    const handle = await opened(this.pathOf(to.draftId, stored));
    try {
      return await this.#copies.copy(to, pieces(handle, stored.size, signal), progress);
    } finally {
      await handle.close();
    }
  }

  async #expect(path: string, fingerprint: Fingerprint): Promise<void> {
    const facts = await factsOf(path);
    if (facts === undefined) throw new AppFailure({ code: 'file', reason: 'gone' });
    if (!isSame(facts.fingerprint, fingerprint)) throw new AppFailure({ code: 'file', reason: 'changed' });
  }

  async #find({ draftId, id }: Which): Promise<StoredAttachment> {
    const found = await this.#link.call('find', draftId);
    const stored = found?.attachments.find((one) => one.id === id);
    if (stored === undefined) throw new AppFailure({ code: 'not-found' });
    return stored;
  }

  async #put(which: Which, content: FileContent, undoable = false): Promise<AttachmentView> {
    return this.#answer(which, await this.#link.call('content', { ...which, content, undoable }));
  }

  async #answer({ draftId }: Which, stored: StoredAttachment | null): Promise<AttachmentView> {
    if (stored === null) throw new AppFailure({ code: 'not-found' });
    this.#changed(draftId);
    return this.view(draftId, stored);
  }

  #newTake(): AttachmentId {
    return AttachmentId.parse(ulid(this.#clock.now()));
  }
}

/** What was chosen can still be looked at again. */
function copyOf(file: FileContent['file'], take: AttachmentId): FileContent['file'] {
  const origin = file.kind === 'chosen' ? { path: file.path, fingerprint: file.fingerprint } : file.origin;
  return { kind: 'copy', take, ...(origin === undefined ? {} : { origin }) };
}

const opened = (path: string): Promise<FileHandle> => open(path).catch(unreadable);

async function* pieces(handle: FileHandle, size: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size;) {
    if (signal.aborted) throw new AppFailure({ code: 'cancelled' });
    const length = Math.min(PIECE, size - at);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at).catch(unreadable);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

function unreadable(cause: unknown): never {
  throw new AppFailure({ code: 'file', reason: 'unreadable' }, { cause });
}
