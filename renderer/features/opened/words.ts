/** The words of what is opened: a room of their own, fetched before the first view that needs them. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export type OpenedT = TFunction<'opened'>;

export const loadOpenedWords = (): Promise<unknown> => words.loadNamespaces('opened');

export const useOpenedWords = (): OpenedT => useTranslation('opened', { i18n: words }).t;
