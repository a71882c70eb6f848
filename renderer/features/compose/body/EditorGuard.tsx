/** An editor that could not be loaded, or broke, says so in its place; what is saved of the draft is as it was. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { PartGuard } from '../../../ui/parts/PartGuard.tsx';
import { useWords } from '../../../words.ts';

export function EditorGuard({
  again,
  onPlain,
  children,
}: {
  readonly again: (() => Promise<boolean>) | null;
  readonly onPlain: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <PartGuard
      again={again}
      words={t('compose.mode.noEditor')}
      otherwise={
        <Button size="xs" onClick={onPlain}>
          {t('compose.mode.asText')}
        </Button>
      }
    >
      {children}
    </PartGuard>
  );
}
