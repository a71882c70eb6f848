/** Above the views of an opened message: subject, who to whom, which file, and what can be done with it. */
import { Button } from '@mantine/core';
import { IconCopy, IconDownload, IconFileText, IconHelp, IconX } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useCommand } from '../../commands.tsx';
import { formatNumber } from '../../format.ts';
import { Icon } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { CopyRedacted } from '../lens/CopyRedacted.tsx';
import { useOpenGuide } from '../lens/guide/use-guide.tsx';
import { HeadFacts } from '../lens/head/HeadFacts.tsx';
import { type Header, type OpenedMessage } from '../lens/message.ts';
import { Share } from '../lens/share/lazy-share.ts';
import { subjectOf, useSaved } from '../lens/share/use-report.ts';
import { useCopyBytes } from '../lens/use-copy.ts';
import { ReuseMenu } from '../reuse/ReuseMenu.tsx';
import lens from '../lens/lens.module.css';
import { close, useShown } from './store.ts';
import { mayBeReport } from './report/may-be-report.ts';
import { useOpenedWords } from './words.ts';

const ReportCard = lazy(() => import('./report/ReportCard.tsx'));

export default function OpenedHead({
  message,
  header,
}: {
  readonly message: OpenedMessage;
  readonly header: Header;
}) {
  const t = useOpenedWords();
  const { t: shared } = useWords();
  const copy = useCopyBytes();
  const openGuide = useOpenGuide();
  const { selected } = useShown();
  const saved = useSaved();
  // What is a file of its own already needs no other.
  const isPart = message.entry !== null || message.name === '';
  const save = () => {
    const name = `${subjectOf(header) ?? t('title')}.eml`;
    saved(import('../lens/share/save-bytes.ts').then(({ saveMessage }) => saveMessage(name, message)));
  };
  useCommand('save-eml', save, { enabled: isPart });
  return (
    <header className={lens.head}>
      <HeadFacts header={header} noSubject={t('noSubject')} />
      <div className={lens.file}>
        <Icon of={IconFileText} size={16} />
        <span>
          <Facts message={message} /> {t('inferred')}
        </span>
      </div>
      {mayBeReport(header) && (
        <Suspense fallback={null}>
          <ReportCard message={message} />
        </Suspense>
      )}
      <div className={lens.actions} role="group" aria-label={t('actions')}>
        {isPart && (
          <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} onClick={save}>
            {shared('lens.head.save')}
          </Button>
        )}
        <ReuseMenu message={message} header={header} />
        <Button size="xs" leftSection={<Icon of={IconCopy} size={16} />} onClick={() => copy(header.bytes)}>
          {t('copyHeader')}
        </Button>
        <CopyRedacted header={header} />
        <Button size="xs" leftSection={<Icon of={IconHelp} size={16} />} onClick={() => openGuide()}>
          {shared('lens.guide.open')}
        </Button>
        <Suspense fallback={null}>
          <Share message={message} header={header} />
        </Suspense>
        {message.entry === null && selected !== null && (
          <Button size="xs" leftSection={<Icon of={IconX} size={16} />} onClick={() => close(selected)}>
            {t('close')}
          </Button>
        )}
      </div>
    </header>
  );
}

function Facts({ message: { name, size, entry } }: { readonly message: OpenedMessage }) {
  const t = useOpenedWords();
  const { language } = useWords();
  const shown = t('bytes', { count: size, shown: formatNumber(size, language) });
  if (entry !== null)
    return t('entryFacts', { number: formatNumber(entry.number, language), name, size: shown });
  return name === '' ? t('pastedFacts', { size: shown }) : t('fileFacts', { name, size: shown });
}
