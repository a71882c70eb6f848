/** The words of a message's own header fields: a room of their own, fetched together with their view. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../../words.ts';

export const loadOwnFieldsWords = (): Promise<unknown> => words.loadNamespaces('ownfields');

export const useOwnFieldsWords = (): TFunction<'ownfields'> => useTranslation('ownfields', { i18n: words }).t;
