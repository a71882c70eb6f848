/** The words about spelling: a room of their own, fetched together with what marks mistakes. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

export const loadSpellingWords = (): Promise<unknown> => words.loadNamespaces('spelling');

export const useSpellingT = (): TFunction<'spelling'> => useTranslation('spelling', { i18n: words }).t;
