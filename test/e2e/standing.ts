// A view that a test has brought about, looked at as it stands: both languages, both themes, two sizes.
import { LANGUAGES } from '#core/i18n/languages.ts';
import { done } from './calls.ts';
import type { Launched } from './launch.ts';
import { faultsInBothThemes, resize } from './look.ts';

/** What is wrong with it; the window is English, light and wide again afterwards. */
export async function faultsAsItStands({ app, page }: Launched, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, height] of [
    [720, 600],
    [1280, 800],
  ] as const) {
    await resize(app, page, width, height);
    for (const language of LANGUAGES) {
      await done(page, 'settings.set', { language, theme: 'light' });
      await page.locator(`html[lang="${language}"][data-mantine-color-scheme="light"]`).waitFor();
      const look = `${name}.${language}.${String(width)}`;
      faults.push(...(await faultsInBothThemes(page, look, language === 'en')));
    }
  }
  await done(page, 'settings.set', { language: 'en', theme: 'light' });
  await page.locator('html[lang="en"]').waitFor();
  return faults;
}
