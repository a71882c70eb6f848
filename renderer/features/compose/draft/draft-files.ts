/** The files of a draft that is being written: brought in one after the other, each with its progress; changed, taken off, and brought back. */
import type { AttachmentView } from '#core/message/draft.ts';
import type { AttachmentId } from '#core/message/ids.ts';
import { call, errorOf } from '../../../api.ts';
import type { DraftSession } from './draft-session.ts';
import { copyJob, type FileJob, fromFile, isCopied, uploadJob, type UploadSource } from './uploads.ts';

export class DraftFiles {
  readonly #session: DraftSession;
  readonly #aborts = new Map<string, AbortController>();
  #arrived: Promise<void> = Promise.resolve();

  constructor(session: DraftSession) {
    this.#session = session;
  }

  async choose(): Promise<void> {
    await this.#try(async () => {
      const chosen = await call('attachments.choose', { draftId: this.#session.id });
      this.#attached(chosen);
      void this.queue(chosen.filter(isCopied).map((file) => copyJob(this.#session.id, file)));
    });
  }

  /** Dropped or pasted files, one after the other in bounded pieces. */
  async add(files: readonly File[]): Promise<void> {
    await this.attach(files.map(fromFile));
  }

  /** What of them is attached in the end. */
  async attach(sources: readonly UploadSource[]): Promise<readonly AttachmentView[]> {
    return this.queue(sources.map((source) => uploadJob(this.#session.id, source)));
  }

  /** One after the other, each with its progress; nothing is sent before. */
  async queue(jobs: readonly FileJob[]): Promise<readonly AttachmentView[]> {
    const views: AttachmentView[] = [];
    for (const { upload } of jobs) this.#aborts.set(upload.key, new AbortController());
    this.#session.set({ uploads: [...this.#session.state().uploads, ...jobs.map(({ upload }) => upload)] });
    const before = this.#arrived;
    this.#arrived = (async () => {
      await before;
      for (const job of jobs) views.push(...(await this.#run(job)));
    })();
    await this.#arrived;
    return views;
  }

  async #run({ upload, run }: FileJob): Promise<readonly AttachmentView[]> {
    const views: AttachmentView[] = [];
    const signal = this.#aborts.get(upload.key)?.signal ?? AbortSignal.abort();
    const progress = (sent: number) =>
      this.#session.set({
        uploads: this.#session
          .state()
          .uploads.map((other) => (other.key === upload.key ? { ...other, sent } : other)),
      });
    await this.#try(async () => {
      const view = await run({ signal, progress });
      if (view !== null) views.push(view);
      this.#attached(views);
    });
    this.#aborts.delete(upload.key);
    this.#session.set({ uploads: this.#session.state().uploads.filter((other) => other.key !== upload.key) });
    return views;
  }

  cancelUpload(key: string): void {
    this.#aborts.get(key)?.abort();
  }

  /** Those that are there take the place of what was known of them. */
  #attached(views: readonly AttachmentView[]): void {
    const { attachments } = this.#session.state();
    const known = attachments.map((file) => views.find(({ id }) => id === file.id) ?? file);
    const added = views.filter(({ id }) => !attachments.some((file) => file.id === id));
    this.#session.set({ attachments: [...known, ...added], error: null, refused: [] });
  }

  /** What is in a file is changed; what comes of it is shown. True: it was. */
  async change(work: () => Promise<AttachmentView>): Promise<boolean> {
    if (this.#session.state().handingOver || this.#session.state().submissionId !== null) return false;
    return this.#try(async () => {
      const view = await work();
      if (this.#session.state().attachments.some(({ id }) => id === view.id)) this.#attached([view]);
    });
  }

  /** True: it is off the draft, and `restore` brings it back. */
  async detach(id: AttachmentId): Promise<boolean> {
    return this.#try(async () => {
      await call('attachments.remove', { draftId: this.#session.id, id });
      this.#session.set({
        attachments: this.#session.state().attachments.filter((other) => other.id !== id),
        refused: [],
      });
    });
  }

  /** Nothing is added any more to what is being sent. */
  async restore(id: AttachmentId): Promise<void> {
    if (this.#session.state().handingOver || this.#session.state().submissionId !== null) return;
    await this.#try(async () => {
      this.#attached([await call('attachments.restore', { draftId: this.#session.id, id })]);
    });
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (caught) {
      const error = errorOf(caught);
      if (error.code !== 'cancelled') this.#session.set({ error });
      return false;
    }
  }

  /** Those on their way are given up. */
  abandon(): void {
    for (const abort of this.#aborts.values()) abort.abort();
  }
}
