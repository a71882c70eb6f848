/** Why the test failed: the server's own words, what they mean, and what can be done, likeliest first. */
import { Button } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { withTrusted, type Security } from '#core/account/tls-policy.ts';
import type { Diagnosis, FixCode, TlsFacts, TranscriptLine } from '#core/smtp/vocabulary.ts';
import { ReplyMeaning } from '../../../ui/exchange/ReplyMeaning.tsx';
import { ReplyText } from '../../../ui/exchange/ReplyText.tsx';
import { useDiagnosisWords } from '../../../ui/exchange/diagnosis-words.ts';
import { Transcript } from '../../../ui/exchange/Transcript.tsx';
import { useWords } from '../../../words.ts';
import type { AccountForm } from '../form/account-form.ts';
import { CertificateCard } from './CertificateCard.tsx';
import styles from '../accounts.module.css';

export function DiagnosisBody({
  diagnosis,
  transcript,
  likeliest,
  tls,
  onAgain,
  onPassword,
  onConsent,
  onSection,
}: {
  readonly diagnosis: Diagnosis;
  readonly transcript: readonly TranscriptLine[];
  /** the likeliest fix is the pane's one yellow button */
  readonly likeliest: boolean;
  /** what the test learned of the encryption; null: the test was an earlier one */
  readonly tls: TlsFacts | null;
  readonly onAgain: () => void;
  readonly onPassword: () => void;
  readonly onConsent: () => void;
  readonly onSection: (section: string) => void;
}) {
  const { t } = useWords();
  const { setValue, setFocus, getValues } = useFormContext<AccountForm>();
  const words = useDiagnosisWords(diagnosis);
  const last = lastExchange(transcript);
  const use = (security: Security, port?: number) => () => {
    setValue('security', security, { shouldDirty: true });
    if (port !== undefined) setValue('port', port, { shouldDirty: true });
    setFocus('port');
  };
  /** It counts once the account is saved; the test that follows takes the form at its word. */
  const trust = () => {
    const certificate = tls?.chain[0];
    if (tls === null || certificate === undefined) return;
    const trusted = withTrusted(
      getValues('tls.trusted'),
      certificate,
      diagnosis.params['host'] ?? '',
      Date.now(),
    );
    setValue('tls.trusted', trusted, { shouldDirty: true });
    onAgain();
  };
  const isDoubtful = tls !== null && !tls.verified && diagnosis.step === 'tls';
  /** Advice without a button of its own is said as text. */
  const doable: Partial<Record<FixCode, () => void>> = {
    'check-host': () => setFocus('host'),
    'use-port-465': use('tls', 465),
    'use-port-587': use('starttls', 587),
    'use-tls': use('tls'),
    'use-starttls': use('starttls'),
    'choose-sign-in': () => setFocus('signIn.method'),
    ...(isDoubtful ? { 'trust-certificate': trust } : {}),
    'choose-client-certificate': () => onSection('tls'),
    'check-proxy': () => onSection('advanced'),
    'enter-password': onPassword,
    'give-consent': onConsent,
    'unlock-keychain': onAgain,
    'check-network': onAgain,
    'try-later': onAgain,
  };
  const buttons = words.fixes.flatMap((fix) => {
    const run = doable[fix.code];
    return run ? [{ ...fix, run }] : [];
  });
  const advice = words.fixes.filter((fix) => doable[fix.code] === undefined);
  return (
    <div className={styles.diagnosis}>
      {diagnosis.reply && last.length > 0 && <Transcript lines={last} label={t('accounts.serverWords')} />}
      {diagnosis.reply && last.length === 0 && (
        <div className={styles.said}>
          <ReplyText reply={diagnosis.reply} tone="danger" />
        </div>
      )}
      {diagnosis.reply && <ReplyMeaning reply={diagnosis.reply} />}
      {words.text !== '' && <p>{words.text}</p>}
      {isDoubtful && <CertificateCard tls={tls} />}
      {advice.length > 0 && (
        <ul>
          {advice.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
      {buttons.length > 0 && (
        <div className={styles.fixes} role="group" aria-label={t('accounts.fixes')}>
          {buttons.map(({ code, text, run }, index) => (
            <Button
              key={code}
              variant={index === 0 && likeliest && code !== 'trust-certificate' ? 'filled' : 'default'}
              onClick={run}
            >
              {text}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** What was said last before the goodbye: the command, and all that the server answered to it. */
function lastExchange(transcript: readonly TranscriptLine[]): readonly TranscriptLine[] {
  const said = transcript.filter(({ from }) => from !== 'note');
  const goodbye = said.findLastIndex(({ from, text }) => from === 'client' && text === 'QUIT');
  const spoken = goodbye < 0 ? said : said.slice(0, goodbye);
  const command = spoken.findLastIndex(({ from }) => from === 'client');
  const answered = spoken.slice(command + 1).length > 0;
  return answered ? spoken.slice(Math.max(0, command)) : [];
}
