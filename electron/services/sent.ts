/** The archive and its index: opened once, made anew from the files when it is not whole, and told of to every window. */
import { existsSync } from 'node:fs';
import type { StoredMessageId } from '#core/message/ids.ts';
import { openIndex, type SentIndex } from '../archive/index.ts';
import { MessageFolder } from '../archive/message-files.ts';
import type { Clock } from '../outbox/ports.ts';
import { once } from './once.ts';
import type { ServicesOptions } from './options.ts';
import { died, type Stores } from './stores.ts';

/** ms between two tellings that Sent has changed */
const SENT_EVERY = 100;

export class Sent {
  readonly files: MessageFolder;
  readonly #options: Pick<ServicesOptions, 'raise' | 'tell'>;
  readonly #stores: Stores;
  /** whether messages were here when the program started */
  readonly #hadArchive: boolean;
  /** tells soon that Sent has changed */
  #told: NodeJS.Timeout | undefined;

  constructor(options: Pick<ServicesOptions, 'raise' | 'tell'>, stores: Stores, clock: Clock) {
    const archive = stores.path('archive');
    this.#options = options;
    this.#stores = stores;
    this.#hadArchive = existsSync(archive);
    this.files = new MessageFolder(archive, clock);
  }

  readonly index = once(async (): Promise<SentIndex> => {
    await this.#stores.journal();
    const { index, complete } = await openIndex({
      path: this.#stores.path('index.db'),
      archive: this.#stores.path('archive'),
      entry: this.#stores.entry('index-worker'),
      onDied: died('index-worker'),
    });
    if (!complete) this.#fill(index).catch(died('index-worker'));
    return index;
  });

  /** Makes the index anew from the files, and tells every window when it is there. */
  async rebuild(given?: SentIndex): Promise<{ messages: number }> {
    const made = await (given ?? (await this.index())).rebuild();
    this.#options.tell('sent.changed', null);
    return made;
  }

  /** Its record has more than the index knows. */
  async update(id: StoredMessageId): Promise<void> {
    await (await this.index()).update(id);
    // Hundreds a second may be accepted, and nobody reads a list that fast.
    if (this.#told !== undefined) return;
    this.#told = setTimeout(() => {
      this.#told = undefined;
      this.#options.tell('sent.changed', null);
    }, SENT_EVERY);
  }

  /** Made anew while the window is in use; on a first start there is nothing to tell. */
  async #fill(index: SentIndex): Promise<void> {
    const tell = (code: 'index-rebuilding' | 'index-rebuilt'): void => {
      if (this.#hadArchive) this.#options.raise({ id: 'index', code, severity: 'info', params: {} });
    };
    tell('index-rebuilding');
    await this.rebuild(index);
    tell('index-rebuilt');
  }
}
