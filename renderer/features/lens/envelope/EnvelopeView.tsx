/** The envelope beside the header: what the server was told, what readers see, and between them whether it is the same. */
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import { compareEnvelope, type EnvelopeComparison, type RecipientComparison } from '#core/headers/compare.ts';
import type { MessageView } from '#core/contract/sent.ts';
import { useCommand } from '../../../commands.tsx';
import { formatNumber } from '../../../format.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Header } from '../message.ts';
import { useCopy } from '../use-copy.ts';
import { Absent, AddressBox, Named, Pair, Qualified } from './Pair.tsx';
import { Remarks } from './Remarks.tsx';
import { mailParameters, replyTo, type RecipientReply } from './replies.ts';
import styles from './envelope.module.css';

/** Drawn at once; a message to thousands shows the rest on request. */
const AT_ONCE = 200;

export default function EnvelopeView({
  view,
  header,
}: {
  readonly view: MessageView;
  readonly header: Header;
}) {
  const { t, language } = useWords();
  const copy = useCopy();
  const [all, setAll] = useState(false);
  const { envelope } = view.made;
  const comparison = useMemo(
    () => compareEnvelope(envelope, header.parsed, header.bytes),
    [envelope, header],
  );
  const reply = useMemo(() => replyTo(view), [view]);
  useCommand('copy-tab', () => copy(asText(comparison)));
  const shown = all ? comparison.recipients : comparison.recipients.slice(0, AT_ONCE);
  const rest = comparison.recipients.length - shown.length;
  return (
    <div className={styles.envelope} tabIndex={0} role="region" aria-label={t('lens.envelope.pairs')}>
      <div className={styles.pair} data-head>
        <Title title={t('lens.envelope.envelope')}>{t('lens.envelope.envelopeText')}</Title>
        <span />
        <Title title={t('lens.envelope.header')}>{t('lens.envelope.headerText')}</Title>
      </div>
      <ol className={styles.pairs}>
        <SenderPair comparison={comparison} parameters={mailParameters(view)} />
        {shown.map((recipient, index) => (
          <RecipientPair key={index} recipient={recipient} reply={reply(recipient.address)} />
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
      <Remarks remarks={comparison.remarks} />
    </div>
  );
}

function Title({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.title}>
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}

function SenderPair({
  comparison: { sender },
  parameters,
}: {
  readonly comparison: EnvelopeComparison;
  readonly parameters: readonly string[];
}) {
  const { t } = useWords();
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
          <div className={styles.parameters} aria-label={t('lens.envelope.parameters')} role="group">
            {parameters.map((parameter) => (
              <code key={parameter}>{parameter}</code>
            ))}
          </div>
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

function RecipientPair({
  recipient,
  reply,
}: {
  readonly recipient: RecipientComparison;
  readonly reply: RecipientReply;
}) {
  const { t } = useWords();
  const { relation, written, named, address } = recipient;
  const hidden = relation === 'absent';
  const word = {
    same: t('lens.envelope.same'),
    differs: t('lens.envelope.case'),
    absent: t(written === 'bcc' ? 'lens.envelope.bcc' : 'lens.envelope.noField'),
  }[relation];
  return (
    <Pair
      relation={relation}
      word={word}
      left={
        <AddressBox
          name="RCPT TO"
          address={address}
          mark={<Reply reply={reply} />}
          inEnvelope
          hidden={hidden}
        >
          {recipient.qualification === 'unqualified' && t('lens.qualified.unqualified')}
        </AddressBox>
      }
      right={
        named ? (
          <Named named={named} />
        ) : written === 'bcc' ? (
          <Absent name="Bcc">{t('lens.envelope.bccAbsent')}</Absent>
        ) : (
          <Absent name={written === 'to' ? 'To' : 'Cc'}>{t('lens.envelope.fieldAbsent')}</Absent>
        )
      }
    />
  );
}

function Reply({ reply }: { readonly reply: RecipientReply }) {
  const { t } = useWords();
  const code =
    reply.reply && [String(reply.reply.code), reply.reply.enhanced].filter((part) => part !== null).join(' ');
  return (
    <span className={styles.mark} data-fate={reply.fate} title={reply.reply?.lines.join(' ')}>
      {reply.fate === 'accepted' && <Icon of={IconCheck} size={14} />}
      {reply.fate !== 'accepted' && `${t(`lens.envelope.fate.${reply.fate}`)} `}
      {code ?? (reply.fate === 'accepted' ? t('lens.envelope.fate.accepted') : '')}
    </span>
  );
}

const asText = ({ sender, recipients }: EnvelopeComparison): string =>
  [
    `MAIL FROM:<${sender.address}>\t${sender.from.map((one) => `From: <${one.address}>`).join(', ')}`,
    ...recipients.map(
      ({ address, named, relation }) =>
        `RCPT TO:<${address}>\t${named ? `${named.field}: <${named.address}>` : '—'}\t${relation}`,
    ),
  ].join('\n');
