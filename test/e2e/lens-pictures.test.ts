// Pictures of every view of the lens on hard messages, for whoever wants to look at them: only where FACTEUR_PICTURES names a folder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Language } from '#core/i18n/languages.ts';
import { ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { bareKeys, chooseLook, draw, LOOKS, overflowing, resize, settled } from './look.ts';
import { windowPicture } from './mail-view.ts';
import { SharedFolder } from './shared-folder.ts';

const fixtures = path.join(import.meta.dirname, '../fixtures/opened');
const hard = ['arc-pass', 'bounce-office365', 'broken-headers', 'multi-received-headers', '8bitmime'];
const views = [
  ['Alt+1', 'source'],
  ['Alt+2', 'fields'],
  ['Alt+3', 'envelope'],
  ['Alt+4', 'route'],
  ['Alt+5', 'authentication'],
  ['Alt+7', 'structure'],
  ['Alt+8', 'findings'],
  ['Alt+9', 'compare'],
  ['Alt+0', 'rendered'],
] as const;

describe('the lens on hard messages', () => {
  let folder: SharedFolder;
  let program: Launched;
  let page: Page;
  let spoken: Language = 'en';
  const subject = 'Générale du 28 – déroulé, 契約書';

  beforeAll(async () => {
    folder = new SharedFolder();
    const files = hard.map((name) =>
      folder.put(`${name}.eml`, readFileSync(path.join(fixtures, `${name}.eml`))),
    );
    program = await launch({ args: files });
    page = program.page;
    await ready(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('option', { name: /arc-pass/ }).waitFor();
    await write(page, {
      to: ['lea@stagecraft.example'],
      bcc: ['ines@lumen.example'],
      subject,
      body: 'Hello',
    });
    await send(page, subject);
  });

  afterAll(async () => {
    await program.close();
    removeProfile(program.profile);
    folder.remove();
  });

  it.each(LOOKS)('in %s, %s, at %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    await chooseLook(page, spoken, language, theme);
    spoken = language;
    const { lens, app } = catalogues[language];
    const faults: string[] = [];
    const look = async (key: string, view: keyof typeof lens.tab, what: string) => {
      await page.keyboard.press(key);
      await page.getByRole('tab', { name: lens.tab[view], selected: true }).waitFor();
      await settled(page);
      const name = `lens.${view}.${what}.${language}.${theme}.${String(width)}.png`;
      // The mail view is a page of its own, which only the window's picture has.
      if (view === 'rendered') await windowPicture(program.app, name);
      else await draw(page, name);
      for (const fault of [...(await overflowing(page)), ...(await bareKeys(page))])
        faults.push(`${name}: ${fault}`);
    };
    for (const name of hard) {
      await page.keyboard.press('Control+4');
      await page.getByRole('option', { name: new RegExp(`${name}\\.eml`) }).click();
      await page.getByRole('tablist', { name: lens.tab.views }).waitFor();
      for (const [key, view] of views) await look(key, view, name);
    }
    await page.keyboard.press('Control+3');
    const places = page.getByRole('navigation', { name: app.places });
    await places.getByRole('button', { name: app.place.practice }).first().click();
    await page.getByRole('option').filter({ hasText: subject }).first().click();
    await page.getByRole('heading', { name: subject }).waitFor();
    for (const [key, view] of [...views, ['Alt+6', 'conversation']] as const) await look(key, view, 'sent');
    expect(faults).toEqual([]);
  });
});
