/** The files of a profile that are opened once for the whole program: its journal, whose lock is the profile's, and facteur.db. */
import path from 'node:path';
import { openDrafts, type OpenedDrafts } from '../drafts/open.ts';
import { fieldsOf, note } from '../host/log.ts';
import { openJournal, type OpenedJournal } from '../outbox/journal/journal.ts';
import type { Clock } from '../outbox/ports.ts';
import { once } from './once.ts';
import type { ServicesOptions } from './options.ts';

export class Stores {
  readonly #options: ServicesOptions;
  readonly #clock: Clock;
  readonly #learns: () => boolean;

  /** `learns`: whether those who accepted mail become contacts. */
  constructor(options: ServicesOptions, clock: Clock, learns: () => boolean) {
    this.#options = options;
    this.#clock = clock;
    this.#learns = learns;
  }

  /** Its lock is the profile's: nobody else writes here from now on, and nothing of a profile in use is touched. */
  readonly journal = once(async (): Promise<OpenedJournal> => {
    await this.#options.whenPainted;
    return openJournal({
      path: this.path('journal.db'),
      entry: this.entry('journal-worker'),
      clock: this.#clock,
      onDied: died('journal-worker'),
    });
  });

  /** facteur.db */
  readonly userData = once(async (): Promise<OpenedDrafts> => {
    const { raise, tell } = this.#options;
    const opened = await openDrafts({
      locked: this.journal(),
      path: this.path('facteur.db'),
      attachments: this.path('attachments'),
      entry: this.entry('drafts-worker'),
      clock: this.#clock,
      onChanged: (id) => tell('drafts.changed', { id }),
      learns: this.#learns,
      onDied: died('drafts-worker'),
    });
    const { damage } = opened;
    if (damage !== null) {
      note('error', 'store-damaged', { process: 'drafts-worker', count: damage.recovered });
      const params = { recovered: String(damage.recovered), file: damage.keptAt };
      raise({ id: 'drafts-damaged', code: 'drafts-damaged', severity: 'error', params });
    }
    return opened;
  });

  /** Absolute, of a file or folder of the profile. */
  path(name: string): string {
    return path.join(this.#options.profile, name);
  }

  /** The built entry of a worker or helper process. */
  entry(name: string): string {
    return path.join(this.#options.entries, `${name}.cjs`);
  }
}

/** For the log: a helper of main is gone. */
export const died =
  (process: string) =>
  (error: unknown): void =>
    note('error', 'process-gone', { process, ...fieldsOf(error) });
