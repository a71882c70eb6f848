// Every view in both languages, both themes and at two sizes: nothing is wider than its column, no word is missing, and axe finds
// nothing. FACTEUR_PICTURES names a folder for a picture of each.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { LANGUAGES, type Language } from '#core/i18n/languages.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, drop, field, heading, ready, send, write, writeFrom, openOptions } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, faultsInBothThemes, resize } from './look.ts';
import { firstViews, type View } from './first-views.ts';
import { attachment, filledViews, subjects } from './views.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 720, height: 600 },
] as const;
const looks = sizes.flatMap((size) => LANGUAGES.map((language) => ({ ...size, language })));

const certificates = await makeTestCertificates();

let program: Launched;
let page: Page;
let speaks: Language = 'en';
const servers: ScriptedServer[] = [];

beforeAll(async () => {
  program = await launch({ authority: certificates.authority.certificate });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await Promise.all(servers.map((server) => server.stop()));
});

/** What is wrong with these views in one language and size. */
async function faultsOf(views: readonly View[], look: (typeof looks)[number]): Promise<string[]> {
  const { width, height, language } = look;
  await resize(program.app, page, width, height);
  await chooseLook(page, speaks, language, 'light');
  speaks = language;
  const faults: string[] = [];
  for (const { name, open, close } of views) {
    await page.keyboard.press('Escape');
    await open(page, catalogues[language]);
    const isFirst = language === 'en' && width === 1280;
    faults.push(...(await faultsInBothThemes(page, `${name}.${language}.${width}`, isFirst)));
    await close?.(page, catalogues[language]);
  }
  await page.keyboard.press('Escape');
  return faults;
}

describe('before anything is written, every view', () => {
  it.each(looks)('is whole in $language, at $width × $height, in both themes', async (look) => {
    expect(await faultsOf(firstViews, look)).toEqual([]);
  });
});

describe('once there is mail, every view', () => {
  beforeAll(arrange);

  it.each(looks)('is whole in $language, at $width × $height, in both themes', async (look) => {
    expect(await faultsOf(filledViews, look)).toEqual([]);
  });
});

async function serve(name: string, options: ScriptedOptions): Promise<void> {
  const { key, certificate } = certificates.good;
  const server = await startScriptedServer({ identity: { key, certificate }, ...options });
  servers.push(server);
  const isOpen = options.extensions !== undefined;
  await accountAt(page, {
    name,
    port: server.port,
    ...(isOpen ? {} : { security: 'starttls' as const, user: 'lea', password: 'pw' }),
  });
}

/** The envelope by hand: the null sender, and these besides those of the message, but for its first one. */
async function setByHand(window: Page, recipients: readonly string[]): Promise<void> {
  await button(window, 'Set by hand').click();
  await window.keyboard.press('Space');
  await window.getByLabel('Null sender').check();
  const list = window.getByRole('list', { name: 'Recipients (RCPT TO)' });
  await list.getByRole('button').first().click();
  for (const address of recipients) {
    await field(window, 'Recipients (RCPT TO)').fill(address);
    await window.keyboard.press('Enter');
  }
}

