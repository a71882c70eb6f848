/** The envelope as it will be said: MAIL FROM with its parameters, each RCPT TO, and, where it is set by hand, what differs from the header. */
import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconEyeOff, IconHandFinger, IconX } from '@tabler/icons-react';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import type { Identity } from '#core/account/identity.ts';
import { byHand, type ByHand } from '#core/message/by-hand.ts';
import type { Slip, SlipLine } from '#core/message/envelope.ts';
import { goesEightBit } from '#core/message/message-options.ts';
import { goesOneEach } from '#core/message/one-each.ts';
import { mailParameters, notifyParameter } from '#core/message/parameters.ts';
import { Badge, Icon } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { commonNotify } from './notify.ts';
import heard from '../../../ui/marks/heard.module.css';
import styles from './slip.module.css';

const SHOWN = 200;

export function EnvelopeTicket({
  session,
  slip,
  written,
  identity,
  onByHand,
  children,
}: {
  readonly session: DraftSession;
  readonly slip: Slip;
  readonly written: Slip;
  readonly identity: Identity | undefined;
  readonly onByHand: (() => void) | null;
  /** what else there is to say of it */
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const { oneEach } = useDraft(session, ({ content }) => ({ oneEach: goesOneEach(content) }));
  const changed = useMemo(() => (slip.overridden ? byHand(slip, written) : null), [slip, written]);
  const lines = slip.lines.filter((line) => line.sameAs === null);
  const hidden = slip.recipients.filter(
    ({ field, index }) => field === 'bcc' && changed?.inNoField.has(index) !== true,
  ).length;
  const common = commonNotify(slip.recipients);
  return (
    <section
      className={styles.ticket}
      aria-labelledby="slip-envelope"
      data-by-hand={slip.overridden || undefined}
    >
      <div className={styles.ticketHead}>
        <h3 id="slip-envelope">{t('compose.slip.envelope')}</h3>
        {changed !== null && (
          <Badge tone="warn" icon={IconHandFinger}>
            {t('sending.slip.byHand')}
          </Badge>
        )}
        {changed === null && onByHand !== null && (
          <UnstyledButton className={styles.byHand} onClick={onByHand}>
            {t('sending.slip.setByHand')}
          </UnstyledButton>
        )}
      </div>
      <div className={styles.command}>{t('compose.slip.mailFrom')}</div>
      <div
        className={styles.path}
        data-wrong={(changed !== null && slip.returnPathProblem !== null) || undefined}
      >
        {`<${slip.returnPath}>`}
      </div>
      <MailParameters session={session} slip={slip} />
      <p className={styles.hint}>
        {changed === null ? (
          t(returnPathHint(identity))
        ) : (
          <HandSetReturnPath slip={slip} usual={changed.usualReturnPath} />
        )}
      </p>
      <div className={styles.command}>
        {t('compose.slip.rcptTo')}
        {common !== null && common !== undefined && (
          <>
            <span className={styles.each}>{t('sending.slip.each')}</span>
            <code>{notifyParameter(common)}</code>
          </>
        )}
      </div>
      {lines.length === 0 && <p className={styles.hint}>{t('compose.slip.nobody')}</p>}
      <ul className={styles.lines}>
        {lines.slice(0, SHOWN).map((line) => (
          <Recipient
            key={`${line.field} ${String(line.index)}`}
            line={line}
            ownNotify={common === undefined}
            inNoField={changed?.inNoField.has(line.index) ?? false}
          />
        ))}
      </ul>
      {lines.length > SHOWN && (
        <p className={styles.hint}>{t('compose.slip.more', { count: lines.length - SHOWN })}</p>
      )}
      {hidden > 0 && !oneEach && (
        <p className={styles.bccNote}>
          <Icon of={IconEyeOff} size={14} />
          {t('compose.slip.bccHidden', { count: hidden })}
        </p>
      )}
      {changed !== null && changed.headerOnly.length > 0 && <HeaderOnly lines={changed.headerOnly} />}
      {slip.smtpUtf8 && <p className={styles.hint}>{t('compose.slip.smtpUtf8')}</p>}
      {children}
    </section>
  );
}

const returnPathHint = (identity: Identity | undefined) => {
  if (identity === undefined) return 'compose.slip.noSender';
  return identity.returnPath === '' || identity.returnPath === identity.address
    ? 'compose.slip.sameAsFrom'
    : 'compose.slip.notFrom';
};

function HandSetReturnPath({
  slip,
  usual,
}: {
  readonly slip: Slip;
  readonly usual: ByHand['usualReturnPath'];
}) {
  const { t } = useWords();
  if (slip.returnPath === '' && slip.returnPathProblem === null) return t('sending.slip.nullSender');
  return usual === null ? t('sending.slip.usualSame') : t('sending.slip.usualIs', { address: `<${usual}>` });
}

/** Of the body, whether it goes as 8-bit is found after the letters are on the screen. */
function MailParameters({ session, slip }: { readonly session: DraftSession; readonly slip: Slip }) {
  const { t } = useWords();
  const { content } = useDraft(session, (state) => ({ content: state.content }));
  const later = useDeferredValue(content);
  const isEightBit = useMemo(() => goesEightBit(later), [later]);
  const parameters = mailParameters({
    smtpUtf8: slip.smtpUtf8,
    ...(isEightBit ? { body: '8bitmime' } : {}),
    ...(slip.requireTls ? { requireTls: true } : {}),
    ...(slip.ret === null ? {} : { ret: slip.ret }),
    ...(slip.envid === '' || slip.envidProblem !== null ? {} : { envid: slip.envid }),
  });
  if (parameters.length === 0) return null;
  return (
    <div className={styles.parameters} role="group" aria-label={t('sending.slip.parameters')}>
      {parameters.map((parameter) => (
        <code key={parameter}>{parameter}</code>
      ))}
    </div>
  );
}

function Recipient({
  line,
  ownNotify,
  inNoField,
}: {
  readonly line: SlipLine;
  /** its NOTIFY is not the others' */
  readonly ownNotify: boolean;
  readonly inNoField: boolean;
}) {
  const { t } = useWords();
  const wrong = line.problem !== null;
  return (
    <li data-wrong={wrong || undefined}>
      <Icon of={wrong ? IconX : IconCheck} size={14} />
      <span className={styles.address}>
        {line.address}
        {wrong && <span className={heard.heard}> {t('compose.slip.wrong')}</span>}
      </span>
      {inNoField ? (
        <Badge tone="warn">{t('sending.slip.noField')}</Badge>
      ) : line.field === 'bcc' ? (
        <Badge tone="plum">{t(line.own ? 'compose.slip.bccSelf' : 'compose.bcc')}</Badge>
      ) : (
        <span className={styles.field}>{t(`compose.${line.field}`)}</span>
      )}
      {ownNotify && line.notify !== null && (
        <code className={styles.own}>{notifyParameter(line.notify)}</code>
      )}
    </li>
  );
}

function HeaderOnly({ lines }: { readonly lines: readonly SlipLine[] }) {
  const { t } = useWords();
  return (
    <div className={styles.headerOnly}>
      <p>{t('sending.slip.headerOnly')}</p>
      <ul className={styles.lines}>
        {lines.slice(0, SHOWN).map((line) => (
          <li key={`${line.field} ${String(line.index)}`}>
            <Icon of={IconAlertTriangle} size={14} />
            <span className={styles.address}>{line.address}</span>
            <span className={styles.field}>{t(`compose.${line.field}`)}</span>
          </li>
        ))}
      </ul>
      {lines.length > SHOWN && <p>{t('compose.slip.more', { count: lines.length - SHOWN })}</p>}
    </div>
  );
}
