/** The words of contacts, of all languages at once, for tests; the page loads them with that view, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/contacts.json' with { type: 'json' };
import fr from './fr/contacts.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type ContactsWords = Words<typeof en>;

export const contactsWords: Record<Language, ContactsWords> = { en, fr };
