/** The words of contacts: a room of their own, fetched before the first view that needs them. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export type ContactsT = TFunction<'contacts'>;

export const loadContactsWords = (): Promise<unknown> => words.loadNamespaces('contacts');

export const contactsWords = (): ContactsT => words.getFixedT(null, 'contacts');

export const useContactsWords = (): ContactsT => useTranslation('contacts', { i18n: words }).t;
