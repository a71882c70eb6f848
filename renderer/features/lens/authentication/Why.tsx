/** Why a signature does not hold, as far as it can be known: which field, which part of the body, or what is wrong with the key. */
import type { VerifiedSignature } from '#core/contract/authentication.ts';
import { formatBytes } from '../../../format.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

const isWeak = (bits: number | null) => bits !== null && bits >= 1024 && bits < 2048;

export function Why({ verified }: { readonly verified: VerifiedSignature }) {
  const { t } = useAuthenticationWords();
  const { failure, keyBits, testing } = verified;
  return (
    <>
      {failure !== null && (
        <InlineMessage tone={verified.result === 'fail' ? 'error' : 'warning'}>
          <p>{t(`failure.${failure}`, { said: verified.said })}</p>
          <Change verified={verified} />
          <Body verified={verified} />
        </InlineMessage>
      )}
      {failure === null && isWeak(keyBits) && <p className={styles.note}>{t('dkim.shortKey')}</p>}
      {testing && <p className={styles.note}>{t('dkim.testing')}</p>}
    </>
  );
}

function Change({
  verified: { failure, change, suspects, headerHolds },
}: {
  readonly verified: VerifiedSignature;
}) {
  const { t } = useAuthenticationWords();
  if (failure === 'body-changed' && headerHolds === true) return <p>{t('headerHolds')}</p>;
  return (
    <>
      {failure === 'body-changed' && headerHolds === false && <p>{t('headerToo')}</p>}
      {change !== null && (
        <p>
          <b>{t(`change.${change.code}`, { field: change.field, was: change.was })}</b> {t('change.certain')}
        </p>
      )}
      {change === null && suspects.length > 0 && (
        <p>
          {t('change.suspects')} <code>{suspects.join(', ')}</code>
        </p>
      )}
    </>
  );
}

function Body({ verified: { bodyChange } }: { readonly verified: VerifiedSignature }) {
  const { t, language } = useAuthenticationWords();
  if (bodyChange === null) return null;
  if (bodyChange.code !== 'appended') return <p>{t(`bodyChange.${bodyChange.code}`)}</p>;
  return (
    <>
      <p>{t('bodyChange.appended', { size: formatBytes(bodyChange.bytes, language) })}</p>
      <pre className={styles.exact}>{bodyChange.text}</pre>
    </>
  );
}
