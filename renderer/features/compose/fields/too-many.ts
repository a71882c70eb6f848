/** Says that more was pasted than a field holds; nothing of it was put in. Loaded when it happens. */
import { languageOf } from '#core/i18n/languages.ts';
import { MOST_IN_A_FIELD } from '#core/message/address-fields.ts';
import { formatNumber } from '../../../format.ts';
import { toast } from '../../../ui/index.ts';
import { words } from '../../../words.ts';
import { loadDoubtsWords } from '../findings/words.ts';

export async function sayTooMany(): Promise<void> {
  await loadDoubtsWords();
  const t = words.getFixedT(null, 'doubts');
  const most = formatNumber(MOST_IN_A_FIELD, languageOf(words.language));
  toast({ kind: 'error', title: t('tooMany', { most }), detail: t('tooManyText') });
}
