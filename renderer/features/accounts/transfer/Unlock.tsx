/** A file that a passphrase opens: it goes to main once, and is kept nowhere. */
import { Button, PasswordInput } from '@mantine/core';
import { useRef } from 'react';
import type { LockedFile } from '#core/contract/transfer.ts';
import { call } from '../../../api.ts';
import { ErrorPane } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { useAttempt } from './attempt.ts';
import { showPreview } from './open.ts';
import { useTransferWords } from './words.ts';
import styles from './transfer.module.css';

export function Unlock({ file }: { readonly file: LockedFile }) {
  const { t } = useTransferWords();
  const { t: common } = useWords();
  const passphrase = useRef<HTMLInputElement>(null);
  const { pending, error, attempt } = useAttempt();
  const open = () =>
    attempt(async () => {
      const typed = passphrase.current?.value ?? '';
      if (typed === '') return;
      showPreview(await call('transfer.unlock', { handle: file.handle, passphrase: typed }));
    });
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <PasswordInput
        ref={passphrase}
        className={styles.passphrase ?? ''}
        label={t('locked', { name: file.name })}
        autoComplete="off"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': common('accounts.showPassword') }}
      />
      <Button type="submit" size="xs" loading={pending}>
        {t('unlock')}
      </Button>
      {error !== null && <ErrorPane title={t('failed')} error={error} />}
    </form>
  );
}
