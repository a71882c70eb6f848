/** The account is saved, the keychain did not take its password: the user says where it stays. Plain text on disk is never an answer. */
import { Button } from '@mantine/core';
import { InlineMessage, useErrorWords } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import type { KeychainError } from './save.ts';

export function KeepPassword({
  trouble,
  onMemory,
  onRetry,
}: {
  readonly trouble: KeychainError;
  readonly onMemory: () => void;
  readonly onRetry: () => void;
}) {
  const { t } = useWords();
  const say = useErrorWords();
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
        </>
      }
    >
      <b>{say(trouble)}</b> {t('accounts.memoryOffer')}
    </InlineMessage>
  );
}
