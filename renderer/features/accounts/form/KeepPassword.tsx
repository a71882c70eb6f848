/** The account is saved, the keychain did not take its password: the user says where it stays. Plain text on disk is never an answer. */
import { Button } from '@mantine/core';
import { InlineMessage, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { KeychainError } from './save.ts';

export function KeepPassword({
  trouble,
  onMemory,
  onRetry,
  onNewVault,
}: {
  readonly trouble: KeychainError;
  readonly onMemory: () => void;
  readonly onRetry: () => void;
  readonly onNewVault: () => void;
}) {
  const { t } = useWords();
  const say = useErrorWords();
  const keyMissing = trouble.reason === 'key-missing';
  return (
    <InlineMessage
      tone="warning"
      live
      actions={
        <>
          <Button size="xs" onClick={onMemory}>
            {t('accounts.keepInMemory')}
          </Button>
          <Button size="xs" onClick={onRetry}>
            {t('accounts.tryKeychain')}
          </Button>
          {keyMissing && (
            <Button size="xs" onClick={onNewVault}>
              {t('app.newVault.start')}
            </Button>
          )}
        </>
      }
    >
      <b>{say(trouble)}</b> {t('accounts.memoryOffer')}
      {keyMissing && ` ${t('app.newVault.offer')}`}
    </InlineMessage>
  );
}
