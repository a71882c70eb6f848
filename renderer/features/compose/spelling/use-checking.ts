/** What a draft is checked with: its languages, the user's own words, those it passes over; and how each is changed. */
import { useMemo } from 'react';
import {
  languagesOf,
  type SpellingLanguage,
  toggled,
  usualLanguages,
  writtenIn,
} from '#core/spelling/languages.ts';
import { call, useCall } from '../../../api.ts';
import { useWords } from '../../../words.ts';
import type { DraftSession } from '../draft/draft-session.ts';
import { useDraft } from '../draft/sessions.ts';
import { type Checking, NO_CHECKING } from './checking.ts';

/** In which the draft is written; known before any dictionary is. */
export function useSpellingLanguages(session: DraftSession): {
  readonly languages: readonly SpellingLanguage[];
  /** the one that it is known to be written in */
  readonly written: SpellingLanguage | undefined;
  readonly choose: (languages: readonly SpellingLanguage[]) => void;
  readonly toggle: (language: SpellingLanguage) => void;
} {
  const { spelling, identityId } = useDraft(session, ({ content }) => ({
    spelling: content.spelling,
    identityId: content.identityId,
  }));
  const { language } = useWords();
  const settings = useCall('settings.get', null).data;
  const languages = useMemo(
    () =>
      settings === undefined
        ? []
        : languagesOf(
            spelling?.languages,
            identityId,
            settings.spelling,
            usualLanguages(language, navigator.languages),
          ),
    [spelling?.languages, identityId, settings, language],
  );
  const written = settings && writtenIn(spelling?.languages, identityId, settings.spelling);
  const choose = (chosen: readonly SpellingLanguage[]) => {
    session.edit({
      spelling: { ...session.state().content.spelling, languages: [...chosen] },
      language: chosen.length === 1 ? chosen[0] : undefined,
    });
    if (settings === undefined) return;
    const identities = { ...settings.spelling.identities, [identityId]: [...chosen] };
    void call('settings.set', { spelling: { ...settings.spelling, identities } }).catch(() => undefined);
  };
  return { languages, written, choose, toggle: (one) => choose(toggled(languages, one)) };
}

/** While the user's words are being fetched nothing is checked, so that none of them is marked for a moment. */
export function useChecking(session: DraftSession): Checking {
  const { languages } = useSpellingLanguages(session);
  const { ignored } = useDraft(session, ({ content }) => ({ ignored: content.spelling?.ignored }));
  const words = useCall('spelling.words', null);
  const capitals = useCall('settings.get', null).data?.spelling.capitals ?? false;
  const isKnown = words.isSuccess || words.isError;
  const { data } = words;
  return useMemo(
    () =>
      isKnown ? { languages, own: new Set([...(data ?? []), ...(ignored ?? [])]), capitals } : NO_CHECKING,
    [isKnown, languages, data, ignored, capitals],
  );
}

/** The draft passes it over from now on. */
export function ignoreWord(session: DraftSession, word: string): void {
  const { spelling } = session.state().content;
  const ignored = [...new Set([...(spelling?.ignored ?? []), word])].slice(-1000);
  session.edit({ spelling: { ...spelling, ignored } });
}
