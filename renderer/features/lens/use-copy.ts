/** Copies text, or octets in one of their forms, and says so. What text has to leave out is told with it. */
import { inForm, octetsLostAsText, type OctetForm } from '#core/headers/octet-forms.ts';
import { call, errorOf } from '../../api.ts';
import { formatNumber } from '../../format.ts';
import { toast, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';

/** Characters that the clipboard call takes. */
export const CLIPBOARD = 8_000_000;

/** `detail`: what else there is to say of it. */
type Copy = (text: string, detail?: string) => void;

export function useCopy(): Copy {
  const { t } = useWords();
  const say = useErrorWords();
  return (text, detail) => {
    if (text.length > CLIPBOARD) {
      toast({ kind: 'error', title: t('lens.copy.tooLong') });
      return;
    }
    call('app.copyText', { text }).then(
      () =>
        detail === undefined
          ? toast({ kind: 'ok', title: t('lens.head.copied'), ms: 2000 })
          : toast({ kind: 'info', title: t('lens.head.copied'), detail, ms: 12_000 }),
      (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
}

export function useCopyBytes(): (bytes: Uint8Array, form?: OctetForm) => void {
  const { t, language } = useWords();
  const copy = useCopy();
  return (bytes, form = 'text') => {
    const lost = form === 'text' ? octetsLostAsText(bytes) : 0;
    copy(
      inForm(bytes, form),
      lost === 0 ? undefined : t('lens.copy.lost', { count: lost, shown: formatNumber(lost, language) }),
    );
  };
}
