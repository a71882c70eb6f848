/** How this server wants to be signed in to, and where the user gets what it takes. Where tokens are wanted, the form takes the client id for them. */
import { Button } from '@mantine/core';
import type { Candidate } from '#core/discovery/vocabulary.ts';
import { presetOf } from '#core/discovery/presets/index.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ProviderPage } from './ProviderPage.tsx';
import { useFindingWords } from './words.ts';

export function SignInNote({
  candidate,
  onTokens,
}: {
  readonly candidate: Candidate;
  /** shows the form, set to sign in with the browser */
  readonly onTokens: () => void;
}) {
  const { t } = useWords();
  const words = useFindingWords();
  const preset = presetOf(candidate.provider);
  const { signIn } = candidate;
  const note = preset?.note ?? null;
  const page = preset?.page ?? null;
  if (signIn === 'password' && note === null) return null;
  const byTokens = signIn === 'oauth2';
  const actions =
    byTokens || page !== null ? (
      <>
        {byTokens && (
          <Button size="xs" onClick={onTokens}>
            {t('discovery.byBrowser')}
          </Button>
        )}
        {page !== null && <ProviderPage url={page} />}
      </>
    ) : null;
  return (
    <InlineMessage tone={signIn === 'oauth2' ? 'warning' : 'info'} {...(actions === null ? {} : { actions })}>
      {t(`discovery.signIn.${signIn}`, { provider: words.provider(candidate) })}
      {note !== null && ` ${t(`discovery.note.${note}`)}`}
    </InlineMessage>
  );
}
