/** Asks for the contacts that fit what is typed, without those who are recipients already. Loaded with the first key typed. */
import type { ContactMatch } from '#core/contacts/contact.ts';
import type { ListSummary } from '#core/contacts/list.ts';
import { foldedWords, termsOf } from '#core/contacts/fold.ts';
import { contactKey } from '#core/contacts/key.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { call } from '../../../../api.ts';
import { loadContactsWords } from '../../../contacts/words.ts';

const SHOWN = 8;
/** The most that one call answers. */
const MOST = 100;

/** Places that lists get, where there are any. */
const LISTS = 3;

/** Somebody, or a list of people. */
export type Offered = ContactMatch | ListSummary;

/** Immutable. */
export interface Found {
  readonly fitting: (typed: string) => readonly Offered[];
  readonly without: (match: ContactMatch) => Found;
}

export async function findContacts(typed: string, taken: readonly RecipientEntry[]): Promise<Found> {
  const limit = Math.min(MOST, SHOWN + taken.length);
  const [answers, lists] = await Promise.all([
    call('contacts.complete', { typed, limit }),
    call('contacts.lists', { typed, limit: LISTS }),
    loadContactsWords(),
  ]);
  const there = new Set(taken.map(({ address }) => contactKey(address)));
  const free = answers.filter(({ address }) => !there.has(contactKey(address)));
  const offered = lists.filter(({ count }) => count > 0);
  return found([...free.slice(0, SHOWN - offered.length), ...offered], typed);
}

function found(matches: readonly Offered[], answered: string): Found {
  return {
    fitting: (typed) => {
      if (typed === answered) return matches;
      const terms = termsOf(typed);
      return matches.filter((match) => {
        const address = 'address' in match ? foldedWords(match.address) : '';
        const words = `${foldedWords(match.name)}\n${address}`;
        return terms.every((term) => words.includes(term));
      });
    },
    without: (match) =>
      found(
        matches.filter((other) => other !== match),
        answered,
      ),
  };
}
