/** How this server wants to be signed in to, and where the user gets what it takes. Other ways to sign in than by password have their place here. */
import type { Candidate } from '#core/discovery/vocabulary.ts';
import { presetOf } from '#core/discovery/presets/index.ts';
import { InlineMessage } from '../../../ui/index.ts';
import { useWords } from '../../../words.ts';
import { ProviderPage } from './ProviderPage.tsx';
import { useFindingWords } from './words.ts';

export function SignInNote({ candidate }: { readonly candidate: Candidate }) {
  const { t } = useWords();
  const words = useFindingWords();
  const preset = presetOf(candidate.provider);
  const { signIn } = candidate;
  const note = preset?.note ?? null;
  const page = preset?.page ?? null;
  if (signIn === 'password' && note === null) return null;
  return (
    <InlineMessage
      tone={signIn === 'oauth2' ? 'warning' : 'info'}
      {...(page === null ? {} : { actions: <ProviderPage url={page} /> })}
    >
      {t(`discovery.signIn.${signIn}`, { provider: words.provider(candidate) })}
      {note !== null && ` ${t(`discovery.note.${note}`)}`}
    </InlineMessage>
  );
}
