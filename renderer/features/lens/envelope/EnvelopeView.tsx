/** The envelope beside the header: what the server was told, what readers see, and between them whether it is the same. */
import { Button } from '@mantine/core';
import { IconHandFinger } from '@tabler/icons-react';
import { lazy, useMemo, useRef, useState, type ReactNode } from 'react';
import { compareEnvelope, type EnvelopeComparison } from '#core/headers/compare.ts';
import type { MessageView } from '#core/contract/sent.ts';
import type { Envelope } from '#core/message/envelope-schema.ts';
import type { Report } from '#core/message/report/report.ts';
import { formatNumber } from '../../../format.ts';
import { Badge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { isBccOf, type Header } from '../message.ts';
import { useReports } from '../reported.ts';
import { useReveal, useSelection } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import type { ViewProps } from '../views.ts';
import { Absent, AddressBox, Named, Pair, ParameterList, Qualified } from './Pair.tsx';
import { returnPathPlace } from './evidence-place.ts';
import { RecipientPair } from './RecipientPair.tsx';
import { Remarks } from './Remarks.tsx';
import {
  leftOut,
  parametersAsked,
  parametersOf,
  replyTo,
  type Parameters,
  type RecipientReply,
} from './replies.ts';
import styles from './envelope.module.css';

/** Drawn at once; a message to thousands shows the rest on request. */
const AT_ONCE = 200;

const InferredEnvelopeView = lazy(() => import('./InferredEnvelopeView.tsx'));

export default function EnvelopeView({ message, header }: ViewProps) {
  switch (message.kind) {
    case 'sent':
      return <SentEnvelope view={message.view} header={header} />;
    case 'composed':
      return <ComposedEnvelope envelope={message.preview.envelope} header={header} />;
    case 'opened':
      return <InferredEnvelopeView message={message} header={header} />;
  }
}

function SentEnvelope({ view, header }: { readonly view: MessageView; readonly header: Header }) {
  const reply = useMemo(() => replyTo(view), [view]);
  const parameters = useMemo(() => parametersOf(view), [view]);
  const isBcc = useMemo(() => isBccOf(view), [view]);
  return (
    <EnvelopeBeside
      envelope={view.made.envelope}
      header={header}
      parameters={parameters}
      reply={reply}
      isBcc={isBcc}
      reports={useReports(view.submission.id)}
      dsnLeftOut={leftOut(view).includes('DSN')}
    />
  );
}

const noReports: readonly Report[] = [];

/** Nobody was asked yet. */
function ComposedEnvelope({ envelope, header }: { readonly envelope: Envelope; readonly header: Header }) {
  const parameters = useMemo(() => parametersAsked(envelope), [envelope]);
  return (
    <EnvelopeBeside
      envelope={envelope}
      header={header}
      parameters={parameters}
      reply={null}
      isBcc={(_, written) => written === 'bcc' && envelope.overridden !== true}
      reports={noReports}
      dsnLeftOut={false}
    />
  );
}

function EnvelopeBeside({
  envelope,
  header,
  parameters,
  reply,
  isBcc,
  reports,
  dsnLeftOut,
}: {
  readonly envelope: Envelope;
  readonly header: Header;
  readonly parameters: Parameters;
  /** null: there is none yet */
  readonly reply: ((address: string) => RecipientReply) | null;
  readonly isBcc: ReturnType<typeof isBccOf>;
  readonly reports: readonly Report[];
  readonly dsnLeftOut: boolean;
}) {
  const { t, language } = useWords();
  const [all, setAll] = useState(false);
  const region = useRef<HTMLDivElement>(null);
  useReveal(() => region.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' }));
  const comparison = useMemo(
    () => compareEnvelope(envelope, header.parsed, header.bytes),
    [envelope, header],
  );
  useReport(header, 'envelope', () => asText(comparison, parameters));
  const shown = all ? comparison.recipients : comparison.recipients.slice(0, AT_ONCE);
  const rest = comparison.recipients.length - shown.length;
  return (
    <div
      ref={region}
      className={styles.envelope}
      tabIndex={0}
      role="region"
      aria-label={t('lens.envelope.pairs')}
    >
      <div className={styles.pair} data-head>
        <Title
          title={t('lens.envelope.envelope')}
          mark={
            envelope.overridden === true && (
              <Badge tone="warn" icon={IconHandFinger}>
                {t('lens.envelope.byHand')}
              </Badge>
            )
          }
        >
          {t('lens.envelope.envelopeText')}
        </Title>
        <span />
        <Title title={t('lens.envelope.header')}>{t('lens.envelope.headerText')}</Title>
      </div>
      <ol className={styles.pairs}>
        <SenderPair comparison={comparison} parameters={parameters.mail} header={header} />
        {shown.map((recipient, index) => (
          <RecipientPair
            key={index}
            recipient={recipient}
            reply={reply?.(recipient.address) ?? null}
            parameters={parameters.rcpt(recipient.address)}
            isBcc={isBcc(recipient.address, recipient.written)}
            reports={reports}
          />
        ))}
        {rest > 0 && (
          <li>
            <Button size="xs" onClick={() => setAll(true)}>
              {t('lens.envelope.showAll', { count: rest, shown: formatNumber(rest, language) })}
            </Button>
          </li>
        )}
        {comparison.headerOnly.slice(0, AT_ONCE).map((named, index) => (
          <Pair
            key={`header ${index}`}
            relation="unsent"
            word={t('lens.envelope.onlyHeader')}
            left={<Absent name="RCPT TO">{t('lens.envelope.rcptAbsent')}</Absent>}
            right={<Named named={named} />}
          />
        ))}
      </ol>
      <Remarks remarks={comparison.remarks} dsnLeftOut={dsnLeftOut} />
    </div>
  );
}

export function Title({
  title,
  mark,
  children,
}: {
  readonly title: string;
  readonly mark?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.title}>
      <div>
        <h2>{title}</h2>
        {mark}
      </div>
      <p>{children}</p>
    </div>
  );
}

function SenderPair({
  comparison: { sender },
  parameters,
  header,
}: {
  readonly comparison: EnvelopeComparison;
  readonly parameters: readonly string[];
  readonly header: Header;
}) {
  const { t } = useWords();
  const { item, select } = useSelection();
  // A copy that was sent on bears what its last server wrote.
  const place = useMemo(() => returnPathPlace(header), [header]);
  const [first, ...others] = sender.from;
  return (
    <>
      <Pair
        relation={sender.relation}
        word={t(sender.relation === 'same' ? 'lens.envelope.same' : 'lens.envelope.differs')}
        left={
          <AddressBox
            name="MAIL FROM"
            address={sender.address}
            mark={sender.address !== '' && <Qualified is={sender.qualification} />}
            inEnvelope
            {...(place !== undefined && { chosen: item === place, onChoose: () => select(place) })}
          >
            {sender.address === '' && t('lens.envelope.nullSender')}
          </AddressBox>
        }
        right={
          first ? (
            <Named named={first}>
              {others.length > 0 &&
                t('lens.envelope.andAuthors', { names: others.map(({ address }) => address).join(', ') })}
            </Named>
          ) : (
            <Absent name="From">{t('lens.envelope.fromAbsent')}</Absent>
          )
        }
      />
      <Pair
        left={
          parameters.length > 0 ? (
            <ParameterList label={t('lens.envelope.parameters')} parameters={parameters} />
          ) : (
            <span />
          )
        }
        right={
          sender.sender ? (
            <Named named={sender.sender} />
          ) : (
            <Absent name="Sender">{t('lens.envelope.senderAbsent')}</Absent>
          )
        }
      />
    </>
  );
}

const asText = ({ sender, recipients }: EnvelopeComparison, { mail, rcpt }: Parameters): string =>
  [
    `${[`MAIL FROM:<${sender.address}>`, ...mail].join(' ')}\t${sender.from.map((one) => `From: <${one.address}>`).join(', ')}`,
    ...recipients.map(
      ({ address, named, relation }) =>
        `${[`RCPT TO:<${address}>`, ...rcpt(address)].join(' ')}\t${named ? `${named.field}: <${named.address}>` : '—'}\t${relation}`,
    ),
  ].join('\n');
