/**
 * Completion in a recipient field: which contacts are offered for what is typed, and which of them is in front. What asks and what draws
 * is loaded with the first key typed. The contact in front is taken by Enter and Tab, but never in place of an address typed in full.
 */
import { useRef, useState, type KeyboardEvent } from 'react';
import type { ContactMatch } from '#core/contacts/contact.ts';
import { checkAddress } from '#core/message/address.ts';
import type { RecipientEntry } from '#core/message/draft.ts';
import type { Found, Offered } from './find.ts';

export interface Completion {
  readonly open: boolean;
  readonly id: string;
  readonly typed: string;
  readonly matches: readonly Offered[];
  /** -1: none is in front */
  readonly active: number;
  readonly take: (match: Offered) => void;
  readonly forget: (match: ContactMatch) => void;
  /** After each change of the text. */
  readonly ask: (typed: string) => void;
  /** True: the key was the list's. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  readonly close: () => void;
  readonly input: {
    readonly role: 'combobox';
    readonly 'aria-autocomplete': 'list';
    readonly 'aria-expanded': boolean;
    readonly 'aria-controls': string | undefined;
    readonly 'aria-activedescendant': string | undefined;
  };
}

export const keyOf = (match: Offered): string => ('address' in match ? match.address : match.id);

export const optionId = (list: string, at: number): string => `${list}-${String(at)}`;

export function useCompletion({
  field,
  typed,
  taken,
  onTake,
}: {
  readonly field: string;
  readonly typed: string;
  readonly taken: readonly RecipientEntry[];
  readonly onTake: (match: Offered) => void;
}): Completion {
  const [found, setFound] = useState<Found | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  /** how many questions there were: an answer counts while its question is the last */
  const asked = useRef(0);
  const id = `${field}-contacts`;
  // Until the answer to a new key is there, those of the last one that still fit stay: nothing flickers, and nobody is taken who does not fit.
  const matches = found === null || typed.trim() === '' ? [] : found.fitting(typed);
  const at = matches.findIndex((match) => keyOf(match) === chosen);
  const active = at >= 0 || checkAddress(typed) === null ? at : matches.length > 0 ? 0 : -1;
  const open = matches.length > 0;

  const close = () => {
    asked.current += 1;
    setFound(null);
    setChosen(null);
  };
  const ask = (text: string) => {
    const nth = (asked.current += 1);
    setChosen(null);
    if (text.trim() === '') {
      close();
      return;
    }
    void import('./find.ts')
      .then(({ findContacts }) => findContacts(text, taken))
      .then((answer) => asked.current === nth && setFound(answer))
      // Addresses can be written without being offered.
      .catch(() => asked.current === nth && setFound(null));
  };
  const take = (match: Offered) => {
    close();
    onTake(match);
  };
  const forget = (match: ContactMatch) => {
    // The answer under way may still name it.
    const nth = (asked.current += 1);
    setFound(found?.without(match) ?? null);
    setChosen(null);
    void import('../../../contacts/removal.ts')
      .then(({ removeContact }) => removeContact(match))
      .then(() => {
        if (asked.current === nth) ask(typed);
      });
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open || event.ctrlKey || event.metaKey || event.altKey) return false;
    const match = matches[active];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const from = active < 0 && step < 0 ? 0 : active;
      const next = matches[(from + step + matches.length) % matches.length];
      setChosen(next === undefined ? null : keyOf(next));
    } else if (event.key === 'Escape') close();
    else if (match === undefined) return false;
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) take(match);
    else if (event.key === 'Delete' && event.shiftKey && 'address' in match) forget(match);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const input = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    'aria-activedescendant': active >= 0 ? optionId(id, active) : undefined,
  } as const;
  return { open, id, typed, matches, active, take, forget, ask, onKeyDown, close, input };
}
