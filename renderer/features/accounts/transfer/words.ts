/** The words of import and export, which are loaded with their pane. */
import { useTranslation } from 'react-i18next';
import { words } from '../../../words.ts';

/** `ready` false: they are not there yet, and nothing may be painted. */
export const useTransferWords = () => useTranslation('transfer', { i18n: words });
