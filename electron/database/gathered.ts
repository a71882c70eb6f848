/** Errands of one kind: what is asked for while one is under way goes together into the next. What the errand does is its owner's. */

export class Gathered<T> {
  readonly #work: (items: readonly T[]) => Promise<void>;
  #next: { readonly items: T[]; readonly done: Promise<void> } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** When it fails, all who went along are told. */
  constructor(work: (items: readonly T[]) => Promise<void>) {
    this.#work = work;
  }

  add(item: T): Promise<void> {
    if (this.#next !== undefined) {
      this.#next.items.push(item);
      return this.#next.done;
    }
    const items = [item];
    const done = this.#last.then(() => {
      this.#next = undefined;
      return this.#work(items);
    });
    this.#next = { items, done };
    this.#last = done.catch(() => undefined);
    return done;
  }
}
