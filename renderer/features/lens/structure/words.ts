/** The words of this view: a room of their own, fetched together with it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

export type StructureT = TFunction<'structure'>;

export const loadStructureWords = (): Promise<unknown> => words.loadNamespaces('structure');

export const useStructureWords = (): StructureT => useTranslation('structure', { i18n: words }).t;
