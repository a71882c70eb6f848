/** Above the views: subject, who to whom, the postmark of an acceptance, and what can be done with the message. */
import { Button } from '@mantine/core';
import { IconCopy, IconDownload, IconHelp } from '@tabler/icons-react';
import { Suspense } from 'react';
import { addressList, type HeaderAddress } from '#core/headers/address-list.ts';
import { fieldsNamed } from '#core/headers/parse.ts';
import { unfolded, unfoldedOctets } from '#core/headers/unfold.ts';
import { READ } from '#core/headers/values/reading.ts';
import { shownText } from '#core/headers/values/shown-text.ts';
import type { MessageView } from '#core/contract/sent.ts';
import { call, errorOf } from '../../api.ts';
import { useCommand } from '../../commands.tsx';
import { formatNumber, formatTime } from '../../format.ts';
import {
  AccountDot,
  Icon,
  Postmark,
  PracticeBadge,
  StatusBadge,
  toast,
  useErrorWords,
} from '../../ui/index.ts';
import { useWords } from '../../words.ts';
import { ReuseMenu } from '../reuse/ReuseMenu.tsx';
import { CopyRedacted } from './CopyRedacted.tsx';
import { Pieces } from './fields/Pieces.tsx';
import { useOpenGuide } from './guide/use-guide.tsx';
import { acceptedAttempt, clipboardText, isBccOf, type Header, type SentMessage } from './message.ts';
import { Share } from './share/lazy-share.ts';
import { useCopy } from './use-copy.ts';
import styles from './lens.module.css';

export function LensHead({ message, header }: { readonly message: SentMessage; readonly header: Header }) {
  const { view } = message;
  const { t } = useWords();
  const copy = useCopy();
  const say = useErrorWords();
  const openGuide = useOpenGuide();
  const subjectField = fieldsNamed(header.parsed, 'Subject')[0];
  const subject = subjectField ? shownText(unfoldedOctets(header.bytes, subjectField, READ)) : [];
  const [from] = addressesIn(header, 'From');
  const save = () => {
    call('lens.save', { messageId: view.message.id }).then(
      ({ saved }) => saved && toast({ kind: 'ok', title: t('lens.head.saved') }),
      (error: unknown) => toast({ kind: 'error', title: say(errorOf(error)) }),
    );
  };
  useCommand('save-eml', save);
  return (
    <header className={styles.head}>
      <Stamped view={view} />
      <h1>{subject.length === 0 ? t('lens.list.noSubject') : <Pieces pieces={subject} quiet />}</h1>
      {from && (
        <div className={styles.people}>
          {from.name !== '' && <b>{from.name}</b>}{' '}
          {from.name === '' ? <b>{from.address}</b> : `<${from.address}>`}
        </div>
      )}
      <Recipients view={view} header={header} />
      <div className={styles.actions} role="group" aria-label={t('lens.head.actions')}>
        <ReuseMenu message={message} header={header} />
        <Button size="xs" leftSection={<Icon of={IconDownload} size={16} />} onClick={save}>
          {t('lens.head.save')}
        </Button>
        <Button
          size="xs"
          leftSection={<Icon of={IconCopy} size={16} />}
          onClick={() => copy(clipboardText(header.bytes))}
        >
          {t('lens.head.copyHeader')}
        </Button>
        <CopyRedacted header={header} />
        <Button size="xs" leftSection={<Icon of={IconHelp} size={16} />} onClick={() => openGuide()}>
          {t('lens.guide.open')}
        </Button>
        <Suspense fallback={null}>
          <Share message={message} header={header} />
        </Suspense>
        <span className={styles.marks}>
          <span className={styles.account}>
            <AccountDot hue={view.made.account.hue} />
            {view.made.account.name}
          </span>
          {view.submission.status !== 'sent' && <StatusBadge status={view.submission.status} />}
          {view.made.practice && (
            <>
              <PracticeBadge />
              <span>{t('lens.head.practice')}</span>
            </>
          )}
        </span>
      </div>
    </header>
  );
}

export const addressesIn = ({ bytes, parsed }: Header, name: string): HeaderAddress[] =>
  fieldsNamed(parsed, name).flatMap((field) => addressList(unfolded(bytes, field)));

const SHOWN = 4;

function Recipients({ view, header }: { readonly view: MessageView; readonly header: Header }) {
  const { t, language } = useWords();
  const names = (field: string) => {
    const all = addressesIn(header, field);
    const shown = all.slice(0, SHOWN).map(({ name, address }) => (name === '' ? address : name));
    const more = all.length - shown.length;
    return more > 0 ? `${shown.join(', ')} ${t('lens.head.more', { count: more })}` : shown.join(', ');
  };
  const to = names('To');
  const cc = names('Cc');
  const isBcc = isBccOf(view);
  const bcc = view.made.envelope.recipients.filter(({ address, field }) => isBcc(address, field)).length;
  const parts = [to && t('lens.head.to', { names: to }), cc && t('lens.head.cc', { names: cc })].filter(
    (part) => part !== '',
  );
  return (
    <div className={styles.people}>
      {parts.join(' · ')}
      {bcc > 0 && (
        <>
          {parts.length > 0 && ' · '}
          <b>{t('lens.head.bcc', { count: bcc, shown: formatNumber(bcc, language) })}</b>
        </>
      )}
    </div>
  );
}

/** Only where a server said 250 after the final dot. */
function Stamped({ view }: { readonly view: MessageView }) {
  const { t, language } = useWords();
  const accepted = acceptedAttempt(view);
  if (accepted?.finalReply?.code !== 250) return null;
  const { endedAt, finalReply } = accepted;
  const day = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: '2-digit',
    month: 'short',
    year: '2-digit',
  })
    .format(endedAt)
    .replaceAll('.', '')
    .toLocaleUpperCase(language);
  const reply = [String(finalReply.code), finalReply.enhanced].filter((part) => part !== null).join(' ');
  const time = formatTime(endedAt, language);
  const { name } = view.made.account;
  return (
    <div className={styles.postmark}>
      <Postmark
        words={{
          top: t('lens.head.accepted'),
          bottom: name.slice(0, 16).toLocaleUpperCase(language),
          date: day,
          time,
          reply,
        }}
        label={t('lens.head.postmark', { day, time, code: reply, account: name })}
      />
    </div>
  );
}
