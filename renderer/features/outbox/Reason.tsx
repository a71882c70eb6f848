/** Why it waits or failed: the server's own words first, then ours and what can be done. */
import { Button } from '@mantine/core';
import type { AccountId } from '#core/message/ids.ts';
import type { Diagnosis } from '#core/smtp/vocabulary.ts';
import { usePlace } from '../../place.tsx';
import { ReplyText } from '../../ui/exchange/ReplyText.tsx';
import { useDiagnosisWords } from '../../ui/exchange/diagnosis-words.ts';
import { useWords } from '../../words.ts';
import styles from './outbox.module.css';

/** Steps whose trouble is the account's own; it is mended there. */
const ofAccount = new Set<Diagnosis['step']>([
  'settings',
  'dns',
  'tcp',
  'tls',
  'greeting',
  'ehlo',
  'starttls',
  'sign-in',
]);

export function Reason({
  diagnosis,
  accountId,
}: {
  readonly diagnosis: Diagnosis;
  readonly accountId: AccountId;
}) {
  const { t } = useWords();
  const { go, select } = usePlace();
  const words = useDiagnosisWords(diagnosis);
  const openAccount = () => {
    go('accounts');
    select({ accounts: accountId });
  };
  return (
    <div className={styles.reason}>
      {diagnosis.reply && <ReplyText reply={diagnosis.reply} />}
      <b>{words.title}</b>
      {words.text !== '' && <p>{words.text}</p>}
      {words.fixes.length > 0 && (
        <ul className={styles.fixes}>
          {words.fixes.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
      {ofAccount.has(diagnosis.step) && (
        <Button size="xs" onClick={openAccount}>
          {t('outbox.openAccount')}
        </Button>
      )}
    </div>
  );
}
