/** How a version differs from what stands in the draft now: its fields and its text as one, what is the same folded. */
import { useMemo } from 'react';
import type { DraftContent, RecipientEntry } from '#core/message/draft.ts';
import { RECIPIENT_FIELDS } from '#core/message/envelope.ts';
import { differenceOf, foldedOf } from '#core/message/versions/difference.ts';
import type { DraftVersion } from '#core/message/versions/version.ts';
import { errorOf, useCall } from '../../api.ts';
import { formatNumber } from '../../format.ts';
import { ErrorPane, InlineMessage } from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { useDraftState } from '../compose/draft/sessions.ts';
import styles from './versions.module.css';
import { useVersionsT } from './words.ts';

export function Difference({
  session,
  version,
}: {
  readonly session: DraftSession;
  readonly version: DraftVersion;
}) {
  const t = useVersionsT();
  const { t: shared, language } = useWords();
  const { content: now } = useDraftState(session);
  const then = useCall('drafts.version', { id: session.id, number: version.number });
  // Nothing for a field that is empty.
  const line = (name: string, value: string) => (value === '' ? '' : `${t('line', { name, value })}\n`);
  const asText = (content: DraftContent) =>
    [
      ...RECIPIENT_FIELDS.map((field) =>
        line(shared(`compose.${field}`), content[field].map(shown).join(', ')),
      ),
      line(shared('compose.subject'), content.subject),
      `\n${content.body}`,
    ].join('');
  const [before, after] = [then.data && asText(then.data), asText(now)];
  const pieces = useMemo(
    () => (before === undefined || before === after ? [] : foldedOf(differenceOf(before, after))),
    [before, after],
  );
  if (then.isError)
    return <ErrorPane title={t('failed')} error={errorOf(then.error)} onRetry={() => void then.refetch()} />;
  if (then.data === undefined) return <div className={styles.waiting} aria-busy="true" />;
  const isFromAnother = then.data.identityId !== now.identityId || then.data.accountId !== now.accountId;
  const isSentOtherwise = JSON.stringify(then.data.sending) !== JSON.stringify(now.sending);
  return (
    <>
      {isFromAnother && <InlineMessage tone="info">{t('sender')}</InlineMessage>}
      {isSentOtherwise && <InlineMessage tone="info">{t('options')}</InlineMessage>}
      {pieces.length === 0 && <p className={styles.same}>{t('same')}</p>}
      {pieces.length > 0 && (
        <div className={styles.text} tabIndex={0} role="group" aria-label={t('difference')}>
          {pieces.map((piece, index) => {
            switch (piece.kind) {
              case 'folded':
                return (
                  <span key={index} className={styles.folded}>
                    {t('folded', { count: piece.lines, shown: formatNumber(piece.lines, language) })}
                  </span>
                );
              case 'same':
                return <span key={index}>{piece.text}</span>;
              case 'removed':
                return <del key={index}>{piece.text}</del>;
              case 'added':
                return <ins key={index}>{piece.text}</ins>;
            }
          })}
        </div>
      )}
    </>
  );
}

const shown = ({ name, address }: RecipientEntry): string => (name === '' ? address : `${name} <${address}>`);
