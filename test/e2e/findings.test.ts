// What the lint finds, in the window: of a message whose header has faults, put into the archive in place of what was sent.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, ready, send, write, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';

const subject = 'Autumn season: dates confirmed';
const faulty = [
  'Date: Tue, 23 Nov 2026 09:14:02 +0100',
  'From: "boss@bank.example" <lea@stagecraft.example>',
  'To: jonas@localhost, Dana O. Kafor <dana@okafor.example>',
  `Subject: ${subject}`,
  'Subject: another one',
  'Message-ID: <4f2a.1@leas-laptop.local>',
  'X-Campaign: autumn',
].join('\r\n');

let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 0 });
  await write(page, { to: ['lea@stagecraft.example'], subject: 'Nothing wrong', body: 'Hello' });
  await send(page, 'Nothing wrong');
  const to = Array.from(
    { length: 20 },
    (_, at) => `somebody.with.a.long.name.${String(at)}@stagecraft.example`,
  );
  await write(page, { to, subject, body: 'Hello' });
  await send(page, subject);
  replaceHeader(path.join(program.profile, 'archive'));
});

afterAll(async () => {
  await program.close();
  await server.stop();
  removeProfile(program.profile);
});

/** Of the same length, so that what was recorded of it still finds its end. */
function replaceHeader(archive: string): void {
  const files = readdirSync(archive, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.eml'))
    .map((file) => path.join(archive, file));
  const file = files.find((name) => readFileSync(name, 'latin1').includes(subject)) ?? '';
  const message = readFileSync(file);
  const end = message.indexOf('\r\n\r\n');
  const room = end - faulty.length - '\r\nComments: '.length;
  expect(room).toBeGreaterThan(0);
  const filler = 'room '.repeat(Math.ceil(room / 5)).slice(0, room - 1);
  message.write(`${faulty}\r\nComments: ${filler}x`, 'latin1');
  writeFileSync(file, message);
}

async function open(of: string, words = catalogues.en): Promise<void> {
  const places = page.getByRole('navigation', { name: words.app.places });
  await places.getByRole('button', { name: words.app.place.practice }).first().click();
  await page.getByRole('option').filter({ hasText: of }).click();
  await page.getByRole('heading', { name: of }).waitFor();
}

const findings = (words = catalogues.en) =>
  page.getByRole('region', { name: words.findings.title, exact: true });

describe('the findings of a message', () => {
  it('are errors, warnings and advice, each with its section', async () => {
    await open(subject);
    await page.keyboard.press('Alt+8');
    await findings().waitFor();
    const text = await findings().innerText();
    expect(text).toContain('The day of the week in Date is wrong');
    expect(text).toContain('More than one Subject');
    expect(text).toContain('The name in From looks like another address');
    expect(text).toContain('X-Campaign begins with X-');
    expect(
      await findings().getByRole('link', { name: 'RFC 5322 §3.6', exact: true }).count(),
    ).toBeGreaterThan(0);
  });

  it('mark their field in all views', async () => {
    await findings().getByRole('button', { name: 'Date', exact: true }).first().click();
    await findings().locator('[data-active]').first().waitFor();
    // The dock follows the pointer, which is to rest elsewhere.
    await page.mouse.move(600, 5);
    await page.keyboard.press('Alt+2');
    const fields = page.getByRole('listbox', { name: catalogues.en.lens.fields.list });
    await fields.getByRole('option', { selected: true }).filter({ hasText: 'Date' }).waitFor();
    const dock = page.getByRole('region', { name: catalogues.en.lens.dock.title });
    expect(await dock.innerText()).toContain('Error: The day of the week in Date is wrong');
    await page.keyboard.press('Alt+1');
    const lines = page.getByRole('listbox', { name: catalogues.en.lens.source.lines });
    const chosen = lines.getByRole('option', { selected: true });
    await chosen.filter({ hasText: 'Tue, 23 Nov 2026' }).waitFor();
    expect(await chosen.getByTitle('Error: The day of the week in Date is wrong').count()).toBe(1);
    await settled(page);
    await draw(page, 'source-marks.en.light.1280.png');
    expect(await violations(page)).toEqual([]);
  });

  it('say so where there is nothing to find', async () => {
    await open('Nothing wrong');
    await page.keyboard.press('Alt+8');
    await page.getByText(catalogues.en.findings.none).waitFor();
    await settled(page);
    await draw(page, 'findings-none.en.light.1280.png');
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ['en', 'light', 1280, 800],
    ['fr', 'dark', 1280, 800],
    ['fr', 'light', 720, 600],
  ] as const)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const words = catalogues[language];
    await open(subject, words);
    await page.keyboard.press('Alt+8');
    await findings(words).waitFor();
    await settled(page);
    await draw(page, `findings.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
  });
});

const slipFindings = (words = catalogues.en) => page.getByRole('region', { name: words.findings.out.title });

describe('before it is sent, a draft', () => {
  beforeAll(async () => {
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'fr', 'en', 'light');
    server = await startScriptedServer({ extensions: ['SIZE 4000'] });
    await accountAt(page, { name: 'Narrow', port: server.port });
  });

  it('is told in the slip what others will stumble over, and is not held up by it', async () => {
    await write(page, {
      to: ['"boss@bank.example" <lea@stagecraft.example>'],
      subject: 'Misleading',
      body: 'Hello',
    });
    await slipFindings().getByText('The name in To looks like another address').waitFor();
    await slipFindings().getByRole('button', { name: catalogues.en.findings.out.go }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-to');
    await settled(page);
    await draw(page, 'compose-warning.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await send(page, 'Misleading');
  });

  it('is stopped by an error, and goes all the same when it is told to', async () => {
    await writeFrom(page, addressAt('Narrow'), {
      to: ['lea@stagecraft.example'],
      subject: 'Small',
      body: 'Hello',
    });
    await send(page, 'Small');
    const body = 'A long letter. '.repeat(600);
    await writeFrom(page, addressAt('Narrow'), {
      to: ['lea@stagecraft.example'],
      subject: 'Too large',
      body,
    });
    await page.keyboard.press('Control+Enter');
    const strip = page.getByRole('alert').filter({ hasText: 'Not sent yet: 1 error in what would go out.' });
    await strip.waitFor();
    await slipFindings().getByText('Larger than the server takes').waitFor();
    await settled(page);
    await draw(page, 'compose-stopped.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await strip.getByRole('button', { name: catalogues.en.findings.out.show }).click();
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-labelledby') === 'slip-findings',
    );
  });

  it.each([['fr', 'dark', 720, 600]] as const)(
    'is whole in %s, %s, %i × %i',
    async (language, theme, width, height) => {
      await resize(program.app, page, width, height);
      await chooseLook(page, 'en', language, theme);
      const words = catalogues[language];
      await page.keyboard.press('Control+1');
      await page.getByRole('listitem').filter({ hasText: 'Too large' }).getByRole('button').first().click();
      await page.keyboard.press('Control+Enter');
      const strip = page.getByRole('alert').filter({ hasText: words.findings.out.sendAnyway });
      await strip.waitFor();
      await settled(page);
      await draw(page, 'compose-stopped.fr.dark.720.png');
      expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
      await strip.getByRole('button', { name: words.findings.out.show }).click();
      await slipFindings(words).waitFor();
      await settled(page);
      await draw(page, 'compose-slip.fr.dark.720.png');
      expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
      await page.keyboard.press('Escape');
      await button(page, words.findings.out.sendAnyway).click();
      await strip.waitFor({ state: 'detached' });
      await page.getByRole('tabpanel').getByRole('status').filter({ hasText: /./ }).first().waitFor();
    },
  );
});
