/** "What will go out": the envelope, each recipient with its field, and the size on the wire, before anything goes. */
import { IconCheck, IconEyeOff, IconLock, IconLockOpen, IconX } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import type { Account, Identity } from '#core/account/account.ts';
import type { AttachmentView, DraftContent } from '#core/message/draft.ts';
import type { Slip as SlipLines, SlipLine } from '#core/message/envelope.ts';
import { estimateSize } from '#core/message/size.ts';
import { formatBytes } from '../../../format.ts';
import { Badge, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { Sender } from '../draft/problems.ts';
import { HideSlip } from './HideSlip.tsx';
import styles from './slip.module.css';

const SHOWN = 200;

export function Slip({
  slip,
  sender,
  content,
  attachments,
}: {
  readonly slip: SlipLines;
  readonly sender: Sender | undefined;
  readonly content: DraftContent;
  readonly attachments: readonly AttachmentView[];
}) {
  const { t } = useWords();
  const lines = slip.lines.filter((line) => line.sameAs === null);
  const hidden = slip.recipients.filter((line) => line.field === 'bcc').length;
  return (
    <>
      <HideSlip />
      <section className={styles.ticket} aria-labelledby="slip-envelope">
        <h3 id="slip-envelope">{t('compose.slip.envelope')}</h3>
        <div className={styles.command}>{t('compose.slip.mailFrom')}</div>
        <div className={styles.path}>{`<${slip.returnPath}>`}</div>
        <p className={styles.hint}>{t(returnPathHint(sender?.identity))}</p>
        <div className={styles.command}>{t('compose.slip.rcptTo')}</div>
        {lines.length === 0 && <p className={styles.hint}>{t('compose.slip.nobody')}</p>}
        <ul>
          {lines.slice(0, SHOWN).map((line) => (
            <Recipient key={`${line.field} ${String(line.index)}`} line={line} />
          ))}
        </ul>
        {lines.length > SHOWN && (
          <p className={styles.hint}>{t('compose.slip.more', { count: lines.length - SHOWN })}</p>
        )}
        {hidden > 0 && (
          <p className={styles.bccNote}>
            <Icon of={IconEyeOff} size={14} />
            {t('compose.slip.bccHidden', { count: hidden })}
          </p>
        )}
        {slip.smtpUtf8 && <p className={styles.hint}>{t('compose.slip.smtpUtf8')}</p>}
      </section>
      {sender?.identity && (
        <section className={styles.ticket} aria-label={t('compose.slip.size')}>
          <dl>
            <Size content={content} identity={sender.identity} attachments={attachments} />
            <div>
              <dt>{t('compose.slip.parts')}</dt>
              <dd>{t('compose.slip.partsOf', { count: attachments.length })}</dd>
            </div>
            <Connection account={sender.account} practice={sender.practice} />
          </dl>
        </section>
      )}
    </>
  );
}

const returnPathHint = (identity: Identity | undefined) => {
  if (identity === undefined) return 'compose.slip.noSender';
  return identity.returnPath === '' || identity.returnPath === identity.address
    ? 'compose.slip.sameAsFrom'
    : 'compose.slip.notFrom';
};

function Recipient({ line }: { readonly line: SlipLine }) {
  const { t } = useWords();
  const wrong = line.problem !== null;
  return (
    <li data-wrong={wrong || undefined}>
      <Icon of={wrong ? IconX : IconCheck} size={14} />
      <span className={styles.address}>
        {line.address}
        {wrong && <span className={styles.heard}> {t('compose.slip.wrong')}</span>}
      </span>
      {line.field === 'bcc' ? (
        <Badge tone="plum">{t('compose.bcc')}</Badge>
      ) : (
        <span className={styles.field}>{t(`compose.${line.field}`)}</span>
      )}
    </li>
  );
}

/** Counted while one types, after the letters are on the screen. */
function Size({
  content,
  identity,
  attachments,
}: {
  readonly content: DraftContent;
  readonly identity: Identity;
  readonly attachments: readonly AttachmentView[];
}) {
  const { t, language } = useWords();
  const later = useDeferredValue(content);
  const bytes = useMemo(() => estimateSize(later, identity, attachments), [later, identity, attachments]);
  return (
    <div>
      <dt>{t('compose.slip.size')}</dt>
      <dd>{t('compose.slip.about', { size: formatBytes(bytes, language) })}</dd>
    </div>
  );
}

function Connection({ account, practice }: { readonly account: Account; readonly practice: boolean }) {
  const { t } = useWords();
  const open = account.security === 'none';
  return (
    <div>
      <dt>{t('compose.slip.connection')}</dt>
      <dd data-open={open || undefined} className={styles.connection}>
        <Icon of={open ? IconLockOpen : IconLock} size={14} />
        {practice ? t('compose.slip.thisMachine') : t(`compose.slip.security.${account.security}`)}
      </dd>
    </div>
  );
}
