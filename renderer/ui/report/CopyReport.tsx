/** Copies the report of a test or an attempt with one click, and says so. It is gathered when it is asked for. */
import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { call, errorOf } from '../../api.ts';
import { useWords } from '../../words.ts';
import { Icon } from '../marks/Icon.tsx';
import { useErrorWords } from '../panes/ErrorPane.tsx';
import { toast } from '../toast/toast.tsx';
import { reportText, type Report } from './report-text.ts';

export function CopyReport({ gather }: { readonly gather: () => Promise<Report> | Report }) {
  const { t, language } = useWords();
  const say = useErrorWords();
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    try {
      await call('app.copyText', { text: reportText(await gather(), t, language) });
      toast({ kind: 'ok', title: t('smtp.report.copied') });
    } catch (caught) {
      toast({ kind: 'error', title: t('smtp.report.notCopied'), detail: say(errorOf(caught)) });
    }
    setBusy(false);
  };
  return (
    <Button
      size="xs"
      leftSection={<Icon of={IconCopy} size={16} />}
      disabled={busy}
      onClick={() => void copy()}
    >
      {t('smtp.report.copy')}
    </Button>
  );
}
