// How a view looks: when it has come to rest, what axe says against it, what does not fit, what was left untranslated.
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';
import { done } from './calls.ts';

/** Whether somebody looks at the pictures: FACTEUR_PICTURES names a folder for them. A picture costs as much as what the test asks of a view. */
export const isLookedAt = (process.env['FACTEUR_PICTURES'] ?? '') !== '';

/** A picture of the page, where somebody looks at it. */
export async function draw(
  page: Page,
  name: string,
  options: { readonly fullPage?: boolean } = {},
): Promise<void> {
  if (isLookedAt) await page.screenshot({ ...options, path: path.join(pictureFolder(name), name) });
}

/** Where what a test makes for the eye goes: FACTEUR_PICTURES, or a new folder, which the test names at its end. */
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

/** What in the page axe finds, by every rule: rule, element, why. */
export const violations = (page: Page): Promise<string[]> => axe(page, {});

/** What of it may differ between two themes that show the same. */
const contrasts = (page: Page): Promise<string[]> =>
  axe(page, { runOnly: ['color-contrast', 'link-in-text-block'] });

/** axe stays in the page once it was read there: reading it takes longer than looking does. */
async function axe(page: Page, rules: Parameters<AxeBuilder['options']>[0]): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const { violations: found } = await new AxeBuilder(isThere ? { page, axeSource: 'axe' } : { page })
    // The program opens no other page, which axe's usual way needs, and its page has no frames.
    .setLegacyMode(true)
    .options({ ...rules, resultTypes: ['violations'] })
    .analyze();
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

/** What is wrong with what is shown: what does not fit, what has no words, what axe finds. */
export const faultsOf = async (page: Page): Promise<string[]> => [
  ...(await overflowing(page)),
  ...(await bareKeys(page)),
  ...(await violations(page)),
];

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

/** A view is looked at in both languages, themes and sizes, each with each other's once. */
export const LOOKS = [
  ['en', 'light', 1280, 800],
  ['en', 'dark', 720, 600],
  ['fr', 'dark', 1280, 800],
  ['fr', 'light', 720, 600],
] as const satisfies readonly (readonly [Language, Theme, number, number])[];

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

/** The theme alone, under what is open just now. */
async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  await done(page, 'settings.set', { theme });
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
  await settled(page);
}

/**
 * What is wrong with what is open in a light window. A theme is colours alone, and axe looks at the same in both languages: the dark one is
 * asked for them where `withAxe` says so, and drawn.
 */
export async function faultsInBothThemes(page: Page, look: string, withAxe: boolean): Promise<string[]> {
  await settled(page);
  await draw(page, `${look}.light.png`);
  const faults = [
    ...(await overflowing(page)).map((what) => `too wide: ${what}`),
    ...(await bareKeys(page)).map((key) => `without words: ${key}`),
    ...(withAxe ? await violations(page) : []),
  ];
  if (withAxe || isLookedAt) {
    await chooseTheme(page, 'dark');
    await draw(page, `${look}.dark.png`);
    if (withAxe) faults.push(...(await contrasts(page)).map((fault) => `dark: ${fault}`));
    await chooseTheme(page, 'light');
  }
  return faults.map((fault) => `${look}: ${fault}`);
}
