/** Asks for the contacts that fit what is typed, without those who are recipients already. Loaded with the first key typed. */
import type { ContactMatch } from '#core/contacts/contact.ts';
import { foldedWords, termsOf } from '#core/contacts/fold.ts';
import { contactKey } from '#core/contacts/key.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import { call } from '../../../../api.ts';
import { loadContactsWords } from '../../../contacts/words.ts';

const SHOWN = 8;
/** The most that one call answers. */
const MOST = 100;

/** Immutable. */
export interface Found {
  readonly fitting: (typed: string) => readonly ContactMatch[];
  readonly without: (match: ContactMatch) => Found;
}

export async function findContacts(typed: string, taken: readonly RecipientEntry[]): Promise<Found> {
  const limit = Math.min(MOST, SHOWN + taken.length);
  const [answers] = await Promise.all([call('contacts.complete', { typed, limit }), loadContactsWords()]);
  const there = new Set(taken.map(({ address }) => contactKey(address)));
  const free = answers.filter(({ address }) => !there.has(contactKey(address)));
  return found(free.slice(0, SHOWN), typed);
}

function found(matches: readonly ContactMatch[], answered: string): Found {
  return {
    fitting: (typed) => {
      if (typed === answered) return matches;
      const terms = termsOf(typed);
      return matches.filter(({ name, address }) => {
        const words = `${foldedWords(name)}\n${foldedWords(address)}`;
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
