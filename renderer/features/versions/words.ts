/** The words about versions: a room of their own, fetched together with their view. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export const loadVersionsWords = (): Promise<unknown> => words.loadNamespaces('versions');

export const useVersionsT = (): TFunction<'versions'> => useTranslation('versions', { i18n: words }).t;
