/** The words about mailings in the lists, of all languages at once, for tests; the page loads them with the first mailing, in the language it speaks. */
import type { Words } from './en.ts';
import en from './en/mailings.json' with { type: 'json' };
import fr from './fr/mailings.json' with { type: 'json' };
import type { Language } from './languages.ts';

export type MailingsWords = Words<typeof en>;

export const mailingsWords: Record<Language, MailingsWords> = { en, fr };
