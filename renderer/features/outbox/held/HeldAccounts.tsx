/** Each account that is on hold, once, however much mail waits for it: what is wrong, how many wait, and the one way to mend it. */
import { Button } from '@mantine/core';
import { IconHandStop, IconKey, IconLockOpen, IconRefresh, IconServer2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { HeldAccount } from '#core/contract/outbox.ts';
import { formatDateTime } from '../../../format.ts';
import { usePlace } from '../../../place.tsx';
import { ReplyText } from '../../../ui/exchange/ReplyText.tsx';
import { useDiagnosisWords } from '../../../ui/exchange/diagnosis-words.ts';
import { AccountDot, Icon, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useAsking } from '../card/actions.ts';
import { HeldPassword } from './HeldPassword.tsx';
import styles from './held.module.css';
import { mendOf, type Mend } from './mend.ts';

export function HeldAccounts({ accounts }: { readonly accounts: readonly HeldAccount[] }) {
  const { t } = useWords();
  if (accounts.length === 0) return null;
  return (
    <section className={styles.region} aria-label={t('outbox.held.region')}>
      {accounts.map((held, index) => (
        <HeldCard key={held.accountId} held={held} isFirst={index === 0} />
      ))}
    </section>
  );
}

/** The first one's mending is the yellow button of the pane. */
function HeldCard({ held, isFirst }: { readonly held: HeldAccount; readonly isFirst: boolean }) {
  const { t, language } = useWords();
  const { accountName: account, diagnosis, since, count } = held;
  const words = useDiagnosisWords(diagnosis);
  const [asksPassword, setAsksPassword] = useState(false);
  return (
    <article className={styles.held} aria-label={t('outbox.held.title', { account })}>
      <Icon of={IconHandStop} />
      <div className={styles.what}>
        <h2>
          <AccountDot hue={held.hue} />
          {t('outbox.held.title', { account })}
        </h2>
        {diagnosis.reply && (
          <ReplyText reply={diagnosis.reply} tone={diagnosis.reply.code < 500 ? 'warn' : 'danger'} />
        )}
        <p>
          <b>{words.title}.</b> {words.text}
        </p>
        <p className={styles.waits}>
          {t('outbox.held.waits', { count, at: formatDateTime(since, language) })}
        </p>
        {asksPassword ? (
          <HeldPassword held={held} onClose={() => setAsksPassword(false)} />
        ) : (
          <Ways held={held} isFirst={isFirst} onPassword={() => setAsksPassword(true)} />
        )}
      </div>
    </article>
  );
}

function Ways({
  held,
  isFirst,
  onPassword,
}: {
  readonly held: HeldAccount;
  readonly isFirst: boolean;
  readonly onPassword: () => void;
}) {
  const { t } = useWords();
  const say = useErrorWords();
  const { go, select } = usePlace();
  const asking = useAsking();
  const mend = mendOf(held.diagnosis);
  const faces: Record<Mend, { label: string; icon: typeof IconKey; run: () => void }> = {
    password: { label: t('outbox.held.enterPassword'), icon: IconKey, run: onPassword },
    unlock: { label: t('outbox.held.unlock'), icon: IconLockOpen, run: () => release() },
    again: { label: t('outbox.held.tryAgain'), icon: IconRefresh, run: () => release() },
    account: {
      label: t('outbox.openAccount'),
      icon: IconServer2,
      run: () => {
        go('accounts');
        select({ accounts: held.accountId });
      },
    },
  };
  const release = () => void asking.ask('outbox.releaseAccount', { accountId: held.accountId });
  const others = (['again', 'account'] as const).filter((other) => other !== mend);
  return (
    <div className={styles.ways}>
      {[mend, ...others].map((way, index) => {
        const { label, icon, run } = faces[way];
        return (
          <Button
            key={way}
            size={index === 0 ? 'sm' : 'xs'}
            variant={index === 0 && isFirst ? 'filled' : 'default'}
            disabled={asking.busy}
            leftSection={<Icon of={icon} size={16} />}
            onClick={run}
          >
            {label}
          </Button>
        );
      })}
      {asking.error && (
        <span role="alert" className={styles.wrong}>
          {say(asking.error)}
        </span>
      )}
    </div>
  );
}
