/** What the user must know and can put away: raised by services, shown in every window until dismissed. Not kept between runs. */
import type { Notice } from '#core/contract/app.ts';

export class Notices {
  readonly #changed: (notices: Notice[]) => void;
  #all: readonly Notice[] = [];

  constructor(changed: (notices: Notice[]) => void) {
    this.#changed = changed;
  }

  list(): Notice[] {
    return [...this.#all];
  }

  /** A notice with the same id takes the place of the one before. */
  raise(notice: Notice): void {
    this.#all = [...this.#all.filter((other) => other.id !== notice.id), notice];
    this.#changed(this.list());
  }

  dismiss(id: string): void {
    const left = this.#all.filter((notice) => notice.id !== id);
    if (left.length === this.#all.length) return;
    this.#all = left;
    this.#changed(this.list());
  }
}
