/** What a `>` before “From ” means in an mbox's body. */
import type { ComponentType, ReactNode } from 'react';
import { useOpenedWords } from '../words.ts';

export default function QuotedNote({
  Said,
}: {
  readonly Said: ComponentType<{ readonly title: string; readonly children: ReactNode }>;
}) {
  const t = useOpenedWords();
  return <Said title={t('mbox.quoted')}>{t('mbox.quotedText')}</Said>;
}
