/** How far an attempt is, told not more often than anybody can read. */
import type { Progress } from '#core/contract/outbox.ts';
import type { SmtpStep } from '#core/smtp/vocabulary.ts';
import type { Entry, Running } from '../entry.ts';
import type { Timers } from '../ports.ts';

/** ms between two progress events of one submission */
const EVERY = 100;

export class ProgressTeller {
  readonly #timers: Timers;
  readonly #listener: (progress: Progress) => void;

  constructor(timers: Timers, listener: (progress: Progress) => void) {
    this.#timers = timers;
    this.#listener = listener;
  }

  tell(entry: Entry, step: SmtpStep, sent: number, stoppable: boolean): void {
    const { running, submission } = entry;
    if (running === null) return;
    running.progress = {
      submissionId: submission.id,
      step,
      sent,
      total: submission.message?.size ?? 0,
      stoppable,
    };
    // What is over before anybody could read it is not told.
    running.toldAt ??= this.#timers.monotonic();
    const wait = running.toldAt + EVERY - this.#timers.monotonic();
    if (wait <= 0) this.#now(entry, running);
    // A server that stalls now must not leave the window behind.
    else running.later ??= this.#timers.after(wait, () => this.#now(entry, running));
  }

  #now(entry: Entry, running: Running): void {
    running.later?.();
    running.later = null;
    if (entry.running !== running || running.progress === null) return;
    running.toldAt = this.#timers.monotonic();
    this.#listener(running.progress);
  }
}
