// How a view looks: when it has come to rest, what axe says against it, what does not fit, what was left untranslated.
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';

/** Where a test's pictures go: FACTEUR_PICTURES, or a new folder, which the test names at its end. */
export function pictureFolder(what: string): string {
  const { FACTEUR_PICTURES: named = '' } = process.env;
  if (named === '') return mkdtempSync(path.join(os.tmpdir(), `facteur-${what}-`));
  mkdirSync(named, { recursive: true });
  return path.resolve(named);
}

/** Resolves when nothing is loading, fonts are there and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });
}

/** Every rule of axe that finds something: rule, element, why. */
export async function violations(page: Page): Promise<string[]> {
  // The program opens no other page, which axe's usual way needs.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

/** Columns, or the whole window, that are wider inside than outside. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>('[data-column], main')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.tagName} ${element.ariaLabel ?? ''} ${element.scrollWidth} in ${element.clientWidth}`,
      ),
  );
}

/** Keys of the catalogues that are shown in place of their words. */
export async function bareKeys(page: Page): Promise<string[]> {
  const keys = Object.entries(catalogues.en).flatMap(([room, words]) =>
    Object.keys(words).map((key) => `${room}.${key}`),
  );
  const text = await page.locator('body').innerText();
  // The expression alone takes longer than all else about a view.
  return keys.filter(
    (key) =>
      text.includes(key) && new RegExp(`(?<![\\w.@-])${key.replaceAll('.', '\\.')}(?![\\w@-])`).test(text),
  );
}

export async function resize(
  app: ElectronApplication,
  page: Page,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
    width,
    height,
  ] as const);
  await page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height] as const);
}

export type Theme = 'light' | 'dark';

/** Language and theme are chosen in Settings while the program runs; `now` is the language it speaks before. */
export async function chooseLook(page: Page, now: Language, language: Language, theme: Theme): Promise<void> {
  const { settings } = catalogues[now];
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await page
    .getByRole('radiogroup', { name: settings.theme })
    .getByText(settings.themes[theme], { exact: true })
    .click();
  await page
    .getByRole('radiogroup', { name: settings.language })
    .getByText(settings.languages[language], { exact: true })
    .click();
  await page.locator(`html[lang="${language}"][data-mantine-color-scheme="${theme}"]`).waitFor();
  await settled(page);
}
