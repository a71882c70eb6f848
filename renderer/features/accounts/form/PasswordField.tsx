/** The password goes in and never comes out: the field is uncontrolled, and what stands beside it says only where one is kept. */
import { Button, PasswordInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState, type RefObject } from 'react';
import type { SecretState } from '#core/contract/accounts.ts';
import { Badge, Icon, InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { secretLooks } from './secret-looks.ts';
import styles from '../accounts.module.css';

export function PasswordField({
  label,
  input,
  state,
  changedTo,
  wanted,
  onForget,
}: {
  /** whose it is, where it is not the account's */
  readonly label?: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly state: SecretState;
  /** the host it would now be used for, when that is not the one it was entered for */
  readonly changedTo: string | null;
  /** another one is asked for, though one is stored */
  readonly wanted: boolean;
  readonly onForget: (() => void) | null;
}) {
  const { t } = useWords();
  const stored = state === 'keychain' || state === 'memory' || state === 'unreadable';
  const [replacing, setReplacing] = useState(false);
  const open = !stored || replacing || wanted || changedTo !== null;
  const { tone, icon } = secretLooks[state];
  const name = label ?? t('accounts.password');
  const newName = label === undefined ? t('accounts.newPassword') : label;
  return (
    <div className={styles.password}>
      <div className={styles.passwordState}>
        <span className={styles.label}>{name}</span>
        <Badge tone={tone} icon={icon} large>
          {t(`accounts.secret.${state}`)}
        </Badge>
        {stored && !open && (
          <Button size="xs" onClick={() => setReplacing(true)}>
            {t('accounts.replace')}
          </Button>
        )}
        {stored && onForget && (
          <Button size="xs" variant="subtle" onClick={onForget}>
            {t('accounts.forget')}
          </Button>
        )}
      </div>
      {changedTo !== null && (
        <InlineMessage tone="warning" live>
          {t('accounts.bindingChanged', { host: changedTo })}
        </InlineMessage>
      )}
      {/* Always there, so that a test can ask for it; hidden while the stored one serves. */}
      <div hidden={!open} className={styles.passwordInput}>
        <PasswordInput
          ref={input}
          aria-label={stored ? newName : name}
          placeholder={stored ? newName : name}
          leftSection={<Icon of={IconKey} size={16} />}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
        />
        <span className={styles.quiet}>{t('accounts.passwordHint')}</span>
      </div>
    </div>
  );
}
