// Messages that are begun outside of the window: by a mailto: link, by a second start with --compose. Nothing is sent by itself.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { attached, field, ready, send } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, overflowing, resize, settled, violations } from './look.ts';

const answered = '<3469A91.D10AF4C@example.com>';
const link =
  'mailto:jonas@brueckner.example?cc=mira@brueckner.example&bcc=archive@atelier.example' +
  `&subject=Les%20dates%0D%0ABcc:%20x@evil.example&body=Bonjour,%0D%0A%0D%0Avoici.&in-reply-to=${encodeURIComponent(answered)}` +
  '&attach=/etc/passwd&From=boss@example.org';
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch({ args: [link] });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const chip = (address: string) => page.getByRole('button', { name: `Remove ${address}`, exact: true });

describe('a link that starts the program', () => {
  it('fills in what is seen, with its Bcc, and says what it left out', async () => {
    await expect.poll(() => field(page, 'Subject').inputValue()).toBe('Les dates Bcc: x@evil.example');
    await chip('jonas@brueckner.example').waitFor();
    await chip('mira@brueckner.example').waitFor();
    await chip('archive@atelier.example').waitFor();
    expect(await field(page, 'Message').inputValue()).toBe('Bonjour,\n\nvoici.');
    await page.getByText(answered).waitFor();
    await page.getByText('was left out: attach, From').waitFor();
    expect(await page.getByRole('button', { name: 'Remove passwd', exact: true }).count()).toBe(0);
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+1');
    await page.getByText('Les dates').first().click();
    await page.getByRole('textbox', { name: catalogues[language].compose.subject, exact: true }).waitFor();
    await settled(page);
    await draw(page, `link.${language}.${theme}.${String(width)}.png`);
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
  });

  it('is sent by the user alone, and answers what it said', async () => {
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'fr', 'en', 'light');
    await page.keyboard.press('Control+1');
    await page.getByText('Les dates').first().click();
    await page.getByText(answered).waitFor();
    await send(page, 'Les dates');
    await page.getByRole('navigation').getByRole('button', { name: 'Practice' }).first().click();
    await page.getByRole('option').first().click();
    await page.keyboard.press('Alt+1');
    const source = page.getByRole('listbox', { name: catalogues.en.lens.source.lines });
    await source.waitFor();
    await expect.poll(() => source.innerText()).toMatch(new RegExp(`In-Reply-To:.${answered}`));
    expect(await source.innerText()).toMatch(new RegExp(`References:.${answered}`));
  });
});

describe('a second start with --compose', () => {
  it('opens a message in the window that is there, with its recipient and its file', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-compose-'));
    const file = path.join(folder, 'Plan.txt');
    // The program runs as another user.
    chmodSync(folder, 0o755);
    writeFileSync(file, 'Third floor.\n', { mode: 0o644 });
    await page.keyboard.press('Control+3');
    await program.again(['--compose', 'lea@stagecraft.example', file, '/nowhere/gone.pdf']);
    await chip('lea@stagecraft.example').waitFor();
    await attached(page, 'Plan.txt');
    await page.getByText('Could not be attached: gone.pdf').waitFor();
  });
});

describe('Settings', () => {
  it('say that only an installed program can take the links', async () => {
    await page.keyboard.press('Control+,');
    const button = page.getByRole('button', { name: catalogues.en.settings.links.take });
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.getByText(catalogues.en.settings.links.notInstalled).waitFor();
    await draw(page, 'links-settings.png');
  });
});
