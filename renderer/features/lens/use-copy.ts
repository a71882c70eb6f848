/** Copies text and says so. */
import { call, errorOf } from '../../api.ts';
import { toast, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';

export function useCopy(): (text: string) => void {
  const { t } = useWords();
  const say = useErrorWords();
  return (text) => {
    call('app.copyText', { text }).then(
      () => toast({ kind: 'ok', title: t('lens.head.copied'), ms: 2000 }),
      (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
}
