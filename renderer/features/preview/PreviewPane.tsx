/** The finished message in the draft's place, before it goes: its facts, its views, and the way back to writing. Nothing is sent from here; Send is at the foot. */
import { Button, Loader } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconEyeOff } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { PreviewView } from '#core/contract/preview.ts';
import type { StoredMessageId } from '#core/message/ids.ts';
import { goesOneEach } from '#core/message/one-each.ts';
import type { ServerOffers } from '#core/smtp/offers.ts';
import { errorOf, useCall } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import { formatBytes, formatNumber, formatTime } from '../../format.ts';
import { EmptyState, ErrorPane, Icon, InlineMessage } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import type { Sender } from '../compose/draft/problems.ts';
import { Waiting } from '../lens/Lens.tsx';
import { composedMessage, useHeader } from '../lens/message.ts';
import { saveMessage } from '../lens/share/save-bytes.ts';
import { subjectOf, useSaved } from '../lens/share/use-report.ts';
import { PreviewViews } from './PreviewViews.tsx';
import { useBuilt, type Built } from './use-built.ts';
import { usePreviewWords } from './words.ts';
import styles from './preview.module.css';

export default function PreviewPane({
  session,
  sender,
  onShown,
  onBack,
}: {
  readonly session: DraftSession;
  readonly sender: Sender | undefined;
  /** which one can be looked at now; null: none */
  readonly onShown: (id: StoredMessageId | null) => void;
  readonly onBack: () => void;
}) {
  const t = usePreviewWords();
  const { t: say } = useWords();
  const { built, build, cancel } = useBuilt(session, sender, onShown);
  const accounts = useCall('accounts.list', null).data?.accounts;
  const offers = accounts?.find(({ account }) => account.id === sender?.account.id)?.offers ?? null;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => pane.current?.focus(), []);
  return (
    <section
      ref={pane}
      className={styles.preview}
      aria-label={t('title')}
      tabIndex={-1}
      data-column
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onBack();
      }}
    >
      <header className={styles.head}>
        <h2>{t('title')}</h2>
        <Button size="xs" leftSection={<Icon of={IconArrowLeft} size={16} />} onClick={onBack}>
          {say('compose.backToWriting')}
        </Button>
      </header>
      {goesOneEach(session.state().content) && (
        <InlineMessage tone="info">{t('firstOfSeveral')}</InlineMessage>
      )}
      <Inside built={built} offers={offers} onBuild={build} onCancel={cancel} />
    </section>
  );
}

function Inside({
  built,
  offers,
  onBuild,
  onCancel,
}: {
  readonly built: Built;
  readonly offers: ServerOffers | null;
  readonly onBuild: () => void;
  readonly onCancel: () => void;
}) {
  const t = usePreviewWords();
  const { t: say } = useWords();
  switch (built.kind) {
    case 'building':
      return (
        <div className={styles.building} role="status">
          <Loader size={18} />
          <span>{t('building')}</span>
          <Button size="xs" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      );
    case 'cancelled':
      return (
        <EmptyState
          icon={IconEyeOff}
          title={t('cancelled')}
          action={
            <Button size="xs" onClick={onBuild}>
              {t('build')}
            </Button>
          }
        />
      );
    case 'failed':
      return built.error.code === 'draft-problems' ? (
        <ErrorPane title={t('wrong')}>
          {built.error.problems.map((problem) => (
            <p key={`${problem.code} ${problem.value}`}>
              {say(`smtp.problem.${problem.code}`, { value: problem.value })}
            </p>
          ))}
        </ErrorPane>
      ) : (
        <ErrorPane title={t('failed')} error={built.error} onRetry={onBuild} />
      );
    case 'built':
      return (
        <Finished key={built.preview.id} preview={built.preview} offers={offers}>
          {built.again !== null && <Again again={built.again} />}
        </Finished>
      );
  }
}

function Again({
  again: { why, at },
}: {
  readonly again: { readonly why: 'changed' | 'older'; readonly at: number };
}) {
  const t = usePreviewWords();
  const { language } = useWords();
  return (
    <div role="status">
      <InlineMessage tone="info">{t(why, { time: formatTime(at, language) })}</InlineMessage>
    </div>
  );
}

function Finished({
  preview,
  offers,
  children,
}: {
  readonly preview: PreviewView;
  readonly offers: ServerOffers | null;
  readonly children: ReactNode;
}) {
  const t = usePreviewWords();
  const { language } = useWords();
  const saved = useSaved();
  const message = useMemo(() => composedMessage(preview, offers), [preview, offers]);
  const header = useHeader(message);
  const save = () => {
    if (header.data !== undefined) saved(saveMessage(`${subjectOf(header.data) ?? t('title')}.eml`, message));
  };
  useCommand('save-eml', save);
  if (header.isError)
    return (
      <ErrorPane title={t('failed')} error={errorOf(header.error)} onRetry={() => void header.refetch()} />
    );
  const { size, date, goodUntil } = preview;
  return (
    <>
      {children}
      <div className={styles.facts}>
        <dl>
          <div>
            <dt>{t('size')}</dt>
            <dd>
              {t('bytes', { count: size, shown: formatNumber(size, language) })}
              {size >= 1000 && ` (${formatBytes(size, language)})`}
            </dd>
          </div>
          <div>
            <dt>{t('date')}</dt>
            <dd>{t('built', { time: formatTime(date, language) })}</dd>
          </div>
        </dl>
        <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} onClick={save}>
          {t('save')}
        </Button>
        <p>
          {t('promise')} {t('goodUntil', { time: formatTime(goodUntil, language) })}
        </p>
      </div>
      {header.data === undefined ? <Waiting /> : <PreviewViews message={message} header={header.data} />}
    </>
  );
}
