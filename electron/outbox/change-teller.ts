/** That a submission changed, told at once while a person could follow; of what changes faster, the last state is told a little later. */
import type { SubmissionId } from '#core/message/ids.ts';
import type { Timers } from './ports.ts';

/** ms, and how many are told at once in that time */
const EVERY = 200;
const AT_ONCE = 20;

export class ChangeTeller {
  readonly #timers: Timers;
  readonly #tell: (id: SubmissionId) => void;
  readonly #late = new Set<SubmissionId>();
  #told = 0;
  #cancel: (() => void) | null = null;

  /** `tell` finds out how it stands then. */
  constructor(timers: Timers, tell: (id: SubmissionId) => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  changed(id: SubmissionId): void {
    this.#cancel ??= this.#timers.after(EVERY, () => this.flush());
    if (this.#told < AT_ONCE && this.#late.size === 0) {
      this.#told += 1;
      this.#tell(id);
    } else this.#late.add(id);
  }

  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#told = 0;
    const late = [...this.#late];
    this.#late.clear();
    for (const id of late) this.#tell(id);
  }
}
