/** The words about what is in attached files: a room of their own, fetched with the first that has something to say. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

export const loadFilesWords = (): Promise<unknown> => words.loadNamespaces('files');

export const useFilesT = (): TFunction<'files'> => useTranslation('files', { i18n: words }).t;
