/**
 * The sent list, from an index that can be thrown away: one that is damaged, old or missing is made again from the files while
 * everything else goes on. The files are message-files.ts's; the tables are the worker's.
 */
import { open, rename } from 'node:fs/promises';
import path from 'node:path';
import type {
  SentDaysRequest,
  SentLines,
  SentLinesRequest,
  SentPlace,
  SentPlaceRequest,
} from '#core/contract/mailings.ts';
import type {
  NamedRow,
  ReportedBy,
  ReportedRow,
  SentDay,
  SentList,
  SentPage,
  SentRow,
} from '#core/contract/sent.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import { removeDatabase, syncFolder } from '../database/durable.ts';
import { StoreFailure } from '../database/failure.ts';
import { Gathered } from '../database/gathered.ts';
import { type CallName, type CallsOf, WorkerLink } from '../database/worker-link.ts';
import type { ArchiveIndex } from '../outbox/ports.ts';
import { indexProtocol, RebuildNote } from './index-protocol.ts';

type IndexCalls = CallsOf<typeof indexProtocol>;
type Link = WorkerLink<IndexCalls>;

export interface IndexOptions {
  /** Absolute path of index.db; its folder must exist. */
  readonly path: string;
  /** The archive's folder. */
  readonly archive: string;
  /** The entry file of index-worker. */
  readonly entry: string | URL;
  /** messages read so far, while a rebuild runs */
  readonly onProgress?: (messages: number) => void;
  readonly onDied?: (error: Error) => void;
}

export interface OpenedIndex {
  readonly index: SentIndex;
  /** It was damaged, of another version or not there: `index.rebuild()` fills it. Until then the list lacks what was sent before. */
  readonly complete: boolean;
}

export async function openIndex(options: IndexOptions): Promise<OpenedIndex> {
  try {
    return await begin(options);
  } catch (error) {
    if (!(error instanceof StoreFailure) || error.code !== 'damaged') throw error;
    // Nothing in it that the files do not tell.
    await removeDatabase(options.path);
    return begin(options);
  }
}

async function begin(options: IndexOptions): Promise<OpenedIndex> {
  const link = startWorker(options);
  try {
    const { complete } = await link.call('open', { path: options.path, archive: options.archive });
    return { index: new SentIndex(link, options), complete };
  } catch (error) {
    await link.end();
    throw error;
  }
}

const startWorker = (options: IndexOptions): Link =>
  new WorkerLink<IndexCalls>(indexProtocol, {
    entry: options.entry,
    name: 'index',
    onNote: (note) => options.onProgress?.(RebuildNote.parse(note).messages),
    ...(options.onDied === undefined ? {} : { onDied: options.onDied }),
  });

export class SentIndex implements ArchiveIndex {
  readonly #options: IndexOptions;
  /** of the worker in use; pending while a new index takes the place of the old one */
  #link: Promise<Link>;
  #rebuilding: Promise<{ messages: number }> | undefined;
  /** one commit for many messages */
  readonly #updates = new Gathered<StoredMessageId>(async (ids) => {
    await this.#ask('update', [...ids]);
  });
  #closed = false;

  constructor(link: Link, options: IndexOptions) {
    this.#link = Promise.resolve(link);
    this.#options = options;
  }

  update(id: StoredMessageId): Promise<void> {
    return this.#updates.add(id);
  }

  page(request: { list: SentList; offset: number; limit: number }): Promise<SentPage> {
    return this.#ask('page', request);
  }

  lines(request: SentLinesRequest): Promise<SentLines> {
    return this.#ask('lines', request);
  }

  /** Days in this machine's zone, newest first. */
  days(request: SentDaysRequest): Promise<SentDay[]> {
    return this.#ask('days', request);
  }

  place(request: SentPlaceRequest): Promise<SentPlace> {
    return this.#ask('place', request);
  }

  total(list: SentList): Promise<number> {
    return this.#ask('total', list);
  }

  /** Null when nobody accepted it, or it is not there. */
  row(submissionId: SubmissionId): Promise<SentRow | null> {
    return this.#ask('row', submissionId);
  }

  /** Every submission of one message that somebody accepted, oldest first. */
  rows(messageId: StoredMessageId): Promise<SentRow[]> {
    return this.#ask('rows', messageId);
  }

  /** Messages that somebody accepted, by Message-ID with its angle brackets. */
  named(names: readonly string[]): Promise<NamedRow[]> {
    return this.#ask('named', [...names]);
  }

  /** Whose mail a report speaks of; several where only a recipient tells it. */
  reported(by: ReportedBy): Promise<ReportedRow[]> {
    return this.#ask('reported', by);
  }

  /** Makes the index anew from the files; updates and questions go on meanwhile. Asked again while it runs, it answers for both. */
  rebuild(): Promise<{ messages: number }> {
    this.#rebuilding ??= this.#rebuild().finally(() => (this.#rebuilding = undefined));
    return this.#rebuilding;
  }

  /** Ends a rebuild under way without a result. */
  async close(): Promise<void> {
    this.#closed = true;
    await (await this.#link).end();
  }

  async #ask<N extends CallName<IndexCalls>>(
    name: N,
    request: IndexCalls[N]['request'],
  ): Promise<IndexCalls[N]['reply']> {
    return (await this.#link).call(name, request);
  }

  async #rebuild(): Promise<{ messages: number }> {
    const fresh = `${this.#options.path}.new`;
    await removeDatabase(fresh);
    const link = await this.#link;
    const made = await link.call('rebuild', { path: fresh });
    if (this.#closed) throw new StoreFailure('worker-ended', 'index');
    this.#link = this.#swap(link, fresh);
    await this.#link;
    return made;
  }

  /** The old worker writes to both files until it ends: nothing that it was told is missing from the new one. */
  async #swap(old: Link, fresh: string): Promise<Link> {
    await old.end();
    const handle = await open(fresh, 'r+');
    await handle.sync();
    await handle.close();
    await removeDatabase(this.#options.path);
    await rename(fresh, this.#options.path);
    await syncFolder(path.dirname(this.#options.path));
    const link = startWorker(this.#options);
    await link.call('open', { path: this.#options.path, archive: this.#options.archive });
    return link;
  }
}
