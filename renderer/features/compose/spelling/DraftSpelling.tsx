/** Where spelling joins a draft. What marks mistakes is loaded when there is something to check, its dictionaries when they are asked. */
import { lazy, Suspense, type RefObject } from 'react';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { useSpellingLanguages } from './use-checking.ts';

const Spelling = lazy(async () => {
  const [spelling, { loadSpellingWords }] = await Promise.all([
    import('./Spelling.tsx'),
    import('./words.ts'),
  ]);
  await loadSpellingWords();
  return spelling;
});

export function DraftSpelling({
  session,
  form,
}: {
  readonly session: DraftSession;
  /** holds the fields that are checked */
  readonly form: RefObject<HTMLElement | null>;
}) {
  const { isWritten } = useDraft(session, ({ content: { subject, body } }) => ({
    isWritten: subject.trim() !== '' || /\S/.test(body.slice(0, 1000)),
  }));
  const { languages } = useSpellingLanguages(session);
  return isWritten && languages.length > 0 ? (
    <Suspense>
      <Spelling session={session} form={form} />
    </Suspense>
  ) : null;
}
