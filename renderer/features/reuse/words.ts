/** The words about drafts made of a message: a room of their own, fetched with the first such draft. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export const loadReuseWords = (): Promise<unknown> => words.loadNamespaces('reuse');

export const useReuseT = (): TFunction<'reuse'> => useTranslation('reuse', { i18n: words }).t;
