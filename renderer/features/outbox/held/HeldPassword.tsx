/** The password, entered where its lack is felt: once it is kept, the account's mail goes on. It goes in and never comes out. */
import { Button, PasswordInput } from '@mantine/core';
import { IconKey, IconSend2 } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import type { HeldAccount } from '#core/contract/outbox.ts';
import { call, errorOf, queries } from '../../../api.ts';
import { Icon, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { KeepPassword } from '../../accounts/form/KeepPassword.tsx';
import styles from './held.module.css';

export function HeldPassword({
  held,
  onClose,
}: {
  readonly held: HeldAccount;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const say = useErrorWords();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  const store = async (where: 'keychain' | 'memory', before?: () => Promise<unknown>) => {
    const password = input.current?.value ?? '';
    if (password === '') {
      input.current?.focus();
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await before?.();
      await call('secrets.store', { accountId: held.accountId, password, where });
      onClose();
    } catch (caught) {
      setError(errorOf(caught));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ queryKey: ['accounts.list'] });
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void store('keychain');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <form className={styles.password} onSubmit={submit} onKeyDown={onKeyDown}>
      <PasswordInput
        ref={input}
        className={styles.field ?? ''}
        aria-label={t('outbox.held.passwordOf', { account: held.accountName })}
        placeholder={t('accounts.password')}
        leftSection={<Icon of={IconKey} size={16} />}
        autoComplete="off"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
      />
      <Button type="submit" variant="filled" loading={busy} leftSection={<Icon of={IconSend2} size={16} />}>
        {t('outbox.held.keep')}
      </Button>
      <Button variant="subtle" onClick={onClose}>
        {t('app.cancel')}
      </Button>
      {error?.code === 'keychain' && (
        <KeepPassword
          trouble={error}
          onMemory={() => void store('memory')}
          onRetry={() => void store('keychain')}
          onNewVault={() => void store('keychain', () => call('secrets.startNewVault', null))}
        />
      )}
      {error !== null && error.code !== 'keychain' && (
        <p role="alert" className={styles.wrong}>
          {say(error)}
        </p>
      )}
    </form>
  );
}
