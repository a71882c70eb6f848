/** The conversation with the server, attempt by attempt: times of the steps, the encryption, each line with what it means. */
import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCopy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { MessageView } from '#core/contract/sent.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import type { TranscriptLine } from '#core/smtp/vocabulary.ts';
import { Keys } from '../../../commands.tsx';
import { formatDateTime, formatNumber } from '../../../format.ts';
import { EmptyState, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import lens from '../lens.module.css';
import type { Header } from '../message.ts';
import { useSelection } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import type { ViewProps } from '../views.ts';
import { explainTranscript, type ExplainedLine } from './explain.ts';
import { Failure } from './Failure.tsx';
import { StepTimes } from './StepTimes.tsx';
import { TlsCard } from './TlsCard.tsx';
import styles from './conversation.module.css';

/** Opened mail has none: its tab cannot be chosen. */
export default function ConversationView({ message, header }: ViewProps) {
  return message.kind === 'sent' ? <Conversation view={message.view} header={header} /> : null;
}

function Conversation({ view, header }: { readonly view: MessageView; readonly header: Header }) {
  const { t } = useWords();
  const { show } = useSelection();
  const [chosen, setChosen] = useState<number | null>(null);
  const at = Math.min(chosen ?? view.attempts.length - 1, view.attempts.length - 1);
  const attempt = view.attempts[at];
  const { copy: copyTranscript } = useReport(
    header,
    'conversation',
    () => (attempt?.transcript ?? []).map(asText).join('\n'),
    { enabled: attempt !== undefined },
  );
  if (attempt === undefined) return <EmptyState icon={IconArrowRight} title={t('lens.conversation.none')} />;
  return (
    <div className={styles.conversation}>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('lens.conversation.lines')}>
        <StepTimes attempt={attempt} />
        {attempt.diagnosis && <Failure view={view} attempt={attempt} diagnosis={attempt.diagnosis} />}
        <TlsCard attempt={attempt} />
        <Lines key={attempt.attemptId} attempt={attempt} view={view} onBytes={() => show('source')} />
      </div>
      <footer className={styles.foot}>
        <AttemptChoice attempts={view.attempts} at={at} onChoose={setChosen} />
        <span className={styles.exact}>
          {attempt.remoteAddress === null
            ? t('lens.conversation.noServer')
            : t('lens.conversation.server', {
                address: attempt.remoteAddress,
                port: String(attempt.remotePort ?? view.made.account.port),
              })}
        </span>
        <span className={styles.footCopy}>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<Icon of={IconCopy} size={16} />}
            onClick={copyTranscript}
          >
            {t('lens.conversation.copy')}
          </Button>
          <Keys id="copy-tab" />
        </span>
      </footer>
    </div>
  );
}

const signs = { client: 'C:', server: 'S:', note: '--' } as const;
const seconds = (at: number) => `+${(at / 1000).toFixed(3)}`;
const asText = (line: TranscriptLine) => `${seconds(line.at)} ${signs[line.from]} ${line.text}`;

function AttemptChoice({
  attempts,
  at,
  onChoose,
}: {
  readonly attempts: readonly AttemptRecorded[];
  readonly at: number;
  readonly onChoose: (at: number) => void;
}) {
  const { t, language } = useWords();
  if (attempts.length < 2)
    return <span>{t('lens.conversation.attempt', { at: at + 1, total: attempts.length })}</span>;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('lens.conversation.choose')}
      value={String(at)}
      data={attempts.map((attempt, index) => ({
        value: String(index),
        label: t('lens.conversation.attemptAt', {
          at: index + 1,
          when: formatDateTime(attempt.beganAt, language),
        }),
      }))}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    />
  );
}

/** A message to thousands has tens of thousands of lines: the middle is drawn on request. */
const BEGINNING = 200;
const ENDING = 40;

function Lines({
  attempt,
  view,
  onBytes,
}: {
  readonly attempt: AttemptRecorded;
  readonly view: MessageView;
  readonly onBytes: () => void;
}) {
  const { t, language } = useWords();
  const [all, setAll] = useState(false);
  const { envelope, account } = view.made;
  const lines = useMemo(() => {
    const hidden = new Set(
      envelope.recipients.filter(({ field }) => field === 'bcc').map(({ address }) => address),
    );
    return explainTranscript(attempt.transcript, { user: account.user, hidden });
  }, [attempt, envelope, account]);
  const cut = !all && lines.length > BEGINNING + ENDING * 2;
  const beginning = cut ? lines.slice(0, BEGINNING) : lines;
  const ending = cut ? lines.slice(-ENDING) : [];
  return (
    <>
      <ol className={styles.lines}>
        {beginning.map((line, index) => (
          <Line key={index} line={line} onBytes={onBytes} />
        ))}
      </ol>
      {cut && (
        <div className={styles.cut}>
          <Button size="xs" onClick={() => setAll(true)}>
            {t('lens.conversation.moreLines', {
              count: lines.length - BEGINNING - ENDING,
              shown: formatNumber(lines.length - BEGINNING - ENDING, language),
            })}
          </Button>
        </div>
      )}
      {cut && (
        <ol className={styles.lines}>
          {ending.map((line, index) => (
            <Line key={index} line={line} onBytes={onBytes} />
          ))}
        </ol>
      )}
    </>
  );
}

const speakers = { client: 'client', server: 'serverSays', note: 'note' } as const;

function Line({ line: explained, onBytes }: { readonly line: ExplainedLine; readonly onBytes: () => void }) {
  const { t } = useWords();
  const { line, code, tone, text, said, word, about, taken } = explained;
  return (
    <li className={styles.line} data-from={line.from} data-taken={taken || undefined}>
      <span className={styles.time}>{seconds(line.at)}</span>
      <span className={styles.who} role="img" aria-label={t(`lens.conversation.${speakers[line.from]}`)}>
        {line.from !== 'note' && (
          <Icon of={line.from === 'client' ? IconArrowRight : IconArrowLeft} size={16} />
        )}
      </span>
      <span className={styles.words}>
        {code !== null && (
          <b className={styles.code} data-tone={tone}>
            {code}
          </b>
        )}
        {text}
      </span>
      <span className={styles.meaning}>
        {said && `${t(`lens.said.${said.key}`, { replace: said.params })} `}
        {word && (about === null ? t(word) : t('lens.conversation.about', { code: about, words: t(word) }))}
        {line.from === 'note' && /^\d+ bytes/.test(line.text) && (
          <UnstyledButton className={lens.link} onClick={onBytes}>
            {t('lens.conversation.openBytes')}
          </UnstyledButton>
        )}
      </span>
    </li>
  );
}
