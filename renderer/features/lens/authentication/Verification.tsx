/** The button that asks the DNS, what it will ask, and what was asked; nothing is asked before it is pressed. */
import { Button } from '@mantine/core';
import { IconWorldSearch } from '@tabler/icons-react';
import type { AuthenticationReport } from '#core/contract/authentication.ts';
import { firstQuestions, type Authentication } from '#core/headers/authentication/authentication.ts';
import type { AppError } from '#core/contract/errors.ts';
import { formatMoment, formatNumber } from '../../../format.ts';
import { Icon, InlineMessage, useErrorWords } from '../../../ui/index.ts';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

/** Names shown before; the rest is counted. */
const SHOWN = 8;

export function Verification({
  authentication,
  report,
  busy,
  error,
  onVerify,
}: {
  readonly authentication: Authentication;
  readonly report: AuthenticationReport | null;
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly onVerify: () => void;
}) {
  const { t, language } = useAuthenticationWords();
  const say = useErrorWords();
  const names = firstQuestions(authentication);
  return (
    <section className={styles.verification} aria-label={t('verify.title')} aria-busy={busy}>
      <Button
        size="xs"
        {...(report === null ? { variant: 'filled' } : {})}
        leftSection={<Icon of={IconWorldSearch} size={16} />}
        loading={busy}
        onClick={onVerify}
      >
        {t(report === null ? 'verify.button' : 'verify.again')}
      </Button>
      {report === null ? (
        <div className={styles.note}>
          <p>{busy ? t('verify.busy') : t('verify.why')}</p>
          <p>
            {t('verify.names')} <code>{names.slice(0, SHOWN).join(', ')}</code>
            {names.length > SHOWN && ` ${t('dkim.more', { count: names.length - SHOWN })}`}; {t('verify.spf')}
            .
          </p>
        </div>
      ) : (
        <div className={styles.note} role="status">
          <p>{t('verify.done', { at: formatMoment(report.at, language) })}</p>
          <details>
            <summary>
              {t('verify.asked', {
                count: report.asked.length,
                shown: formatNumber(report.asked.length, language),
              })}
            </summary>
            <ul>
              {report.asked.map(({ name, type, answer }) => (
                <li key={`${type} ${name}`}>
                  <code>
                    {type} {name}
                  </code>{' '}
                  {t(`verify.answer.${answer}`)}
                </li>
              ))}
            </ul>
          </details>
        </div>
      )}
      {error !== null && (
        <InlineMessage tone="error" live>
          {t('verify.failed')} {say(error)}
        </InlineMessage>
      )}
    </section>
  );
}
