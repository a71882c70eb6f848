/**
 * Who vouches for a message: first in plain words, then what was verified here, each signature, and what header fields claim, with who can
 * have written them. The DNS is asked by the button alone; main keeps what it said until the program ends.
 */
import { useMemo, useRef, useState } from 'react';
import { authenticationOf, type Authentication } from '#core/headers/authentication/authentication.ts';
import { envelopeSender } from '#core/headers/authentication/envelope-sender.ts';
import { summaryOf } from '#core/headers/authentication/summary.ts';
import { joined } from '#core/headers/bytes.ts';
import { formatNumber } from '../../../format.ts';
import type { Header } from '../message.ts';
import { useReveal } from '../selection.tsx';
import { useReport } from '../share/use-report.ts';
import type { ViewProps } from '../views.ts';
import { ArcCards } from './ArcCard.tsx';
import { ResultsCard, SpfClaimCard } from './ClaimCards.tsx';
import { SignatureCard } from './SignatureCard.tsx';
import { SpamCard } from './SpamCard.tsx';
import { Summary } from './Summary.tsx';
import { useVerification } from './use-verification.ts';
import { Verification } from './Verification.tsx';
import { Verified } from './Verified.tsx';
import { useAuthenticationWords } from './words.ts';
import styles from './authentication.module.css';

export default function AuthenticationView(props: ViewProps) {
  // Nothing that one message is asked for may end up with the next one.
  return <Vouching key={props.message.key} {...props} />;
}

function Vouching({ message, header }: ViewProps) {
  const { t, language } = useAuthenticationWords();
  const authentication = useMemo(() => authenticationOf(header.parsed, header.bytes), [header]);
  const known = message.kind === 'sent' ? message.view.made.envelope.returnPath : null;
  const spfDomain = useMemo(() => envelopeSender(header.parsed, header.bytes, known).domain, [header, known]);
  const [now] = useState(() => Date.now());
  const { report, busy, error, verify } = useVerification(message);
  const body = useRef<HTMLDivElement>(null);
  useReport(header, 'authentication', () => fieldsOf(authentication, header));
  useReveal((item) =>
    body.current?.querySelector(`[data-item='${String(item)}']`)?.scrollIntoView({ block: 'nearest' }),
  );
  const summary = useMemo(
    () => summaryOf(authentication, report, message.kind === 'sent'),
    [authentication, report, message.kind],
  );
  const { signatures, results, spf, arc, spam, boundary, more } = authentication;
  const claims = results.length + spf.length > 0;
  return (
    <div className={styles.view} ref={body} tabIndex={0} role="region" aria-label={t('view')}>
      <Summary summary={summary} report={report} />
      <Verification
        authentication={authentication}
        spfDomain={spfDomain}
        report={report}
        busy={busy}
        error={error}
        onVerify={verify}
      />
      {report !== null && (
        <section>
          <h2>{t('section.verified')}</h2>
          <Verified report={report} />
        </section>
      )}
      {signatures.length > 0 && (
        <section>
          <h2>{t('section.signatures')}</h2>
          {signatures.map((dkim, index) => (
            <SignatureCard
              key={dkim.item}
              dkim={dkim}
              verified={report?.signatures[index] ?? null}
              now={now}
            />
          ))}
        </section>
      )}
      {claims && (
        <section>
          <h2>{t('section.claims')}</h2>
          <p className={styles.note}>
            {t('section.claimsText')}{' '}
            {boundary.receiver !== null && t('section.boundary', { host: boundary.receiver })}
          </p>
          {results.map((claim) => (
            <ResultsCard key={claim.item} claim={claim} />
          ))}
          {spf.map((claim) => (
            <SpfClaimCard key={claim.item} claim={claim} />
          ))}
        </section>
      )}
      {(arc.sets.length > 0 || arc.problems.length > 0) && (
        <section>
          <h2>{t('section.arc')}</h2>
          <ArcCards arc={arc} verified={report?.arc ?? null} />
        </section>
      )}
      {spam.length > 0 && (
        <section>
          <h2>{t('section.spam')}</h2>
          {spam.map((claim) => (
            <SpamCard key={claim.item} claim={claim} />
          ))}
        </section>
      )}
      {more > 0 && (
        <p className={styles.note}>{t('more', { count: more, shown: formatNumber(more, language) })}</p>
      )}
    </div>
  );
}

/** The fields that this view speaks of, as they stand in the header. */
function fieldsOf(
  { signatures, results, spf, spam, arc }: Authentication,
  { bytes, parsed }: Header,
): Uint8Array {
  const items = [
    ...[...signatures, ...results, ...spf, ...spam].map(({ item }) => item),
    ...arc.sets.flatMap(({ seal, message, results: found }) =>
      [seal?.item, message?.item, found?.item].filter((item) => item !== undefined),
    ),
  ];
  const places = [...new Set(items)].toSorted((one, other) => one - other);
  return joined(
    places.flatMap((item) => {
      const field = parsed.items[item];
      return field === undefined ? [] : [bytes.subarray(field.start, field.end)];
    }),
  );
}
