/** The words of this view: a room of their own, fetched together with it. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { languageOf, type Language } from '#core/i18n/languages.ts';
import { words } from '../../../words.ts';

export type AuthenticationT = TFunction<'authentication'>;

export const loadAuthenticationWords = (): Promise<unknown> => words.loadNamespaces('authentication');

export function useAuthenticationWords(): { readonly t: AuthenticationT; readonly language: Language } {
  const { t, i18n } = useTranslation('authentication', { i18n: words });
  return { t, language: languageOf(i18n.language) };
}
