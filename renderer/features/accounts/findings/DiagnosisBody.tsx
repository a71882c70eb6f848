/** Why the test failed: the server's own words, what they mean, what may lie behind it, and what can be done, likeliest first. */
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { flushSync } from 'react-dom';
import { useFormContext } from 'react-hook-form';
import { presetForHost } from '#core/discovery/presets/index.ts';
import { withTrusted, type Security } from '#core/account/tls-policy.ts';
import type { Diagnosis, FixCode, TlsFacts, TranscriptLine } from '#core/smtp/vocabulary.ts';
import { call } from '../../../api.ts';
import { ReplyMeaning } from '../../../ui/exchange/ReplyMeaning.tsx';
import { ReplyText } from '../../../ui/exchange/ReplyText.tsx';
import { pageFor, useDiagnosisWords } from '../../../ui/exchange/diagnosis-words.ts';
import { Transcript } from '../../../ui/exchange/Transcript.tsx';
import { Icon } from '../../../ui/index.ts';
import { Causes } from '../../../ui/report/Causes.tsx';
import { useWords } from '../../../words.ts';
import type { AccountForm } from '../form/account-form.ts';
import { tokensFrom } from '../form/oauth/tokens-from.ts';
import { CertificateCard } from './CertificateCard.tsx';
import styles from '../accounts.module.css';

/** What the account's editor can do about a diagnosis; what is missing here is said as text. */
export type Doable = Partial<Record<FixCode, () => void>>;

export function DiagnosisBody({
  diagnosis,
  transcript,
  likeliest,
  tls,
  onAgain,
  doable: elsewhere,
}: {
  readonly diagnosis: Diagnosis;
  readonly transcript: readonly TranscriptLine[];
  /** the likeliest fix is the pane's one yellow button */
  readonly likeliest: boolean;
  /** what the test learned of the encryption; null: the test was an earlier one */
  readonly tls: TlsFacts | null;
  readonly onAgain: () => void;
  readonly doable: Doable;
}) {
  const { t } = useWords();
  const words = useDiagnosisWords(diagnosis);
  const isDoubtful = tls !== null && !tls.verified && diagnosis.step === 'tls';
  const trust = useTrust(diagnosis, tls, onAgain);
  const doable: Doable = {
    ...useFormFixes(diagnosis),
    ...(isDoubtful ? { 'trust-certificate': trust } : {}),
    ...elsewhere,
  };
  const last = lastExchange(transcript);
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
      <Causes causes={words.causes} />
      {buttons.length > 0 && (
        <div className={styles.fixes} role="group" aria-label={t('accounts.fixes')}>
          {buttons.map(({ code, text, run }, index) => (
            <Button
              key={code}
              variant={index === 0 && likeliest && code !== 'trust-certificate' ? 'filled' : 'default'}
              leftSection={opensPage(code) ? <Icon of={IconExternalLink} size={16} /> : undefined}
              onClick={run}
            >
              {text}
            </Button>
          ))}
        </div>
      )}
      {advice.length > 0 && (
        <div className={styles.advice}>
          {buttons.length > 0 ? <span>{t('accounts.orElse')}</span> : <b>{t('accounts.fixes')}</b>}
          <ul>
            {advice.map(({ code, text }) => (
              <li key={code}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

const opensPage = (fix: FixCode): boolean => fix === 'make-app-password' || fix === 'open-provider-page';

/** What can be changed in the form, or opened, with what the diagnosis itself knows. */
function useFormFixes({ params }: Diagnosis): Doable {
  const { setValue, setFocus, getValues } = useFormContext<AccountForm>();
  const use = (security: Security, port?: number) => () => {
    setValue('security', security, { shouldDirty: true });
    if (port !== undefined) setValue('port', port, { shouldDirty: true });
    setFocus('port');
  };
  const wholeAddress = () => {
    setValue('user', getValues('identities.0.address'), { shouldDirty: true });
    setFocus('user');
  };
  const byTokens = () => {
    const oauth = tokensFrom(presetForHost(getValues('host'))?.id ?? null);
    // Its field is there once the form has followed.
    flushSync(() => setValue('signIn', { method: 'auto', oauth }, { shouldDirty: true }));
    setFocus('signIn.oauth.clientId');
  };
  const pages = (['make-app-password', 'open-provider-page'] as const).flatMap((fix) => {
    const url = pageFor(fix, params);
    return url === undefined ? [] : [[fix, () => void call('app.openExternal', { url })] as const];
  });
  return {
    'check-host': () => setFocus('host'),
    'use-port-465': use('tls', 465),
    'use-port-587': use('starttls', 587),
    'use-tls': use('tls'),
    'use-starttls': use('starttls'),
    'use-whole-address': wholeAddress,
    'choose-sign-in': () => setFocus('signIn.method'),
    'use-oauth2': byTokens,
    ...Object.fromEntries(pages),
  };
}

/** It counts once the account is saved; the test that follows takes the form at its word. */
function useTrust({ params }: Diagnosis, tls: TlsFacts | null, onAgain: () => void): () => void {
  const { setValue, getValues } = useFormContext<AccountForm>();
  return () => {
    const certificate = tls?.chain[0];
    if (certificate === undefined) return;
    const trusted = withTrusted(getValues('tls.trusted'), certificate, params['host'] ?? '');
    setValue('tls.trusted', trusted, { shouldDirty: true });
    onAgain();
  };
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
