// The message is looked at before it goes: what was looked at is what goes, and a draft that changed meanwhile is built anew and says so.
import { createHash } from 'node:crypto';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { SNAPSHOT_UP_TO } from '#core/contract/uploads.ts';
import { previewWords } from '#core/i18n/preview.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { answerOpen, attached, button, ready, writeFrom, openOptions } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled, violations } from './look.ts';

const words = previewWords.en;
const { lens } = catalogues.en;
let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 0 });
  server = await startScriptedServer({ extensions: ['SIZE 4000000', '8BITMIME'] });
  await accountAt(page, { name: 'Server', port: server.port });
});

afterAll(async () => {
  await program.close();
  await server.stop();
  removeProfile(program.profile);
});

const pane = () => page.getByRole('region', { name: words.title });
const tab = (name: string | RegExp) => pane().getByRole('tab', { name });
const from = addressAt('Server');
const letter = (subject: string) => ({
  to: ['lea@stagecraft.example'],
  subject,
  body: 'Good morning,\n\n.one dot\nÀ bientôt',
});
const unstuffed = (body: Buffer): Buffer =>
  Buffer.from(body.toString('latin1').replace(/^\.(?=\.)|(?<=\r\n)\.(?=\.)/g, ''), 'latin1');

/** What the source view says of the bytes. */
async function digestShown(): Promise<string> {
  await tab(lens.tab.source).click();
  const digest = pane().getByText(/^sha-256/);
  await digest.waitFor();
  return (await digest.getAttribute('title')) ?? '';
}

describe('the message as it would be sent', () => {
  it('is shown by a key, as a mail program renders it, and Escape goes back to writing', async () => {
    await writeFrom(page, from, letter('First look'));
    await page.getByRole('textbox', { name: catalogues.en.compose.body }).focus();
    await page.keyboard.press('Control+Shift+P');
    await pane().getByRole('document').waitFor();
    expect(await pane().getByRole('document').innerText()).toContain('À bientôt');
    expect(await pane().innerText()).toContain(words.promise);
    await page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  });

  it('is shown as plain text, source, fields, envelope, structure and findings', async () => {
    await button(page, /^Preview/).click();
    await tab(words.text).click();
    await pane().getByRole('document').waitFor();
    await tab(lens.tab.source).click();
    await pane().getByText('Subject:').first().waitFor();
    await page.keyboard.press('Alt+3');
    await pane().getByText('RCPT TO').first().waitFor();
    expect(await pane().innerText()).toContain('lea@stagecraft.example');
    await tab(lens.tab.structure).click();
    await pane().getByText('text/plain').first().waitFor();
    await tab(/^Findings \(\d+\)$/).click();
    await tab(lens.tab.fields).click();
    await pane().getByText('Message-ID').first().waitFor();
  });

  it('is what the server gets and what Sent keeps: one digest', async () => {
    const shown = await digestShown();
    expect(await pane().getByText(lens.source.toBeSent).count()).toBe(1);
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('status')
      .filter({ hasText: /accepted the message/ })
      .filter({ hasText: 'First look' })
      .waitFor();
    const [taken] = server.connections.filter(({ hasDot }) => hasDot);
    const body = unstuffed(taken?.body ?? Buffer.alloc(0));
    const { rows } = await done(page, 'sent.page', { list: 'sent', offset: 0, limit: 1 });
    const [row] = rows;
    if (row === undefined) throw new Error('Sent is empty');
    const kept = await done(page, 'lens.open', {
      messageId: row.messageId,
      submissionId: row.submissionId,
    });
    expect([createHash('sha256').update(body).digest('hex'), kept.message.sha256]).toEqual([shown, shown]);
  });
});

describe('a draft that changes meanwhile', () => {
  it('is built anew, and the preview says so', async () => {
    await writeFrom(page, from, letter('Second look'));
    await page.keyboard.press('Control+Shift+P');
    const before = await digestShown();
    await openOptions(page);
    await page.getByRole('checkbox', { name: catalogues.en.sending.eightBit }).click();
    await pane().getByText('The draft has changed').waitFor();
    expect(await digestShown()).not.toBe(before);
  });

  it('by another window is not sent unseen: the new one is shown first', async () => {
    await page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+P');
    const before = await digestShown();
    expect(await pane().getByText('The draft has changed').count()).toBe(0);
    const state = await done(page, 'accounts.list', null);
    const view = state.accounts.find(({ account }) => account.name === 'Server');
    if (view === undefined) throw new Error('no account');
    const identities = view.account.identities.map((one) => ({ ...one, organisation: 'Stagecraft' }));
    // Both at once: the window has not heard of the new identity when Send is pressed.
    await Promise.all([
      done(page, 'accounts.save', { ...view.account, identities }),
      page.keyboard.press('Control+Enter'),
    ]);
    await pane().getByText('The draft has changed').waitFor();
    expect(await digestShown()).not.toBe(before);
    await page.getByText('would not go out as the preview showed it').waitFor();
    expect(server.connections.filter(({ hasDot }) => hasDot)).toHaveLength(1);
  });

  it('cannot be looked at while something in it is wrong: that is shown instead', async () => {
    await page.keyboard.press('Escape');
    await pane().waitFor({ state: 'detached' });
    await page.locator('#recipients-to').fill('lea@stagecraft');
    await page.keyboard.press('Control+Shift+P');
    await page.getByText('1 address to fix').waitFor();
    expect(await pane().count()).toBe(0);
  });
});

describe('a message that cannot be built', () => {
  it('says why in the preview’s place, and is built once that is mended', async () => {
    const plan = path.join(program.profile, 'plan.txt');
    // So large that no copy of it is made.
    writeFileSync(plan, 'The plan\n');
    truncateSync(plan, SNAPSHOT_UP_TO + 1);
    await writeFrom(page, from, letter('With a plan'));
    await answerOpen(program.app, [plan]);
    await button(page, catalogues.en.compose.attach).first().click();
    await attached(page, 'plan.txt');
    rmSync(plan);
    await page.keyboard.press('Control+Shift+P');
    await pane()
      .getByRole('alert')
      .filter({ hasText: words.wrong })
      .filter({ hasText: 'plan.txt' })
      .waitFor();
    // The draft has learned of it too, and once more it was tried.
    await page.getByRole('status').filter({ hasText: 'plan.txt' }).waitFor();
    await settled(page);
    await draw(page, 'en-light-1280-wrong.png');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await button(page, /^Remove plan\.txt/).click();
    await button(page, /^Remove plan\.txt/).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+P');
    await pane().getByRole('tab').first().waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('how it looks', () => {
  it.each(LOOKS)(
    '%s, %s, %i × %i: whole, and without a word of axe',
    async (language, theme, width, height) => {
      await resize(program.app, page, width, height);
      const spoken = await page.locator('html').getAttribute('lang');
      await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', 'en', theme);
      await writeFrom(page, from, letter(`Look ${language} ${theme}`));
      if (language === 'fr') {
        await done(page, 'settings.set', { language });
        await page.locator('html[lang="fr"]').waitFor();
      }
      await page.keyboard.press('Control+Shift+P');
      const shown = page.getByRole('region', { name: previewWords[language].title });
      for (const view of ['rendered', 'source', 'envelope', 'findings'] as const) {
        await shown.getByRole('tab', { name: catalogues[language].lens.tab[view] }).click();
        await settled(page);
        await draw(page, `${language}-${theme}-${width}-${view}.png`);
        expect(await faultsOf(page)).toEqual([]);
      }
    },
  );
});
