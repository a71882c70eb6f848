/** What became of a mailing in one line of words, the worst first. */
import { worstFirst, type MailingSums } from '#core/mailing/states.ts';
import { formatNumber } from '../../format.ts';
import { useWords } from '../../words.ts';
import { useMailingsT } from './words.ts';

/** `messages`: all of it. */
export function useSumWords(): (sums: MailingSums, messages: number) => string {
  const t = useMailingsT();
  const { language } = useWords();
  return (sums, messages) => {
    const number = formatNumber(messages, language);
    const parts = worstFirst(sums);
    const isWhole = parts.length === 1 && parts[0]?.state === 'accepted';
    if (isWhole) return t('allAccepted', { count: messages, number });
    return parts
      .map(({ state, count }) => t(`sum.${state}`, { count, number: formatNumber(count, language) }))
      .join(', ');
  };
}
