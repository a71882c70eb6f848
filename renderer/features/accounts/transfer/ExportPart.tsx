/** All accounts into a file: readable and without secrets, or with them under a passphrase, which goes to main once. */
import { Button, PasswordInput } from '@mantine/core';
import { IconFileExport, IconLock } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { MIN_PASSPHRASE } from '#core/contract/passphrase.ts';
import { call } from '../../../api.ts';
import { ErrorPane, Icon } from '../../../ui/index.ts';
import { toast } from '../../../ui/toast/toast.tsx';
import { useWords } from '../../../words.ts';
import { useAttempt } from './attempt.ts';
import { useTransferWords } from './words.ts';
import styles from './transfer.module.css';

type Wrong = 'short' | 'differs';

export function ExportPart() {
  const { t } = useTransferWords();
  const { t: common } = useWords();
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const { pending, error, attempt } = useAttempt();
  const save = () =>
    attempt(async () => {
      const { saved, count } = await call('transfer.export', { passphrase: null });
      if (saved) toast({ kind: 'info', title: t('exported', { count }) });
    });
  const saveSealed = () => {
    const passphrase = first.current?.value ?? '';
    const found =
      passphrase.length < MIN_PASSPHRASE ? 'short' : passphrase === again.current?.value ? null : 'differs';
    setWrong(found);
    if (found !== null) {
      (found === 'short' ? first : again).current?.focus();
      return;
    }
    attempt(async () => {
      const { saved, count } = await call('transfer.export', { passphrase });
      if (!saved) return;
      toast({ kind: 'info', title: t('exportedSealed', { count }) });
      for (const { current } of [first, again]) if (current) current.value = '';
    });
  };
  const toggle = { 'aria-label': common('accounts.showPassword') };
  return (
    <section className={styles.part} aria-labelledby="transfer-export">
      <h2 id="transfer-export">{t('exportTitle')}</h2>
      <p>{t('exportText')}</p>
      <Button
        size="xs"
        leftSection={<Icon of={IconFileExport} size={16} />}
        disabled={pending}
        onClick={save}
      >
        {t('export')}
      </Button>
      <form
        className={styles.sealed}
        onSubmit={(event) => {
          event.preventDefault();
          saveSealed();
        }}
      >
        <h3>{t('sealed.title')}</h3>
        <p>{t('sealed.text')}</p>
        <div className={styles.passphrases}>
          <PasswordInput
            ref={first}
            label={t('sealed.passphrase')}
            description={t('sealed.hint', { count: MIN_PASSPHRASE })}
            error={wrong === 'short' ? t('sealed.short', { count: MIN_PASSPHRASE }) : undefined}
            autoComplete="off"
            maxLength={1000}
            visibilityToggleButtonProps={toggle}
          />
          <PasswordInput
            ref={again}
            label={t('sealed.again')}
            description={t('sealed.againHint')}
            error={wrong === 'differs' ? t('sealed.differs') : undefined}
            autoComplete="off"
            maxLength={1000}
            visibilityToggleButtonProps={toggle}
          />
        </div>
        <Button type="submit" size="xs" leftSection={<Icon of={IconLock} size={16} />} loading={pending}>
          {t('sealed.save')}
        </Button>
      </form>
      {error !== null && <ErrorPane title={t('notExported')} error={error} />}
    </section>
  );
}
