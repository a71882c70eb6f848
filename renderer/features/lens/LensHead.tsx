/** Above the views: subject, who to whom, the postmark of an acceptance, and what can be done with the message. */
import { Button } from '@mantine/core';
import { IconCopy, IconDownload, IconHelp } from '@tabler/icons-react';
import { Suspense } from 'react';
import type { MessageView } from '#core/contract/sent.ts';
import { LOCALES } from '#core/i18n/languages.ts';
import { call, errorOf } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import { formatTime } from '../../format.ts';
import {
  AccountDot,
  Icon,
  Postmark,
  PracticeBadge,
  StatusBadge,
  toast,
  useErrorWords,
} from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { ReuseMenu } from '../reuse/ReuseMenu.tsx';
import { CopyRedacted } from './CopyRedacted.tsx';
import { useOpenGuide } from './guide/use-guide.tsx';
import { HeadFacts } from './head/HeadFacts.tsx';
import { acceptedAttempt, isBccOf, type Header, type SentMessage } from './message.ts';
import { Share } from './share/lazy-share.ts';
import { useCopyBytes } from './use-copy.ts';
import styles from './lens.module.css';

export function LensHead({ message, header }: { readonly message: SentMessage; readonly header: Header }) {
  const { view } = message;
  const { t } = useWords();
  const copy = useCopyBytes();
  const say = useErrorWords();
  const openGuide = useOpenGuide();
  const isBcc = isBccOf(view);
  const bcc = view.made.envelope.recipients.filter(({ address, field }) => isBcc(address, field)).length;
  const save = () => {
    call('lens.save', { messageId: view.message.id }).then(
      ({ saved }) => saved && toast({ kind: 'ok', title: t('lens.head.saved') }),
      (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
  useCommand('save-eml', save);
  return (
    <header className={styles.head}>
      <Stamped view={view} />
      <HeadFacts header={header} noSubject={t('lens.list.noSubject')} bcc={bcc} />
      <div className={styles.actions} role="group" aria-label={t('lens.head.actions')}>
        <ReuseMenu message={message} header={header} />
        <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} onClick={save}>
          {t('lens.head.save')}
        </Button>
        <Button size="xs" leftSection={<Icon of={IconCopy} size={16} />} onClick={() => copy(header.bytes)}>
          {t('lens.head.copyHeader')}
        </Button>
        <CopyRedacted header={header} />
        <Button size="xs" leftSection={<Icon of={IconHelp} size={16} />} onClick={() => openGuide()}>
          {t('lens.guide.open')}
        </Button>
        <Suspense fallback={null}>
          <Share message={message} header={header} />
        </Suspense>
        <span className={styles.marks}>
          <span className={styles.account}>
            <AccountDot hue={view.made.account.hue} />
            {view.made.account.name}
          </span>
          {view.submission.status !== 'sent' && <StatusBadge status={view.submission.status} />}
          {view.made.practice && (
            <>
              <PracticeBadge />
              <span>{t('lens.head.practice')}</span>
            </>
          )}
        </span>
      </div>
    </header>
  );
}

/** Only where a server said 250 after the final dot. */
function Stamped({ view }: { readonly view: MessageView }) {
  const { t, language } = useWords();
  const accepted = acceptedAttempt(view);
  if (accepted?.finalReply?.code !== 250) return null;
  const { endedAt, finalReply } = accepted;
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    day: '2-digit',
    month: 'short',
    year: '2-digit',
  })
    .format(endedAt)
    .replaceAll('.', '')
    .toLocaleUpperCase(language);
  const reply = [String(finalReply.code), finalReply.enhanced].filter((part) => part !== null).join(' ');
  const time = formatTime(endedAt, language);
  const { name } = view.made.account;
  return (
    <div className={styles.postmark}>
      <Postmark
        words={{
          top: t('lens.head.accepted'),
          bottom: name.slice(0, 16).toLocaleUpperCase(language),
          date: day,
          time,
          reply,
        }}
        label={t('lens.head.postmark', { day, time, code: reply, account: name })}
      />
    </div>
  );
}
