/** The words of the rich text editor: a room of their own, fetched together with it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { words } from '../../words.ts';

export type RichT = TFunction<'rich'>;

/** Rejects where they cannot be had: an editor of bare keys is none. */
export async function loadRichWords(): Promise<void> {
  await words.loadNamespaces('rich');
  if (!words.hasResourceBundle(words.language, 'rich'))
    throw new Error('The words of rich text are missing.');
}

export const useRichT = (): RichT => useTranslation('rich', { i18n: words }).t;
