/**
 * Main's hand on the log in front of journal.db: an event is on disk when this says so: at once, in less time than a thread takes to wake up,
 * or by the thread pool, where main has other work or the disk is slow. Which events the log holds, and when they move to the
 * database, is synced-journal.ts's.
 */
import { JournalLog, type LogEntry } from './log.ts';
import { Witness } from './witness.ts';

export class JournalFront {
  readonly #log: JournalLog;
  readonly #witness: Witness;
  readonly #quick: number;
  /** A sync took longer than main may wait. The next ones tell when it is over. */
  #isSlow = false;

  /** `journal`: absolute path of journal.db; `end`: where the last entry that counts ends, in bytes; `quick`: ms that main may be kept by one sync */
  constructor(journal: string, end: number, quick: number) {
    this.#quick = quick;
    this.#log = new JournalLog(journal, end);
    this.#witness = new Witness(journal);
  }

  /** `append` keeps nobody waiting long. */
  get isQuick(): boolean {
    return !this.#isSlow;
  }

  /** False: it has no place here. */
  append(entry: LogEntry): boolean {
    const began = performance.now();
    return this.#timed(began, this.#log.append(entry));
  }

  /** The same, while main goes on. No other may be appended meanwhile. */
  async appendLater(entry: LogEntry): Promise<boolean> {
    const began = performance.now();
    return this.#timed(began, await this.#log.appendLater(entry));
  }

  #timed(began: number, isIn: boolean): boolean {
    this.#isSlow = performance.now() - began > this.#quick;
    return isIn;
  }

  /** All that the log holds is in journal.db. */
  restart(): void {
    this.#log.restart();
  }

  /** The last number that is on disk. */
  wrote(seq: number): void {
    this.#witness.write(seq);
  }

  close(): void {
    this.#log.close();
    this.#witness.close();
  }
}
