/** Files that come as bytes, dropped or pasted: each is a copy that grows, until it is finished and belongs to its draft, or is given up. */
import { ulid } from 'ulid';
import { AppFailure } from '#core/contract/errors.ts';
import { AttachmentId, type DraftId } from '#core/message/ids.ts';
import type { Clock } from '../outbox/ports.ts';
import { displayName, looked, mediaTypeOf, type StoredAttachment } from './attached-file.ts';
import type { Copies } from './copies.ts';
import { pictureTypeOf } from './picture-type.ts';

export interface Arriving {
  readonly draftId: DraftId;
  readonly name: string;
  readonly mediaType: string;
  /** in place of what is in this file; null: a file of its own */
  readonly instead: AttachmentId | null;
  /** for the rich text, if it is a picture */
  readonly inline: boolean;
}

/** Its bytes are on disk. */
interface Arrived extends Arriving {
  readonly size: number;
  /** as a file of its own */
  readonly stored: () => Promise<StoredAttachment>;
}

export class ArrivingFiles {
  readonly #copies: Copies;
  readonly #clock: Clock;
  readonly #arriving = new Map<AttachmentId, Arriving>();

  constructor(copies: Copies, clock: Clock) {
    this.#copies = copies;
    this.#clock = clock;
  }

  async begin({ name, mediaType, ...file }: Arriving): Promise<AttachmentId> {
    const id = newAttachmentId(this.#clock.now());
    await this.#copies.begin(file.draftId, id);
    const shown = displayName(name);
    this.#arriving.set(id, { ...file, name: shown, mediaType: mediaTypeOf(shown, mediaType) });
    return id;
  }

  /** Bytes received so far. Chunks are written in the order of the calls. */
  async chunk(id: AttachmentId, bytes: Uint8Array): Promise<number> {
    try {
      return await this.#copies.chunk(id, bytes);
    } catch (error) {
      this.#arriving.delete(id);
      throw error;
    }
  }

  async finish(id: AttachmentId): Promise<Arrived> {
    const arriving = this.#arriving.get(id);
    if (arriving === undefined) throw new AppFailure({ code: 'not-found' });
    this.#arriving.delete(id);
    const size = await this.#copies.finish(id);
    return { ...arriving, size, stored: () => this.#stored(id, arriving, size) };
  }

  async #stored(
    id: AttachmentId,
    { draftId, name, mediaType, inline }: Arriving,
    size: number,
  ): Promise<StoredAttachment> {
    const path = this.#copies.pathOf(draftId, id);
    const picture = inline ? await pictureTypeOf(path) : null;
    const said =
      picture === null ? await looked(path, mediaType) : { mediaType: picture, inline: true as const };
    return { id, name, ...said, size, file: { kind: 'copy' } };
  }

  async abort(id: AttachmentId): Promise<void> {
    this.#arriving.delete(id);
    await this.#copies.abort(id);
  }

  async abortAllOf(draft: DraftId): Promise<void> {
    for (const [id, { draftId }] of [...this.#arriving]) if (draftId === draft) await this.abort(id);
  }
}

/** `at`: ms since the epoch. */
export const newAttachmentId = (at: number): AttachmentId => AttachmentId.parse(ulid(at));
