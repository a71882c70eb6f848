// What is asked before a message goes: all of it at once, each with its way out, none of it twice where the user says so.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { doubtsWords } from '#core/i18n/doubts.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { attached, answerOpen, button, field, ready, write, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, overflowing, resize, settled, violations } from './look.ts';

const words = doubtsWords.en;
let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 0 });
  server = await startScriptedServer({ extensions: ['SIZE 4000'] });
  await accountAt(page, { name: 'Narrow', port: server.port });
});

afterAll(async () => {
  await program.close();
  await server.stop();
  removeProfile(program.profile);
});

const panel = () => page.getByRole('alert').filter({ has: page.getByRole('list') });
const many = Array.from({ length: 21 }, (_, at) => `person${String(at)}@stagecraft.example`);
const accepted = () =>
  page.getByRole('status').filter({ hasText: /The (practice )?server accepted the message/ });
const panelIsFocused = () =>
  page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');

describe('before a message goes', () => {
  it('a missing subject and a missing file are asked about at once, and Escape goes back to writing', async () => {
    await write(page, { to: ['lea@stagecraft.example'], body: 'The plan is attached.' });
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    expect(await panel().innerText()).toContain('The text says “attached”, and nothing is attached.');
    expect(await panel().innerText()).toContain(words.subject);
    expect(await accepted().count()).toBe(0);
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  });

  it('each is mended from there, by keyboard', async () => {
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    const plan = path.join(program.profile, 'plan.txt');
    writeFileSync(plan, 'The plan\n');
    await answerOpen(program.app, [plan]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await attached(page, 'plan.txt');
    await panel().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    expect(await panel().innerText()).not.toContain('nothing is attached');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'subject');
    await page.keyboard.insertText('The plan');
    await page.keyboard.press('Control+Enter');
    await accepted().filter({ hasText: 'The plan' }).waitFor();
  });

  it('many who would see each other can be moved to Bcc, and it can go all the same', async () => {
    await write(page, { to: many, subject: 'Autumn' });
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    await button(page, words.toBcc).click();
    await page
      .getByRole('list', { name: catalogues.en.compose.chips.bcc })
      .getByRole('listitem')
      .nth(20)
      .waitFor();
    await button(page, /^Undo/).click();
    await page
      .getByRole('list', { name: catalogues.en.compose.chips.to })
      .getByRole('listitem')
      .nth(20)
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    await button(page, catalogues.en.findings.out.sendAnyway).click();
    await accepted().filter({ hasText: 'Autumn' }).waitFor();
  });

  it('what is dismissed is not asked again, until Settings bring it back', async () => {
    await write(page, { to: ['lea@stagecraft.example'], body: 'Nothing more' });
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    await button(page, words.never).click();
    await panel().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Enter');
    await accepted().filter({ hasText: catalogues.en.compose.noSubject }).waitFor();
    await page.keyboard.press('Control+,');
    const asked = page.getByRole('switch', { name: words.settings.subject });
    await asked.waitFor();
    expect(await asked.isChecked()).toBe(false);
    await asked.focus();
    await page.keyboard.press('Space');
    await page.waitForFunction(async () =>
      JSON.stringify(await window.facteur.call('settings.get', null)).includes('"dismissedDoubts":[]'),
    );
  });

  it('a sender of another domain than the account’s is asked about', async () => {
    await done(page, 'accounts.save', {
      ...(await ownAccount()),
      user: 'lea@elsewhere.example',
    });
    await writeFrom(page, addressAt('Narrow'), { to: ['lea@stagecraft.example'], subject: 'Borrowed' });
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    expect(await panel().innerText()).toContain('this account signs in at elsewhere.example');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-labelledby') === 'from-label from-value',
    );
    await done(page, 'accounts.save', { ...(await ownAccount()), user: '' });
  });

  it('a size beyond the server’s is named, with both numbers', async () => {
    await writeFrom(page, addressAt('Narrow'), {
      to: ['lea@stagecraft.example'],
      subject: 'Small',
      body: 'Hi',
    });
    await page.keyboard.press('Control+Enter');
    await accepted().filter({ hasText: 'Small' }).waitFor();
    await writeFrom(page, addressAt('Narrow'), {
      to: ['lea@stagecraft.example'],
      subject: 'Large',
      body: 'A long letter. '.repeat(600),
    });
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    expect(await panel().innerText()).toMatch(/about 9\.\d kB on the wire, .* takes 4 kB/);
  });
});

async function ownAccount() {
  const { accounts } = await done(page, 'accounts.list', null);
  const found = accounts.find(({ account }) => account.name === 'Narrow')?.account;
  if (found === undefined) throw new Error('no account');
  return found;
}

describe('a slip in a well-known domain', () => {
  const to = () => page.getByRole('list', { name: catalogues.en.compose.chips.to });

  it('is asked about under the field, and one key takes what was meant', async () => {
    await write(page, { to: ['jonas@gmial.com', 'lea@wandoo.fr'], subject: 'Slips' });
    await page.getByText('gmial.com is unusual. Was gmail.com meant?').waitFor();
    await settled(page);
    await draw(page, 'slip.en.light.1280.png');
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    await field(page, 'To').focus();
    await page.keyboard.press('Alt+Enter');
    await to().getByText('jonas@gmail.com').waitFor();
    expect(await to().getByText('lea@wandoo.fr').count()).toBe(1);
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-to');
  });

  it('is kept where it is none, for good', async () => {
    await button(page, 'Keep wandoo.fr').click();
    await page.getByText('wandoo.fr is unusual').waitFor({ state: 'detached' });
    await write(page, { cc: ['mira@wandoo.fr', 'mira@orange.rf'] });
    await page.getByText('orange.rf is unusual').waitFor();
    expect(await page.getByText('wandoo.fr is unusual').count()).toBe(0);
    await button(page, 'Use orange.fr').press('Enter');
    await page
      .getByRole('list', { name: catalogues.en.compose.chips.cc })
      .getByText('mira@orange.fr')
      .waitFor();
  });
});

describe('the panel', () => {
  it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    const says = doubtsWords[language];
    const name = `${language}.${theme}.${String(width)}.png`;
    await page.getByRole('switch', { name: says.settings.domain }).scrollIntoViewIfNeeded();
    await settled(page);
    await draw(page, `settings.${name}`);
    expect([...(await overflowing(page)), ...(await violations(page))]).toEqual([]);
    if (spoken === 'en' && language === 'en' && width === 1280) {
      await write(page, { to: many, body: 'The plan is attached.' });
      await field(page, 'To').focus();
      await page.keyboard.insertText('lea@gmial.com');
      await page.keyboard.press('Enter');
    } else {
      await page.keyboard.press('Control+1');
      const drafts = page.getByRole('listitem').filter({ hasText: catalogues[language].compose.noSubject });
      await drafts.getByRole('button').first().click();
      await field(page, catalogues[language].compose.subject).waitFor();
    }
    await page.keyboard.press('Control+Enter');
    await panelIsFocused();
    await settled(page);
    await draw(page, `panel.${name}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await field(page, catalogues[language].compose.subject).waitFor();
  });
});
