/** The words of this view: a room of their own, fetched together with it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

type CompareT = TFunction<'compare'>;

export const loadCompareWords = (): Promise<unknown> => words.loadNamespaces('compare');

export const useCompareWords = (): CompareT => useTranslation('compare', { i18n: words }).t;
