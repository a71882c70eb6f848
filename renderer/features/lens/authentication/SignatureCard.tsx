/** A DKIM signature: what its tags say, and what the verification found, told apart. */
import type { VerifiedSignature } from '#core/contract/authentication.ts';
import type { DkimSignature } from '#core/headers/authentication/authentication.ts';
import { formatBytes, formatMoment, formatNumber } from '../../../format.ts';
import { Badge, InlineMessage } from '../../../ui/index.ts';
import { Card, Facts, type Fact } from './Card.tsx';
import { VerdictMark } from './marks.tsx';
import { SignedFields } from './SignedFields.tsx';
import { useAuthenticationWords } from './words.ts';
import { Why } from './Why.tsx';
import styles from './authentication.module.css';

export function SignatureCard({
  dkim: { item, signature, alignment },
  verified,
  now,
}: {
  readonly dkim: DkimSignature;
  readonly verified: VerifiedSignature | null;
  /** ms: when the view was opened */
  readonly now: number;
}) {
  const { t, language } = useAuthenticationWords();
  const aligned = verified === null || alignment === null ? alignment : verified.aligned ? alignment : 'none';
  const domain = signature.domain === '' ? t('dkim.noDomain') : signature.domain;
  const expired = signature.expiresAt !== null && signature.expiresAt < now;
  const facts: Fact[] = [
    { term: t('dkim.selector'), value: signature.selector, exact: true },
    { term: t('dkim.algorithm'), value: signature.algorithm, exact: true },
    { term: t('dkim.key'), value: keyWords() },
    {
      term: t('dkim.canonicalization'),
      value: t('dkim.canon', {
        header: signature.headerCanonicalization,
        body: signature.bodyCanonicalization,
      }),
    },
    {
      term: t('dkim.body'),
      value:
        signature.bodyLength === null
          ? t('dkim.wholeBody')
          : t('dkim.partBody', { size: formatBytes(signature.bodyLength, language) }),
    },
  ];
  if (signature.identity !== `@${signature.domain}`)
    facts.push({ term: t('dkim.identity'), value: signature.identity, exact: true });
  if (signature.signedAt !== null)
    facts.push({ term: t('dkim.signedAt'), value: formatMoment(signature.signedAt, language) });
  if (signature.expiresAt !== null)
    facts.push({ term: t('dkim.expiresAt'), value: formatMoment(signature.expiresAt, language) });
  if (verified !== null && verified.keyRecord !== '')
    facts.push({ term: t('dkim.record'), value: verified.keyRecord, exact: true, wide: true });

  function keyWords(): string {
    if (signature.algorithm.toLowerCase().startsWith('ed25519')) return t('dkim.ed25519');
    const bits = verified?.keyBits ?? null;
    return bits === null ? t('dkim.keyUnknown') : t('dkim.rsaBits', { bits: formatNumber(bits, language) });
  }

  return (
    <Card
      title={t('dkim.title', { domain })}
      item={item}
      marks={
        <>
          <VerdictMark result={verified?.result ?? null} />
          {aligned !== null && (
            <Badge tone={aligned === 'none' ? 'warn' : 'ok'}>{t(`dkim.align.${aligned}`)}</Badge>
          )}
        </>
      }
    >
      {verified !== null && <Why verified={verified} />}
      {expired && verified?.failure !== 'expired' && (
        <InlineMessage tone="warning">{t('problem.expired')}</InlineMessage>
      )}
      {signature.bodyLength !== null && (
        <InlineMessage tone="warning">
          {t('dkim.partWarning')}{' '}
          {typeof verified?.unsigned === 'number' &&
            verified.unsigned > 0 &&
            t('dkim.unsigned', { size: formatBytes(verified.unsigned, language) })}
        </InlineMessage>
      )}
      {signature.problems.length > 0 && (
        <ul className={styles.problems}>
          {signature.problems.map((problem, index) => (
            <li key={index}>
              {t(`problem.${problem.code}`, 'tag' in problem ? { tag: problem.tag.slice(0, 20) } : {})}
            </li>
          ))}
        </ul>
      )}
      <Facts facts={facts} />
      <SignedFields signature={signature} />
    </Card>
  );
}
