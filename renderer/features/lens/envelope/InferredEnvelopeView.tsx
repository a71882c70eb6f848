/** The envelope of opened mail: what its header's trace fields tell of it, each with its source, beside what readers see. */
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCheck,
  IconEyeOff,
  IconInfoCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { rfcSection } from '#core/headers/fields.ts';
import {
  inferEnvelope,
  type InferredAddress,
  type InferredEnvelope,
  type InferredRecipient,
  type InferredRemark,
  type InferredSender,
} from '#core/headers/inferred-envelope.ts';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useOpenedWords } from '../../opened/words.ts';
import { ExternalLink } from '../ExternalLink.tsx';
import type { Header, OpenedMessage } from '../message.ts';
import { useReveal } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import { Title } from './EnvelopeView.tsx';
import { Inferred } from './Inferred.tsx';
import { Absent, Named, Pair } from './Pair.tsx';
import styles from './envelope.module.css';

/** Drawn at once, and of each kind. */
const AT_ONCE = 200;

export default function InferredEnvelopeView({
  message,
  header,
}: {
  readonly message: OpenedMessage;
  readonly header: Header;
}) {
  const { t, language } = useWords();
  const opened = useOpenedWords();
  const [all, setAll] = useState(false);
  const region = useRef<HTMLDivElement>(null);
  useReveal(() => region.current?.querySelector('[data-chosen]')?.scrollIntoView({ block: 'nearest' }));
  const inferred = useMemo(
    () => inferEnvelope(header.parsed, header.bytes, message.entry?.sender ?? null),
    [header, message],
  );
  const isList = inferred.remarks.some(({ code }) => code === 'recipient-list');
  useReport(header, 'envelope', () => asText(inferred));
  const recipients = all ? inferred.recipients : inferred.recipients.slice(0, AT_ONCE);
  const others = all ? inferred.headerOnly : inferred.headerOnly.slice(0, AT_ONCE);
  const rest = inferred.recipients.length - recipients.length + inferred.headerOnly.length - others.length;
  return (
    <div
      ref={region}
      className={styles.envelope}
      tabIndex={0}
      role="region"
      aria-label={t('lens.envelope.pairs')}
    >
      <div className={styles.pair} data-head>
        <Title title={opened('envelope.title')}>{opened('envelope.text')}</Title>
        <span />
        <Title title={t('lens.envelope.header')}>{t('lens.envelope.headerText')}</Title>
      </div>
      <ol className={styles.pairs}>
        <Senders inferred={inferred} header={header} />
        {recipients.map((recipient) => (
          <Recipient key={recipient.address} recipient={recipient} isList={isList} header={header} />
        ))}
        {recipients.length === 0 && (
          <Pair
            left={<Absent name="RCPT TO">{opened('envelope.recipientUnknown')}</Absent>}
            right={
              others[0] ? (
                <Named named={others[0]} />
              ) : (
                <Absent name="To">{opened('envelope.fromAbsent')}</Absent>
              )
            }
          />
        )}
        {others.slice(recipients.length === 0 ? 1 : 0).map((named, index) => (
          <Pair
            key={`header ${index}`}
            left={
              <Absent name="RCPT TO">
                {opened(recipients.length === 0 ? 'envelope.recipientUnknown' : 'envelope.elsewhere')}
              </Absent>
            }
            right={<Named named={named} />}
          />
        ))}
        {rest > 0 && (
          <li>
            <Button size="xs" onClick={() => setAll(true)}>
              {opened('envelope.showAll', { count: rest, shown: formatNumber(rest, language) })}
            </Button>
          </li>
        )}
      </ol>
      <InferredRemarks remarks={inferred.remarks} />
    </div>
  );
}

function Senders({
  inferred: { senders, from, sender, replyTo },
  header,
}: {
  readonly inferred: InferredEnvelope;
  readonly header: Header;
}) {
  const { t } = useWords();
  const opened = useOpenedWords();
  const [author, ...others] = from;
  const [first, ...more] = senders.slice(0, AT_ONCE);
  const authorBox = author ? (
    <Named named={author}>
      {others.length > 0 &&
        t('lens.envelope.andAuthors', {
          names: others
            .slice(0, 20)
            .map(({ address }) => address)
            .join(', '),
        })}
    </Named>
  ) : (
    <Absent name="From">{opened('envelope.fromAbsent')}</Absent>
  );
  const senderBox = sender ? (
    <Named named={sender} />
  ) : (
    <Absent name="Sender">{opened('envelope.senderAbsent')}</Absent>
  );
  return (
    <>
      {first ? (
        <Pair
          {...relationOf(first.relation, opened)}
          left={<Inferred header={header} name="MAIL FROM" one={first} />}
          right={authorBox}
        />
      ) : (
        <Pair left={<Absent name="MAIL FROM">{opened('envelope.senderUnknown')}</Absent>} right={authorBox} />
      )}
      <Pair
        left={more[0] ? <Inferred header={header} name="MAIL FROM" one={more[0]} /> : <span />}
        right={senderBox}
      />
      {more.slice(1).map((one) => (
        <Pair
          key={one.address}
          left={<Inferred header={header} name="MAIL FROM" one={one} />}
          right={<span />}
        />
      ))}
      {replyTo.slice(0, 3).map((named, index) => (
        <Pair
          key={`reply ${index}`}
          left={<span />}
          right={<Named named={named}>{opened('envelope.replyTo')}</Named>}
        />
      ))}
    </>
  );
}

