// axe on every view of the real window, in both themes and both languages. A view is reached by the keyboard alone.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await page.waitForSelector('nav');
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** What axe finds, one line each: rule, element, why. */
async function violations(): Promise<string[]> {
  // Pages of the program do not open other windows, which axe's usual way needs.
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

const settle = (selector: string) => page.waitForSelector(selector, { state: 'visible' });

const themes = [
  { theme: 'light', number: 1 },
  { theme: 'dark', number: 2 },
] as const;
const languages = [
  { language: 'en', number: 1 },
  { language: 'fr', number: 2 },
] as const;

async function choose(group: number, number: number): Promise<void> {
  await page.keyboard.press('Control+,');
  await settle('[role="radiogroup"]');
  await page.locator('[role="radiogroup"]').nth(group).locator('label').nth(number).click();
}

const views: readonly { readonly name: string; readonly open: () => Promise<unknown> }[] = [
  {
    name: 'the first run',
    open: async () => {
      await page.keyboard.press('Control+3');
      await settle('main h1');
    },
  },
  {
    name: 'drafts',
    open: async () => {
      await page.keyboard.press('Control+1');
      await settle('main');
    },
  },
  {
    name: 'the outbox',
    open: async () => {
      await page.keyboard.press('Control+2');
      await settle('main h1');
    },
  },
  {
    name: 'settings',
    open: async () => {
      await page.keyboard.press('Control+,');
      await settle('main dl');
    },
  },
  {
    name: 'the practice account',
    open: async () => {
      await page.keyboard.press('Control+5');
      await settle('[role="option"]');
    },
  },
  {
    name: 'what a test found',
    open: async () => {
      await page.keyboard.press('Control+5');
      await page.locator('[role="option"]').first().click();
      await page.keyboard.press('Control+Shift+t');
      await settle('details');
    },
  },
  {
    name: 'a new account',
    open: async () => {
      await page.keyboard.press('Control+Shift+a');
      await settle('[data-key="new"][aria-selected="true"]');
    },
  },
  {
    name: 'the commands',
    open: async () => {
      await page.keyboard.press('Control+k');
      await settle('[data-action]');
    },
  },
];

/** These need something that was written and sent; they come after the others, which see the first run. */
const withMail: typeof views = [
  {
    name: 'the composer',
    open: async () => {
      await page.keyboard.press('Control+n');
      await settle('main textarea');
    },
  },
  ...[0, 1, 2].map((tab) => ({
    name: `tab ${String(tab + 1)} of the lens`,
    open: async () => {
      await page.locator('nav button').nth(4).click();
      await page.locator('[role="option"]').first().click();
      await page.locator('[role="tab"]').nth(tab).click();
      await settle('[role="tabpanel"]');
    },
  })),
];

/** Both languages and both themes, each view in each. */
function everywhere(chosen: typeof views): void {
  describe.each(languages)('in $language', ({ language, number: languageNumber }) => {
    describe.each(themes)('in the $theme theme', ({ theme, number: themeNumber }) => {
      beforeAll(async () => {
        await page.keyboard.press('Escape');
        await choose(0, languageNumber);
        await choose(1, themeNumber);
        await page.waitForSelector(`html[lang="${language}"][data-mantine-color-scheme="${theme}"]`);
      });

      it.each(chosen)('has nothing to say against $name', async ({ open }) => {
        await page.keyboard.press('Escape');
        await open();
        expect(await violations()).toEqual([]);
      });
    });
  });
}

describe('on the first run', () => everywhere(views));

describe('with practice mail', () => {
  beforeAll(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+n');
    await settle('main textarea');
    await page.keyboard.type('jonas@weber.example');
    await page.keyboard.press('Enter');
    await page.locator('main textarea').fill('Hello');
    await page.keyboard.press('Control+Enter');
    await settle('main h1');
  });

  everywhere(withMail);
});
