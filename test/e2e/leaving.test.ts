// Deleting an account while mail waits for it: what becomes of that mail is asked first, said afterwards, and taken back by Undo.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, card, ready, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { faultsAsItStands } from './standing.ts';

let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  server = await startScriptedServer();
  for (const name of ['Old', 'Harbour', 'Quay']) await accountAt(page, { name, port: server.port });
  await done(page, 'settings.set', { undoSeconds: 60 });
});

afterAll(async () => {
  // Closing would ask whether to wait for what a failed test left in the outbox.
  await program.kill();
  removeProfile(program.profile);
  await server.stop();
});

const option = (name: string) => page.getByRole('option').filter({ hasText: name });
const question = () => page.getByText(/messages? waits? to go through this account\./);

/** Sends, and leaves it to its undo delay. */
async function leaveWaiting(account: string, subject: string): Promise<void> {
  await writeFrom(page, addressAt(account), { to: ['bob@example.net'], subject, body: 'x' });
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+2');
  await card(page, subject).waitFor();
}

async function askToDelete(name: string): Promise<void> {
  await page.keyboard.press('Control+5');
  await option(name).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
  await button(page, 'Delete').focus();
  await page.keyboard.press('Enter');
}

/** Of the news about the account: that of a message offers Undo, too. */
const undoDeletion = (name: string) =>
  page
    .getByRole('status')
    .filter({ hasText: `Account “${name}” deleted` })
    .getByRole('button', { name: /^Undo/ });

const accountOf = async (subject: string): Promise<string | undefined> => {
  const { items } = await done(page, 'outbox.page', { filter: 'all', offset: 0, limit: 100 });
  return items.find((item) => item.subject === subject)?.accountName;
};

describe('an account that mail waits for', () => {
  it('is not deleted before its user has said what becomes of the mail', async () => {
    await leaveWaiting('Old', 'First');
    await leaveWaiting('Old', 'Second');
    await askToDelete('Old');
    await page.getByText('2 messages wait to go through this account.').waitFor();
    expect(await faultsAsItStands(program, 'leaving')).toEqual([]);
    await page.keyboard.press('Escape');
    await question().waitFor({ state: 'detached' });
    expect(await button(page, 'Delete').evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await option('Old').count()).toBe(1);
  });

  it('goes when its mail goes through another one, and both come back by Undo', async () => {
    await askToDelete('Old');
    await page.getByLabel('Another account').selectOption('Quay');
    await button(page, 'Send through Quay').click();
    await page.getByText('2 messages go through Quay now.').waitFor();
    expect(await option('Old').count()).toBe(0);
    expect(await accountOf('First')).toBe('Quay');
    await undoDeletion('Old').click();
    await option('Old').waitFor();
    await expect.poll(() => accountOf('First')).toBe('Old');
    expect(await accountOf('Second')).toBe('Old');
  });

  it('comes back without the mail that had gone meanwhile, and that is said', async () => {
    await askToDelete('Old');
    await button(page, 'Send through Harbour').click();
    await page.getByText('2 messages go through Harbour now.').waitFor();
    const { items } = await done(page, 'outbox.page', { filter: 'all', offset: 0, limit: 100 });
    const first = items.find((item) => item.subject === 'First');
    if (first === undefined) throw new Error('not in the outbox');
    await done(page, 'outbox.sendNow', { id: first.submission.id });
    await page.getByRole('status').filter({ hasText: 'The server accepted the message' }).waitFor();
    await undoDeletion('Old').click();
    await page.getByText('1 message no longer waits at Harbour: it has gone, or is on its way.').waitFor();
    expect(await accountOf('Second')).toBe('Old');
  });

  it('goes when its mail goes back to drafts, where it stays after Undo', async () => {
    await askToDelete('Old');
    await button(page, 'Back to drafts').click();
    await page.getByText('1 message is in Drafts now.').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Account “Old” is back').waitFor();
    expect(await faultsAsItStands(program, 'leaving-back')).toEqual([]);
    expect((await done(page, 'drafts.list', null)).map(({ subject }) => subject)).toContain('Second');
  });
});

describe('an account that nothing waits for', () => {
  it('is deleted without a question, and comes back by Undo', async () => {
    await askToDelete('Quay');
    await page.getByText('Account “Quay” deleted').waitFor();
    await page.keyboard.press('Control+z');
    await option('Quay').waitFor();
  });
});
