/** What the program can say of itself before anything is loaded: versions, language, whether this is the first run. */
import { app } from 'electron';
import type { AppFacts } from '#core/contract/app.ts';
import type { Settings } from '#core/contract/settings.ts';
import { LANGUAGES, type Language } from '#core/i18n/languages.ts';
import type { Remembered } from './remembered.ts';

/** What `system` stands for: the first of the system's languages that Facteur speaks, else English. */
function resolveLanguage(chosen: Settings['language']): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of app.getPreferredSystemLanguages()) {
    const known = LANGUAGES.find((language) => language === tag.split('-')[0]?.toLowerCase());
    if (known !== undefined) return known;
  }
  return 'en';
}

export function factsOf({ value }: Remembered, demo: boolean): AppFacts {
  const { platform } = process;
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    platform: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    language: resolveLanguage(value.look.language),
    demo,
    firstRun: !value.used,
    profile: app.getPath('userData'),
  };
}
