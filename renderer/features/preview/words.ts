/** The words of the preview: a room of their own, fetched together with their view. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export const loadPreviewWords = (): Promise<unknown> => words.loadNamespaces('preview');

export const usePreviewWords = (): TFunction<'preview'> => useTranslation('preview', { i18n: words }).t;
