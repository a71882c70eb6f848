/** The left column: brand, Compose, places with their counts, the accounts, and whether we are online. Under 1100 px only a rail of icons. */
import { Tooltip, UnstyledButton } from '@mantine/core';
import { useMediaQuery, useNetwork } from '@mantine/hooks';
import {
  IconAddressBook,
  IconHomeCheck,
  IconMailCheck,
  IconMailForward,
  IconMailSearch,
  IconNote,
  IconPencil,
  IconPlayerPause,
  IconServer2,
  IconSettings,
  IconCommand,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CommandId } from '#core/contract/app.ts';
import { useCall } from '../api.ts';
import { Keys, useRunCommand } from '../commands.tsx';
import { formatNumber } from '../format.ts';
import { useOutboxSummary } from '../outbox-answers.ts';
import { usePlace, type Place } from '../place.tsx';
import { AccountDot } from '../ui/marks/AccountDot.tsx';
import { Icon } from '../ui/marks/Icon.tsx';
import { Stamp } from '../ui/marks/Stamp.tsx';
import { useWords } from '../words.ts';
import heard from '../ui/marks/heard.module.css';
import styles from './shell.module.css';

export function Places() {
  const { t } = useWords();
  const rail = useMediaQuery('(width < 1100px)', false, { getInitialValueInEffect: false });
  const run = useRunCommand();
  const drafts = useCall('drafts.list', null).data?.length ?? 0;
  const outbox = useOutboxSummary();
  return (
    <nav
      className={styles.nav}
      data-rail={rail || undefined}
      aria-label={t('app.places')}
      data-column
      tabIndex={-1}
    >
      <div className={styles.brand}>
        <Stamp />
        {!rail && <b>{t('app.name')}</b>}
      </div>
      <Hint rail={rail} text={t('app.place.compose')} command="compose">
        <UnstyledButton
          className={styles.compose}
          aria-label={rail ? t('app.place.compose') : undefined}
          onClick={() => run('compose')}
        >
          <Icon of={IconPencil} />
          {!rail && (
            <>
              <span>{t('app.place.compose')}</span>
              <Keys id="compose" quiet />
            </>
          )}
        </UnstyledButton>
      </Hint>
      <PlaceLink rail={rail} place="drafts" icon={IconNote} command="go-drafts" count={drafts} />
      <PlaceLink
        rail={rail}
        place="outbox"
        icon={outbox?.allPaused === true ? IconPlayerPause : IconMailForward}
        paused={outbox?.allPaused === true}
        command="go-outbox"
        count={outbox?.total ?? 0}
        unknown={(outbox?.unknown ?? 0) > 0}
      />
      <PlaceLink rail={rail} place="sent" icon={IconMailCheck} command="go-sent" />
      <PlaceLink rail={rail} place="practice" icon={IconHomeCheck} />
      <PlaceLink rail={rail} place="lens" icon={IconMailSearch} command="go-lens" />
      <hr />
      <PlaceLink rail={rail} place="contacts" icon={IconAddressBook} command="go-contacts" />
      <PlaceLink rail={rail} place="accounts" icon={IconServer2} command="go-accounts" />
      {!rail && <AccountLinks />}
      <hr />
      <PlaceLink rail={rail} place="settings" icon={IconSettings} command="go-settings" />
      <Foot rail={rail} />
    </nav>
  );
}

function PlaceLink({
  rail,
  place,
  icon,
  command,
  count = 0,
  unknown = false,
  paused = false,
}: {
  readonly rail: boolean;
  readonly place: Place;
  readonly icon: TablerIcon;
  readonly command?: CommandId;
  readonly count?: number;
  readonly unknown?: boolean;
  readonly paused?: boolean;
}) {
  const { t, language } = useWords();
  const { place: here, go } = usePlace();
  const name = t(`app.place.${place}`);
  const counted = unknown ? t('app.outboxUnknown', { count }) : count > 0 ? t('app.items', { count }) : '';
  const state = [counted, paused ? t('app.outboxPaused') : ''].filter((part) => part !== '').join(', ');
  return (
    <Hint rail={rail} text={state === '' ? name : `${name}, ${state}`} {...(command && { command })}>
      <UnstyledButton
        className={styles.link}
        aria-current={here === place ? 'page' : undefined}
        onClick={() => go(place)}
      >
        <Icon of={icon} />
        <span className={rail ? heard.heard : styles.linkName}>{name}</span>
        {state !== '' && <span className={heard.heard}>, {state}</span>}
        {count > 0 && (
          <span className={styles.count} data-unknown={unknown || undefined} aria-hidden>
            {formatNumber(count, language)}
          </span>
        )}
      </UnstyledButton>
    </Hint>
  );
}

/** So many leave room for the settings; the accounts' own place has all of them. */
const MAX_LINKS = 12;

function AccountLinks() {
  const { go, select } = usePlace();
  const accounts = useCall('accounts.list', null).data?.accounts ?? [];
  return (
    <ul className={styles.accounts}>
      {accounts.slice(0, MAX_LINKS).map(({ account }) => (
        <li key={account.id}>
          <UnstyledButton
            className={styles.account}
            onClick={() => {
              go('accounts');
              select({ accounts: account.id });
              // The account was asked for, not what stands in its place.
              void import('../features/accounts/transfer/open.ts').then(({ closeTransfer }) =>
                closeTransfer(),
              );
            }}
          >
            <AccountDot hue={account.hue} />
            <span>{account.name}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function Foot({ rail }: { readonly rail: boolean }) {
  const { t } = useWords();
  const { online } = useNetwork();
  const run = useRunCommand();
  const waiting = useOutboxSummary()?.waiting ?? 0;
  const state = online
    ? t('app.online')
    : waiting > 0
      ? t('app.offlineWaiting', { count: waiting })
      : t('app.offline');
  return (
    <div className={styles.foot}>
      <Hint rail={rail} text={state}>
        <div className={styles.online} data-offline={!online || undefined} role="status">
          <i aria-hidden />
          <span className={rail ? heard.heard : undefined}>{state}</span>
        </div>
      </Hint>
      <Hint rail={rail} text={t('app.allCommands')} command="palette">
        <UnstyledButton
          className={styles.all}
          aria-label={rail ? t('app.allCommands') : undefined}
          onClick={() => run('palette')}
        >
          {rail ? (
            <Icon of={IconCommand} />
          ) : (
            <>
              <span>{t('app.allCommands')}</span>
              <Keys id="palette" />
            </>
          )}
        </UnstyledButton>
      </Hint>
    </div>
  );
}

/** On the rail, the name and its shortcut come as a tooltip. */
function Hint({
  rail,
  text,
  command,
  children,
}: {
  readonly rail: boolean;
  readonly text: string;
  readonly command?: CommandId;
  readonly children: ReactNode;
}) {
  if (!rail) return children;
  return (
    <Tooltip
      position="right"
      label={
        <span className={styles.hint}>
          {text} {command && <Keys id={command} quiet />}
        </span>
      }
    >
      <div>{children}</div>
    </Tooltip>
  );
}
