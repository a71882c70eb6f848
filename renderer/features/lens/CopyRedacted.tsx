/** Copies the header as it can be shown to others: what is replaced and what stays is core's, loaded when it is first asked for. */
import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { call, errorOf } from '../../api.ts';
import { Icon, toast, useErrorWords } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { Header } from './message.ts';

export function CopyRedacted({ header }: { readonly header: Header }) {
  const { t } = useWords();
  const say = useErrorWords();
  const copy = async () => {
    const { redactedHeader } = await import('#core/headers/redact/redact.ts');
    await call('app.copyText', { text: redactedHeader(header.bytes, header.parsed) });
    toast({ kind: 'ok', title: t('lens.head.copiedRedacted') });
  };
  return (
    <Button
      size="xs"
      leftSection={<Icon of={IconEyeOff} size={16} />}
      onClick={() =>
        void copy().catch((error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }))
      }
    >
      {t('lens.head.copyRedacted')}
    </Button>
  );
}
