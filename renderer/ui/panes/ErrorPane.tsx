/** An error in its place: what is safe first, then what can be done. `useErrorWords` gives the sentence for any error of the contract. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '#core/contract/errors.ts';
import { useWords } from '../../words.ts';
import panes from './panes.module.css';

/** One sentence for an error. The diagnosis of a failed attempt and the problems of a draft have views of their own. */
export function useErrorWords(): (error: AppError) => string {
  const { t } = useWords();
  return (error) => {
    switch (error.code) {
      case 'keychain':
        return t(`app.error.keychain.${error.reason}`);
      case 'disk':
        return t(`app.error.disk.${error.reason}`);
      case 'file':
        return t(`app.error.file.${error.reason}`);
      case 'oauth':
        return t(`oauth.error.${error.reason}`);
      default:
        return t(`app.error.${error.code}`);
    }
  };
}

export function ErrorPane({
  title,
  error,
  children,
  onRetry,
}: {
  /** what is safe, or what could not be shown */
  readonly title: string;
  readonly error?: AppError;
  readonly children?: ReactNode;
  readonly onRetry?: () => void;
}) {
  const { t } = useWords();
  const say = useErrorWords();
  return (
    <div className={panes.error} role="alert">
      <b>{title}</b>
      {error && <p>{say(error)}</p>}
      {children}
      {onRetry && (
        <Button size="xs" onClick={onRetry}>
          {t('app.tryAgain')}
        </Button>
      )}
    </div>
  );
}
