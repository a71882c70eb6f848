// The learners' guide in the window: by `?` and by keyboard alone, with samples of the message that is open, in both languages.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { guide as english } from '#core/i18n/guide/en.ts';
import { guide as french } from '#core/i18n/guide/fr.ts';
import { CHAPTER_IDS } from '#core/i18n/guide/chapters.ts';
import type { Language } from '#core/i18n/languages.ts';
import { ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { bareKeys, chooseLook, draw, overflowing, resize, settled, violations } from './look.ts';

const subject = 'Season 2027';
const guides = { en: english, fr: french };
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await write(page, {
    to: ['lea@stagecraft.example'],
    bcc: ['archive@stagecraft.example'],
    subject,
    body: 'Hello',
  });
  await send(page, subject);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

async function openMessage(language: Language): Promise<void> {
  const words = catalogues[language];
  const places = page.getByRole('navigation', { name: words.app.places });
  await places.getByRole('button', { name: words.app.place.practice }).first().click();
  await page.getByRole('option').first().click();
  await page.getByRole('heading', { name: subject }).waitFor();
  await page.keyboard.press('Alt+1');
}

const guide = (language: Language = 'en') =>
  page.getByRole('complementary', { name: catalogues[language].lens.guide.title });
const chapter = (title: string) => guide().getByRole('heading', { name: title });
const sampleOf = (paragraph: string) =>
  guide().locator('section').filter({ hasText: paragraph }).locator('pre');

describe('the guide, where no message is open', () => {
  const places = () => page.getByRole('navigation', { name: catalogues.en.app.places });
  const go = async (place: 'outbox' | 'settings') =>
    await places().getByRole('button', { name: catalogues.en.app.place[place] }).click();

  it('opens with F1 from any place, without samples, and closes with Esc', async () => {
    for (const place of ['outbox', 'settings'] as const) {
      await go(place);
      await page.keyboard.press('F1');
      await chapter(english.envelope.title).waitFor();
      expect(await guide().locator('figure, pre').count()).toBe(0);
      expect(
        await guide()
          .getByText(/this message/i)
          .count(),
      ).toBe(0);
      await page.keyboard.press('Escape');
      await guide().waitFor({ state: 'detached' });
    }
  });

  it('opens from the composer and gives the focus back to what was written', async () => {
    await page.keyboard.press('Control+N');
    const title = page.getByRole('textbox', { name: catalogues.en.compose.subject });
    await title.fill('Half a sentence');
    await page.keyboard.press('F1');
    await chapter(english.envelope.title).waitFor();
    await settled(page);
    await draw(page, 'guide-composer.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await page.keyboard.press('Escape');
    await guide().waitFor({ state: 'detached' });
    expect(await title.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('is among all commands', async () => {
    await go('outbox');
    await page.keyboard.press('Control+K');
    await page.getByRole('textbox', { name: catalogues.en.app.palette.search }).fill('guide');
    await page.keyboard.press('Enter');
    await chapter(english.envelope.title).waitFor();
  });

  it('gives way to the one of a message that is opened', async () => {
    await openMessage('en');
    await chapter(english.envelope.title).waitFor();
    await page.keyboard.press('F1');
    await sampleOf(english.envelope.recipients).waitFor();
    expect(await guide().count()).toBe(1);
    await page.keyboard.press('Escape');
    await guide().waitFor({ state: 'detached' });
  });

  it('leaves a narrow window to the place that is gone to', async () => {
    await resize(program.app, page, 720, 600);
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: catalogues.en.app.place.outbox, level: 1 }).waitFor();
    // No tooltip of the places stands under it.
    await page.mouse.move(400, 300);
    await page.keyboard.press('F1');
    await chapter(english.envelope.title).waitFor();
    await settled(page);
    await draw(page, 'guide-outbox.en.light.720.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await page.keyboard.press('Control+3');
    await guide().waitFor({ state: 'detached' });
    await resize(program.app, page, 1280, 800);
  });
});

describe('the guide', () => {
  it('opens with ? where it was left, shows the envelope of this very message, and closes with Esc', async () => {
    await openMessage('en');
    await page.keyboard.press('?');
    await chapter(english.envelope.title).waitFor();
    expect(await sampleOf(english.envelope.recipients).innerText()).toContain('<lea@stagecraft.example>');
    expect(await sampleOf(english.envelope.recipients).locator('mark').allInnerTexts()).toEqual([
      'lea@stagecraft.example',
      'archive@stagecraft.example',
    ]);
    await page.keyboard.press('Escape');
    await guide().waitFor({ state: 'detached' });
  });

  it('opens at the chapter that helps with the field in hand, and marks it in the source', async () => {
    const source = page.getByRole('listbox', { name: catalogues.en.lens.source.lines });
    await source.focus();
    await source.press('Home');
    await page.keyboard.press('?');
    await chapter(english.forge.title).waitFor();
    expect(await sampleOf(english.forge.text).locator('mark').innerText()).toContain('@');
    await page.keyboard.press('Escape');
  });

  it('shows the blind copy where it went, and leads to the conversation', async () => {
    await page.keyboard.press('F1');
    await guide().getByRole('button', { name: english.differ.title }).first().click();
    await chapter(english.differ.title).waitFor();
    expect((await sampleOf(english.differ.hidden).innerText()).trim()).toMatch(
      /^RCPT TO:<archive@stagecraft\.example>/,
    );
    await guide().getByRole('button', { name: 'show in Conversation' }).click();
    await page.getByRole('tab', { name: 'Conversation', selected: true }).waitFor();
    // There is no room for both: the guide leaves it to what was asked for.
    await guide().waitFor({ state: 'detached' });
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('is whole in %s, %s, %i × %i, in every chapter', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await openMessage(language);
    await page.keyboard.press('F1');
    await guide(language).waitFor();
    const found: string[] = [];
    for (const id of CHAPTER_IDS) {
      const { title } = guides[language][id];
      await guide(language).getByRole('button', { name: title }).first().click();
      await guide(language).getByRole('heading', { name: title }).waitFor();
      await settled(page);
      await draw(page, `guide-${id}.${language}.${theme}.${String(width)}.png`);
      found.push(...(await overflowing(page)), ...(await bareKeys(page)));
    }
    expect([...found, ...(await violations(page))]).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
