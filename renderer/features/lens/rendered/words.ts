/** The words of this view: a room of their own, fetched together with it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

type RenderedT = TFunction<'rendered'>;

export const loadRenderedWords = (): Promise<unknown> => words.loadNamespaces('rendered');

export const useRenderedWords = (): RenderedT => useTranslation('rendered', { i18n: words }).t;
