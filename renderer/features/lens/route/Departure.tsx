/** A header without Received: why that is so, and the first hop as Facteur's own attempt knows it. */
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import type { MessageView } from '#core/contract/sent.ts';
import { ipAddress } from '#core/headers/route/ip.ts';
import type { Route } from '#core/headers/route/route.ts';
import type { AttemptRecorded } from '#core/message/record.ts';
import { Badge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { acceptedAttempt } from '../message.ts';
import { AddressMark, HostMark } from './HopMarks.tsx';
import { clockAsWritten, timeWithOffset } from './hop-words.ts';
import { Stop } from './Stop.tsx';
import styles from './route.module.css';

export function Departure({
  view,
  route: { written },
}: {
  /** null: it was opened, and how it left is not known */
  readonly view: MessageView | null;
  readonly route: Route;
}) {
  const { t } = useWords();
  const attempt = view === null ? undefined : (acceptedAttempt(view) ?? view.attempts.at(-1));
  return (
    <div className={styles.main} tabIndex={0} role="region" aria-label={t('lens.route.timeline')}>
      <div className={styles.why}>
        <h2>{t('lens.route.none.title')}</h2>
        <p>{t(view === null ? 'lens.route.none.opened' : 'lens.route.none.text')}</p>
        {attempt && <p>{t('lens.route.none.known')}</p>}
      </div>
      {attempt && (
        <ol className={styles.hops}>
          <Stop
            place="first"
            time={written ? clockAsWritten(written) : t('lens.route.noTime')}
            name={attempt.ehloName ?? t('lens.route.unnamed')}
            marks={<HostMarks host={attempt.ehloName} address={attempt.localAddress} />}
            said={
              written
                ? t('lens.route.writtenHere', { time: timeWithOffset(written) })
                : t('lens.route.noDate')
            }
            delay={
              written
                ? { ms: Math.floor(attempt.endedAt / 1000) * 1000 - written.at, share: 0, slowest: false }
                : null
            }
          />
          <Taker attempt={attempt} offset={written?.offset ?? 0} />
        </ol>
      )}
    </div>
  );
}

function Taker({ attempt, offset }: { readonly attempt: AttemptRecorded; readonly offset: number }) {
  const { t } = useWords();
  const { tls, finalReply, remoteAddress, endedAt } = attempt;
  const reply =
    finalReply === null ? t('lens.route.noReply') : [String(finalReply.code), ...finalReply.lines].join(' ');
  const taken = finalReply !== null && finalReply.code >= 200 && finalReply.code < 300;
  const name = tls?.serverName || remoteAddress;
  return (
    <Stop
      place="last"
      time={clockAsWritten({ at: endedAt, offset })}
      name={name ?? t('lens.route.unnamed')}
      marks={
        <>
          <HostMarks host={tls?.serverName ?? null} address={remoteAddress} />
          <Badge tone={tls ? 'ok' : 'warn'} icon={tls ? IconLock : IconLockOpen}>
            {tls ? tls.version.replace('TLSv', 'TLS ') : t('lens.route.plain')}
          </Badge>
        </>
      }
      said={t(taken ? 'lens.route.accepted' : 'lens.route.notAccepted', { reply })}
      delay={null}
    />
  );
}

function HostMarks({ host, address }: { readonly host: string | null; readonly address: string | null }) {
  const ip = address === null ? null : ipAddress(address);
  return (
    <>
      {host !== null && host !== '' && ipAddress(host) === null && <HostMark host={host} />}
      {ip && <AddressMark address={ip} />}
    </>
  );
}
