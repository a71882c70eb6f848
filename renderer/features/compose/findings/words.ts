/** The words of what is asked before a message goes: a room of their own, fetched before the first question. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

export type DoubtsT = TFunction<'doubts'>;

export const loadDoubtsWords = (): Promise<unknown> => words.loadNamespaces('doubts');

export const useDoubtsWords = (): DoubtsT => useTranslation('doubts', { i18n: words }).t;
