/** The words of what is printed: a room of their own, fetched with the menu that leads there. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

type PrintingT = TFunction<'printing'>;

export const loadPrintingWords = (): Promise<unknown> => words.loadNamespaces('printing');

export const usePrintingWords = (): PrintingT => useTranslation('printing', { i18n: words }).t;
