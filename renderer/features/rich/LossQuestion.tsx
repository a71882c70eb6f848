/** Asked before a draft goes on as plain text: what that cannot hold, in words. */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { InlineMessage } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { Loss } from '../compose/body/modes.ts';
import { useRichT } from './words.ts';

export default function LossQuestion({
  lost,
  onConfirm,
  onKeep,
}: {
  readonly lost: readonly Loss[];
  readonly onConfirm: () => void;
  readonly onKeep: () => void;
}) {
  const t = useRichT();
  const { language } = useWords();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const list = new Intl.ListFormat(language).format(
    lost.map(({ kind, count }) =>
      kind === 'tables' || kind === 'pictures' ? t(`lost.${kind}`, { count }) : t(`lost.${kind}`),
    ),
  );
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'Escape') onKeep();
      }}
    >
      <InlineMessage
        tone="warning"
        live
        actions={
          <>
            <Button size="xs" ref={first} onClick={onConfirm}>
              {t('lost.go')}
            </Button>
            <Button size="xs" onClick={onKeep}>
              {t('lost.keep')}
            </Button>
          </>
        }
      >
        {t('lost.title', { list })}
      </InlineMessage>
    </div>
  );
}
