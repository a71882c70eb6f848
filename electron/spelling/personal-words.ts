/** The words that no dictionary has and the user wants: kept, listed, removed. What they mean for a text is core's and the page's. */
import { AppFailure } from '#core/contract/errors.ts';
import type { PersonalWord } from '#core/spelling/spelling.ts';
import type { DraftsLink } from '../drafts/drafts.ts';

/** A disk that refuses ends in AppFailure `disk`. */
export class PersonalWords {
  readonly #link: DraftsLink;
  readonly #changed: () => void;

  constructor(link: DraftsLink, changed: () => void) {
    this.#link = link;
    this.#changed = changed;
  }

  /** in no order */
  list(): Promise<PersonalWord[]> {
    return this.#link.call('words', null);
  }

  /** Ends with `not-now` when there are as many as there may be. */
  async add(word: PersonalWord): Promise<void> {
    if (!(await this.#link.call('addWord', word))) throw new AppFailure({ code: 'not-now' });
    this.#changed();
  }

  async remove(word: PersonalWord): Promise<void> {
    await this.#link.call('removeWord', word);
    this.#changed();
  }
}
