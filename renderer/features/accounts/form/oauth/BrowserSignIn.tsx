/** Signing in with the browser: whether a token is stored, the button, how far it is, and why it failed. */
import { Button } from '@mantine/core';
import { IconBrowser } from '@tabler/icons-react';
import type { AccountView } from '#core/contract/accounts.ts';
import type { AppError } from '#core/contract/errors.ts';
import type { AccountId } from '#core/message/ids.ts';
import { useEvent } from '../../../../api.ts';
import { formatTime } from '../../../../format.ts';
import { Badge, ErrorPane, Icon, InlineMessage, useErrorWords } from '../../../../ui/index.ts';
import { useWords } from '../../../../words.ts';
import { tokenChanged, type AccountForm } from '../account-form.ts';
import {
  cancelConsent,
  consentProgress,
  forgetToken,
  keepToken,
  useConsent,
  type Consent,
} from './consent.ts';
import { secretLooks } from '../secret-looks.ts';
import own from './oauth.module.css';

export function BrowserSignIn({
  view,
  typed,
  unsaved,
  onSignIn,
}: {
  readonly view: AccountView | null;
  readonly typed: AccountForm;
  readonly unsaved: boolean;
  readonly onSignIn: () => void;
}) {
  const { t } = useWords();
  const id = view?.account.id ?? null;
  const consent = useConsent(id);
  useEvent('oauth.progress', consentProgress);
  const state = view?.secrets['refresh-token'] ?? 'none';
  const isStored = state === 'keychain' || state === 'memory' || state === 'unreadable';
  const isWaiting = consent?.kind === 'waiting';
  const { tone, icon } = secretLooks[state];
  const begin = unsaved || view === null ? 'oauth.saveAndStart' : isStored ? 'oauth.again' : 'oauth.start';
  return (
    <div className={own.signIn}>
      <div className={own.row}>
        <span className={own.label}>{t('oauth.title')}</span>
        <Badge tone={tone} icon={icon} large>
          {t(`oauth.state.${state}`)}
        </Badge>
        {/* One button for both, so that the keyboard stays where it is. */}
        <Button
          size="xs"
          leftSection={<Icon of={IconBrowser} size={16} />}
          onClick={isWaiting && id !== null ? () => cancelConsent(id) : onSignIn}
        >
          {t(isWaiting ? 'oauth.cancel' : begin)}
        </Button>
        {isStored && !isWaiting && id !== null && (
          <Button size="xs" variant="subtle" onClick={() => void forgetToken(id)}>
            {t('oauth.forget')}
          </Button>
        )}
      </div>
      {tokenChanged(view, typed) && (
        <InlineMessage tone="warning" live>
          {t('oauth.changed')}
        </InlineMessage>
      )}
      {consent !== null && id !== null && <Outcome id={id} consent={consent} />}
    </div>
  );
}

function Outcome({ id, consent }: { readonly id: AccountId; readonly consent: Consent }) {
  const { t, language } = useWords();
  switch (consent.kind) {
    case 'waiting': {
      const { phase, until, strays } = consent.progress;
      const time = until === null ? '' : formatTime(until, language);
      return (
        <InlineMessage tone="info" live>
          {t(`oauth.waiting.${phase}`, { time })}
          {strays > 0 && <b> {t('oauth.strays', { count: strays })}</b>}
        </InlineMessage>
      );
    }
    case 'done':
      return (
        <p role="status" className={own.done}>
          {t('oauth.done')}
        </p>
      );
    case 'failed':
      return <Failure id={id} error={consent.error} />;
  }
}

function Failure({ id, error }: { readonly id: AccountId; readonly error: AppError }) {
  const { t } = useWords();
  const say = useErrorWords();
  if (error.code !== 'keychain')
    return (
      <ErrorPane title={t('oauth.failed')} error={error}>
        {error.code === 'oauth' && error.said !== '' && <p>{t('oauth.said', { said: error.said })}</p>}
      </ErrorPane>
    );
  return (
    <div ref={reveal}>
      <InlineMessage
        tone="warning"
        live
        actions={
          <>
            <Button size="xs" onClick={() => keepToken(id, 'memory')}>
              {t('accounts.keepInMemory')}
            </Button>
            <Button size="xs" onClick={() => keepToken(id, 'keychain')}>
              {t('accounts.tryKeychain')}
            </Button>
          </>
        }
      >
        <b>{say(error)}</b> {t('oauth.memoryOffer')}
      </InlineMessage>
    </div>
  );
}

/** The provider's page was in front meanwhile: what is asked now is to be seen. */
const reveal = (node: HTMLElement | null): void => node?.scrollIntoView({ block: 'nearest' });