/** Drafts, an outbox, sent and practice mail, and accounts that were tried out, all made as a user makes them. */
async function arrange(): Promise<void> {
  await resize(program.app, page, 1280, 800);
  await done(page, 'settings.set', { undoSeconds: 0 });
  await chooseLook(page, speaks, 'en', 'light');
  speaks = 'en';
  await write(page, {
    to: ['Jonas Weber <jonas@brueckner.example>'],
    subject: subjects.practice,
    body: 'Hello',
  });
  await send(page, subjects.practice);
  await serve('Harbour', {});
  await serve('Refusing', { at: { AUTH: '535 5.7.8 Username and Password not accepted here' } });
  await serve('Breaking', { at: { dot: (connection) => connection.reset() } });
  const lea = { bcc: ['archive@atelier-lumen.example'], body: 'Dear Søren,\n\nhere it is.\n\nLéa' };
  const to = ['Søren Ångström <soren@angstrom.example>', 'office@angstrom.example'];
  await writeFrom(page, addressAt('Harbour'), {
    ...lea,
    to,
    cc: ['山田 太郎 <taro@kyoto.example>'],
    subject: subjects.sent,
  });
  await drop(page, 'contract.pdf', 200_000);
  await send(page, subjects.sent);
  await serve('Notices', { extensions: ['PIPELINING', 'DSN'] });
  await writeFrom(page, addressAt('Notices'), { ...lea, to, subject: subjects.handSent });
  await openOptions(page);
  await page.getByLabel('Send me a notice').selectOption('On failure or delay');
  await setByHand(page, ['probe@elsewhere.example']);
  await send(page, subjects.handSent);
  await writeFrom(page, addressAt('Refusing'), { ...lea, to, subject: subjects.failed });
  await page.keyboard.press('Control+Enter');
  await page.getByText('User or password refused').first().waitFor();
  await writeFrom(page, addressAt('Breaking'), { ...lea, to, subject: subjects.unknown });
  await page.keyboard.press('Control+Enter');
  await page.getByText('Nobody can know whether the server took it').first().waitFor();
  await serve('Grey', { at: { RCPT: '450 4.7.1 Greylisted, come back in 5 minutes' } });
  await serve('Particular', {
    at: {
      RCPT: (connection, line) =>
        connection.reply(line.includes('velmnt') ? '550 5.1.2 No such domain' : '250 2.1.5 fine'),
    },
  });
  await writeFrom(page, addressAt('Particular'), {
    ...lea,
    to: [...to, 'regie@velmnt.example'],
    subject: subjects.partly,
  });
  await page.keyboard.press('Control+Enter');
  await page.getByText('The recipient’s domain does not exist').first().waitFor();
  await serve('Narrow', {
    extensions: [],
    at: {
      RCPT: (connection, line) =>
        connection.reply(line.includes('soren') ? '250 2.1.5 fine' : '452 4.5.3 Too many recipients'),
    },
  });
  await writeFrom(page, addressAt('Narrow'), { ...lea, to, subject: subjects.inParts });
  await openOptions(page);
  await page.getByLabel('All or none').check();
  await page.keyboard.press('Control+Enter');
  await page.getByText('More recipients than the server takes at once').first().waitFor();
  await writeFrom(page, addressAt('Grey'), { ...lea, to, subject: subjects.deferred });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('tabpanel').getByText('Deferred').waitFor();
  await writeFrom(page, addressAt('Harbour'), { ...lea, to, subject: subjects.scheduled });
  await page.keyboard.press('Control+Shift+l');
  await page.getByRole('menuitem', { name: /Tomorrow morning/ }).click();
  await page.getByRole('status').filter({ hasText: 'It goes out' }).waitFor();
  await write(page, { ...lea, to, subject: subjects.filled });
  await drop(page, attachment, 2_912_448);
  await write(page, { subject: subjects.wrong, body: 'x' });
  await field(page, 'To').fill('jonas@localhost, mira example.org');
  await page.keyboard.press('Control+Enter');
  await page.getByText('2 addresses to fix').waitFor();
  await writeFrom(page, addressAt('Harbour'), { ...lea, to, subject: subjects.options });
  await openOptions(page);
  await page.getByLabel('Send me a notice').selectOption('On failure or delay');
  await page.getByText('Single recipients').click();
  await page.getByLabel('office@angstrom.example', { exact: true }).selectOption('Never');
  await page.getByLabel('What a notice brings back').selectOption('The header only');
  await field(page, 'Envelope identifier (ENVID)').fill('Assemblée 2026');
  await page.getByLabel('All or none').check();
  await page.getByLabel('TLS all the way').check();
  await page.getByLabel('8-bit text').check();
  await writeFrom(page, addressAt('Harbour'), { ...lea, to, subject: subjects.byHand });
  await setByHand(page, ['probe@elsewhere.example', 'nobody@localhost']);
  await write(page, {});
  for (const [account, found] of [
    ['Harbour', 'It works: the server let you in'],
    ['Refusing', 'User or password refused'],
  ] as const) {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: account }).click();
    await button(page, 'Test').click();
    await heading(page, found).waitFor();
  }
  await done(page, 'settings.set', { lensTab: 'source' });
  // Failures stay until they are put away, other news goes by itself.
  const news = page.getByRole('region', { name: 'News' });
  while ((await news.getByRole('alert').count()) > 0)
    await news.getByRole('alert').last().getByRole('button').last().click();
  // News stays as long as the pointer is on it.
  await page.mouse.move(600, 10);
  await news.getByRole('status').last().waitFor({ state: 'detached' });
}
