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
  spfDomain,
  report,
  busy,
  error,
  onVerify,
}: {
  readonly authentication: Authentication;
  /** empty: none is asked */
  readonly spfDomain: string;
  readonly report: AuthenticationReport | null;
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly onVerify: () => void;
}) {
  const { t, language } = useAuthenticationWords();
  const say = useErrorWords();
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
          <FirstAsked names={firstQuestions(authentication)} domain={spfDomain} />
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

/** Stands in a sentence where something exact belongs. */
const SLOT = '\0';

/** One whole sentence of the catalogue, in which names come before the domain. */
function FirstAsked({ names, domain }: { readonly names: readonly string[]; readonly domain: string }) {
  const { t } = useAuthenticationWords();
  const hasNames = names.length > 0;
  const hasDomain = domain !== '';
  if (!hasNames && !hasDomain) return null;
  const sentence = hasNames && hasDomain ? 'both' : hasNames ? 'names' : 'spf';
  const exact = [
    ...(hasNames ? [<Names key="names" names={names} />] : []),
    ...(hasDomain ? [<code key="domain">{domain}</code>] : []),
  ];
  return (
    <p>
      {t(`verify.first.${sentence}`, { names: SLOT, domain: SLOT })
        .split(SLOT)
        .flatMap((words, at) => [words, exact[at]])}
    </p>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  const { t } = useAuthenticationWords();
  const more = names.length - SHOWN;
  return (
    <>
      <code>{names.slice(0, SHOWN).join(', ')}</code>
      {more > 0 && ` ${t('dkim.more', { count: more })}`}
    </>
  );
}
