/** How many messages a composition becomes, in words. */
import type { Slip } from '#core/message/envelope.ts';
import { formatNumber } from '../../../format.ts';
import { useWords } from '../../../words.ts';
import { useDoubtsWords } from '../findings/words.ts';

export function useCount({ recipients }: Slip): string {
  const t = useDoubtsWords();
  const { language } = useWords();
  return t('each.count', { count: recipients.length, number: formatNumber(recipients.length, language) });
}
