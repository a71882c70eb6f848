/** The words about mailings in the lists: a room of their own, fetched with the first mailing. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export const loadMailingsWords = (): Promise<unknown> => words.loadNamespaces('mailings');

export const useMailingsT = (): TFunction<'mailings'> => useTranslation('mailings', { i18n: words }).t;
