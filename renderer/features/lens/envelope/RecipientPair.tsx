/** One RCPT TO beside the field that names it, with what the server said to it. */
import { IconCheck } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { RecipientComparison } from '#core/headers/compare.ts';
import type { Report } from '#core/message/report/report.ts';
import { Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { Absent, AddressBox, Named, Pair, ParameterList } from './Pair.tsx';
import type { RecipientReply } from './replies.ts';
import styles from './envelope.module.css';

const ReportLine = lazy(() => import('../../opened/report/ReportLine.tsx'));

export function RecipientPair({
  recipient,
  reply,
  parameters,
  isBcc,
  reports,
}: {
  readonly recipient: RecipientComparison;
  /** null: it was not asked for yet */
  readonly reply: RecipientReply | null;
  readonly parameters: readonly string[];
  readonly isBcc: boolean;
  readonly reports: readonly Report[];
}) {
  const { t } = useWords();
  const { relation, written, named, address } = recipient;
  const hidden = relation === 'absent';
  const word = {
    same: t('lens.envelope.same'),
    differs: t('lens.envelope.case'),
    absent: t(isBcc ? 'lens.envelope.bcc' : 'lens.envelope.noField'),
  }[relation];
  return (
    <Pair
      relation={relation}
      word={word}
      left={
        <AddressBox
          name="RCPT TO"
          address={address}
          mark={reply !== null && <Reply reply={reply} />}
          inEnvelope
          hidden={hidden}
        >
          {recipient.qualification === 'unqualified' && t('lens.qualified.unqualified')}
          {parameters.length > 0 && (
            <ParameterList label={t('lens.envelope.rcptParameters')} parameters={parameters} />
          )}
          {reports.length > 0 && (
            <Suspense fallback={null}>
              <ReportLine reports={reports} address={address} />
            </Suspense>
          )}
        </AddressBox>
      }
      right={
        named ? (
          <Named named={named} />
        ) : isBcc ? (
          <Absent name="Bcc">{t('lens.envelope.bccAbsent')}</Absent>
        ) : (
          <Absent name={written === 'bcc' ? 'To, Cc' : written === 'to' ? 'To' : 'Cc'}>
            {t('lens.envelope.fieldAbsent')}
          </Absent>
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