type OpenedT = ReturnType<typeof useOpenedWords>;

function relationOf(relation: InferredSender['relation'], t: OpenedT) {
  return relation === 'unknown' ? {} : { relation, word: t(`envelope.${relation}`) };
}

function Recipient({
  recipient,
  isList,
  header,
}: {
  readonly header: Header;
  readonly recipient: InferredRecipient;
  readonly isList: boolean;
}) {
  const opened = useOpenedWords();
  const { relation, named } = recipient;
  const word = { same: 'same', differs: 'case', absent: 'hidden' } as const;
  return (
    <Pair
      relation={relation}
      word={opened(`envelope.${word[relation]}`)}
      left={<Inferred header={header} name="RCPT TO" one={recipient} hidden={relation === 'absent'} />}
      right={
        named ? (
          <Named named={named} />
        ) : (
          <Absent name="To, Cc">
            {opened(isList ? 'envelope.fieldAbsentList' : 'envelope.fieldAbsent')}
          </Absent>
        )
      }
    />
  );
}

interface Look {
  readonly icon: TablerIcon;
  readonly tone: 'ok' | 'warn' | 'plum' | 'danger';
  readonly section: readonly [number, string];
}

const looks: Readonly<Record<InferredRemark['code'], Look>> = {
  'no-return-path': { icon: IconInfoCircle, tone: 'plum', section: [5321, '4.4'] },
  'several-return-paths': { icon: IconArrowsDiff, tone: 'warn', section: [5321, '4.4'] },
  'return-path-same': { icon: IconCheck, tone: 'ok', section: [5321, '4.4'] },
  'return-path-list': { icon: IconCheck, tone: 'ok', section: [5321, '3.9.2'] },
  'return-path-forwarded': { icon: IconArrowsDiff, tone: 'plum', section: [5321, '3.9.1'] },
  'return-path-aligned': { icon: IconCheck, tone: 'ok', section: [9989, '4.4.2'] },
  'return-path-foreign': { icon: IconArrowsDiff, tone: 'warn', section: [9989, '4.4.2'] },
  'null-sender': { icon: IconArrowsDiff, tone: 'warn', section: [5321, '4.5.5'] },
  'no-recipient': { icon: IconInfoCircle, tone: 'plum', section: [9228, '4'] },
  'recipient-list': { icon: IconCheck, tone: 'ok', section: [5321, '3.9.2'] },
  'recipient-hidden': { icon: IconEyeOff, tone: 'plum', section: [5322, '3.6.3'] },
  'bcc-in-header': { icon: IconAlertTriangle, tone: 'danger', section: [5322, '3.6.3'] },
  'other-copies': { icon: IconInfoCircle, tone: 'plum', section: [5321, '2.3.1'] },
};

function InferredRemarks({ remarks }: { readonly remarks: readonly InferredRemark[] }) {
  const opened = useOpenedWords();
  return (
    <ul className={styles.remarks}>
      {remarks.map(({ code }) => {
        const { icon, tone, section } = looks[code];
        const source = rfcSection(...section);
        return (
          <li key={code}>
            <span data-tone={tone}>
              <Icon of={icon} />
            </span>
            <span>
              <b>{opened(`envelope.remark.${code}.title`)}</b> {opened(`envelope.remark.${code}.text`)}
            </span>
            <ExternalLink url={source.url}>{source.label}</ExternalLink>
          </li>
        );
      })}
    </ul>
  );
}

const asText = ({ senders, recipients }: InferredEnvelope): string =>
  [
    ...senders.map((one) => `MAIL FROM:<${one.address}>\t${sourcesOf(one)}\t${one.relation}`),
    ...recipients.map((one) => `RCPT TO:<${one.address}>\t${sourcesOf(one)}\t${one.relation}`),
  ].join('\n');

const sourcesOf = ({ evidence }: InferredAddress) => evidence.map(({ field }) => field).join(', ');
