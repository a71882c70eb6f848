/** The words about templates: a room of their own, fetched together with their view. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export const loadTemplatesWords = (): Promise<unknown> => words.loadNamespaces('templates');

export const useTemplatesT = (): TFunction<'templates'> => useTranslation('templates', { i18n: words }).t;
