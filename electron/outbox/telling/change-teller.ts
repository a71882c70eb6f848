/** That a submission changed or left, told at once while a person could follow; of what changes faster, the last is told a little later. */
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Timers } from '../ports.ts';

/** ms, and how many are told at once in that time */
const EVERY = 200;
const AT_ONCE = 20;

interface News {
  /** As it is by then: of what changes faster than it is told, the last is all that is ever made. */
  item: (() => OutboxItem) | null;
  left: boolean;
}

export class ChangeTeller {
  readonly #timers: Timers;
  readonly #tell: (id: SubmissionId, item: OutboxItem | null) => void;
  readonly #late = new Map<SubmissionId, News>();
  #told = 0;
  #cancel: (() => void) | null = null;

  /** `tell`: null when it left. */
  constructor(timers: Timers, tell: (id: SubmissionId, item: OutboxItem | null) => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  changed(id: SubmissionId, item: () => OutboxItem): void {
    if (this.#mayTell()) this.#tell(id, item());
    else this.#later(id).item = item;
  }

  left(id: SubmissionId): void {
    if (this.#mayTell()) this.#tell(id, null);
    else this.#later(id).left = true;
  }

  /** Also where nobody waits: what changes next is told at once again. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#told = 0;
    const late = [...this.#late];
    this.#late.clear();
    for (const [id, { item, left }] of late) {
      if (item !== null) this.#tell(id, item());
      if (left) this.#tell(id, null);
    }
  }

  #mayTell(): boolean {
    this.#cancel ??= this.#timers.after(EVERY, () => this.flush());
    if (this.#told >= AT_ONCE || this.#late.size > 0) return false;
    this.#told += 1;
    return true;
  }

  #later(id: SubmissionId): News {
    const news = this.#late.get(id) ?? { item: null, left: false };
    this.#late.set(id, news);
    return news;
  }
}
