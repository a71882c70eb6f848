/** Above the foot: what stopped Send, all at once and each with its ways out. On from here: back to writing, or out all the same. Loaded with the first. */
import { Button, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { DoubtKind } from '#core/contract/settings.ts';
import type { Doubt } from '#core/message/doubts/doubts.ts';
import { call, useCall } from '../../../api.ts';
import { formatBytes } from '../../../format.ts';
import { InlineMessage, toast } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import type { Stop } from './outgoing.ts';
import styles from './stopped.module.css';
import { useDoubtsWords } from './words.ts';

export default function Stopped({
  session,
  stop: { errors, doubts },
  onShow,
  onBack,
  onSend,
}: {
  readonly session: DraftSession;
  readonly stop: Stop;
  /** the errors */
  readonly onShow: () => void;
  readonly onBack: () => void;
  readonly onSend: () => void;
}) {
  const { t } = useWords();
  const say = useDoubtsWords();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <div
      ref={panel}
      role="alert"
      tabIndex={-1}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onBack();
      }}
    >
      <InlineMessage
        tone={errors > 0 ? 'error' : 'warning'}
        actions={
          <>
            {errors > 0 && (
              <Button size="xs" onClick={onShow}>
                {t('findings.out.show')}
              </Button>
            )}
            <span className={styles.grow} />
            <Button size="xs" onClick={onBack}>
              {say('back')}
            </Button>
            <Button size="xs" onClick={onSend}>
              {t('findings.out.sendAnyway')}
            </Button>
          </>
        }
      >
        <b>{errors > 0 ? t('findings.out.stopped', { count: errors }) : say('notYet')}</b>
        {doubts.length > 0 && (
          <ul className={styles.doubts}>
            {doubts.map((doubt) => (
              <Asked key={doubt.kind} doubt={doubt} session={session} onBack={onBack} />
            ))}
          </ul>
        )}
      </InlineMessage>
    </div>
  );
}

function Asked({
  doubt,
  session,
  onBack,
}: {
  readonly doubt: Doubt;
  readonly session: DraftSession;
  readonly onBack: () => void;
}) {
  const t = useDoubtsWords();
  const text = useDoubtText(doubt);
  const dismiss = useDismiss();
  return (
    <li>
      <span>{text}</span>
      <span className={styles.ways}>
        <WayOut doubt={doubt} session={session} onBack={onBack} />
        {doubt.kind === 'visible' && (
          <UnstyledButton className={styles.way} onClick={() => sendOneEach(session, onBack)}>
            {t('each.offer')}
          </UnstyledButton>
        )}
        <UnstyledButton className={styles.way} onClick={() => void dismiss(doubt.kind)}>
          {t('never')}
        </UnstyledButton>
      </span>
    </li>
  );
}

function useDoubtText(doubt: Doubt): string {
  const t = useDoubtsWords();
  const { language } = useWords();
  switch (doubt.kind) {
    case 'attachment':
      return t('attachment', { words: doubt.words });
    case 'subject':
      return t('subject');
    case 'visible':
      return t('visible', { count: doubt.count });
    case 'identity':
      return t('identity', { address: doubt.address, domain: doubt.domain });
    case 'size':
      return t('size', {
        size: formatBytes(doubt.size, language),
        limit: formatBytes(doubt.limit, language),
      });
  }
}

/** What mends it; nothing for a size, which the slip shows part by part. */
function WayOut({
  doubt,
  session,
  onBack,
}: {
  readonly doubt: Doubt;
  readonly session: DraftSession;
  readonly onBack: () => void;
}) {
  const t = useDoubtsWords();
  const goTo = (selector: string) => {
    onBack();
    requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
  };
  const moveToBcc = () => {
    const { to, cc, bcc } = session.state().content;
    session.edit({ to: [], cc: [], bcc: [...bcc, ...to, ...cc] });
    toast({
      kind: 'info',
      title: t('movedToBcc', { count: to.length + cc.length }),
      undo: () => session.edit({ to, cc, bcc }),
    });
    goTo('#recipients-bcc');
  };
  const ways = {
    attachment: { label: t('attach'), run: () => void session.files.choose() },
    subject: { label: t('writeSubject'), run: () => goTo('#subject') },
    visible: { label: t('toBcc'), run: moveToBcc },
    identity: { label: t('chooseSender'), run: () => goTo('[aria-labelledby="from-label from-value"]') },
    size: null,
  } as const;
  const way = ways[doubt.kind];
  if (way === null) return null;
  return (
    <UnstyledButton className={styles.way} onClick={way.run}>
      {way.label}
    </UnstyledButton>
  );
}

/** What it will be is said above Send, where one is now. */
function sendOneEach(session: DraftSession, onBack: () => void): void {
  onBack();
  session.edit({ sending: { ...session.state().content.sending, oneEach: true } });
}

function useDismiss(): (kind: DoubtKind) => Promise<void> {
  const t = useDoubtsWords();
  const dismissed = useCall('settings.get', null).data?.dismissedDoubts ?? [];
  return async (kind) => {
    try {
      await call('settings.set', { dismissedDoubts: [...new Set([...dismissed, kind])] });
      toast({ kind: 'info', title: t('dismissed'), detail: t('dismissedText') });
    } catch {
      toast({ kind: 'error', title: t('notKept') });
    }
  };
}
