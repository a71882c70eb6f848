// The views that are there before anything was written, and how a person gets to each, in whichever language the window speaks.
import type { Page } from 'playwright-core';
import type { Catalogue } from '#core/i18n/en.ts';

export interface View {
  readonly name: string;
  readonly open: (page: Page, words: Catalogue) => Promise<void>;
  /** Takes back what opening it changed. */
  readonly close?: (page: Page, words: Catalogue) => Promise<void>;
}

/** What is there before anything was written. */
export const firstViews: readonly View[] = [
  {
    name: 'first-run',
    open: async (page, words) => {
      await page.keyboard.press('Control+3');
      await page.getByRole('heading', { name: words.app.firstRun.title }).waitFor();
    },
  },
  {
    name: 'drafts-empty',
    open: async (page, words) => {
      await page.keyboard.press('Control+1');
      await page.getByText(words.compose.drafts.empty).waitFor();
    },
  },
  {
    name: 'outbox-empty',
    open: async (page, words) => {
      await page.keyboard.press('Control+2');
      await page.getByText(words.outbox.empty).waitFor();
    },
  },
  {
    name: 'practice-empty',
    open: async (page, words) => {
      await goPractice(page, words);
      await page.getByText(words.lens.list.emptyPractice).waitFor();
    },
  },
  {
    name: 'contacts-empty',
    open: async (page, words) => {
      await page.keyboard.press('Control+6');
      await page.getByRole('heading', { name: words.app.place.contacts }).waitFor();
    },
  },
  {
    name: 'account-practice',
    open: async (page, words) => {
      await page.keyboard.press('Control+5');
      await page.getByRole('option').first().click();
      await page.getByText(words.accounts.practiceText).waitFor();
    },
  },
  {
    name: 'account-add',
    open: async (page, words) => {
      await page.keyboard.press('Control+Shift+a');
      await page.getByRole('textbox', { name: words.discovery.address }).waitFor();
    },
  },
  {
    name: 'account-new',
    open: async (page, words) => {
      await page.keyboard.press('Control+Shift+a');
      await page.getByRole('button', { name: words.discovery.byHand }).click();
      await page.getByLabel(words.accounts.host, { exact: true }).waitFor();
    },
  },
  {
    name: 'settings',
    open: async (page, words) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('heading', { name: words.settings.about }).waitFor();
    },
  },
  {
    name: 'settings-end',
    open: async (page, words) => {
      await page.keyboard.press('Control+,');
      await page.getByRole('heading', { name: words.settings.about }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'palette',
    open: async (page, words) => {
      await page.keyboard.press('Control+2');
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(words.app.palette.search).waitFor();
    },
  },
];

export async function goPractice(page: Page, words: Catalogue): Promise<void> {
  const places = page.getByRole('navigation', { name: words.app.places });
  await places.getByRole('button', { name: words.app.place.practice }).first().click();
}
