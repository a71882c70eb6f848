// A view that a test has brought about, looked at as it stands: both languages, both themes, two sizes. Each look is drawn.
import path from 'node:path';
import { LANGUAGES } from '#core/i18n/languages.ts';
import { done } from './calls.ts';
import type { Launched } from './launch.ts';
import { bareKeys, overflowing, pictureFolder, resize, settled, violations } from './look.ts';

const pictures = pictureFolder('pictures');

/** What is wrong with it; the window is English, light and wide again afterwards. */
export async function faultsAsItStands({ app, page }: Launched, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, height] of [
    [720, 600],
    [1280, 800],
  ] as const) {
    await resize(app, page, width, height);
    for (const language of LANGUAGES)
      for (const theme of ['dark', 'light'] as const) {
        await done(page, 'settings.set', { language, theme });
        await page.locator(`html[lang="${language}"][data-mantine-color-scheme="${theme}"]`).waitFor();
        await settled(page);
        const look = `${name}.${language}.${theme}.${String(width)}`;
        await page.screenshot({ path: path.join(pictures, `${look}.png`) });
        const found = [
          ...(await overflowing(page)),
          ...(await bareKeys(page)),
          // What axe looks at is the same in both languages.
          ...(language === 'en' ? await violations(page) : []),
        ];
        faults.push(...found.map((fault) => `${look}: ${fault}`));
      }
  }
  await done(page, 'settings.set', { language: 'en', theme: 'light' });
  await page.locator('html[lang="en"]').waitFor();
  return faults;
}
