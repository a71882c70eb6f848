/** Who the message is from: an identity of an account, chosen from a menu of all of them. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { Account } from '#core/account/account.ts';
import type { AccountView } from '#core/contract/accounts.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { AccountDot, Icon, PracticeBadge } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import composer from '../compose.module.css';
import type { Sender } from '../draft/problems.ts';
import styles from './fields.module.css';

type From = Pick<DraftContent, 'accountId' | 'identityId'>;

export function FromField({
  accounts,
  sender,
  onChange,
  onReplyTo,
}: {
  readonly accounts: readonly AccountView[];
  readonly sender: Sender | undefined;
  readonly onChange: (from: From) => void;
  /** shows Reply-To; null: it is shown */
  readonly onReplyTo: (() => void) | null;
}) {
  const { t } = useWords();
  const identity = sender?.identity;
  return (
    <div className={composer.field} data-problem={identity === undefined || undefined}>
      <span className={composer.label} id="from-label">
        {t('compose.from')}
      </span>
      <div className={styles.fromLine}>
        <Menu position="bottom-start" width={420} withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <UnstyledButton className={styles.from} aria-labelledby="from-label from-value">
              <span id="from-value" className={styles.fromValue}>
                {sender && <AccountDot hue={sender.account.hue} />}
                {identity === undefined ? (
                  <span className={styles.gone}>{t('compose.chooseSender')}</span>
                ) : (
                  <>
                    {identity.name !== '' && <b>{identity.name}</b>}
                    <span className={styles.address}>{identity.address}</span>
                  </>
                )}
              </span>
              <Icon of={IconChevronDown} size={16} />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown className={styles.senders ?? ''}>
            {accounts.map(({ account, practice }) => (
              <Identities
                key={account.id}
                account={account}
                practice={practice}
                chosen={account.id === sender?.account.id ? identity?.id : undefined}
                onChange={onChange}
              />
            ))}
          </Menu.Dropdown>
        </Menu>
        {sender?.practice === true && <PracticeBadge />}
      </div>
      <span className={styles.fromEnd}>
        {sender && (
          <span className={styles.via}>
            <span className={styles.short}>{sender.account.name}</span>
            <span className={styles.long}>
              {/* The practice server has a port only while it listens. */}
              {sender.practice
                ? t('compose.viaPractice', { account: sender.account.name })
                : t('compose.via', via(sender.account, t))}
            </span>
          </span>
        )}
        {onReplyTo && (
          <UnstyledButton className={styles.more} onClick={onReplyTo}>
            {t('compose.addReplyTo')}
          </UnstyledButton>
        )}
      </span>
    </div>
  );
}

const via = (account: Account, t: ReturnType<typeof useWords>['t']) => ({
  account: account.name,
  port: String(account.port),
  security: t(`compose.security.${account.security}`),
});

function Identities({
  account,
  practice,
  chosen,
  onChange,
}: {
  readonly account: Account;
  readonly practice: boolean;
  readonly chosen: string | undefined;
  readonly onChange: (from: From) => void;
}) {
  return (
    <>
      <Menu.Label>
        <span className={styles.group}>
          <AccountDot hue={account.hue} />
          {account.name}
          {practice && <PracticeBadge />}
        </span>
      </Menu.Label>
      {account.identities.map((identity) => (
        <Menu.Item
          key={identity.id}
          aria-current={identity.id === chosen || undefined}
          rightSection={identity.id === chosen && <Icon of={IconCheck} size={16} />}
          onClick={() => onChange({ accountId: account.id, identityId: identity.id })}
        >
          {identity.name !== '' && <b>{identity.name} </b>}
          <span className={styles.address}>{identity.address}</span>
        </Menu.Item>
      ))}
    </>
  );
}
