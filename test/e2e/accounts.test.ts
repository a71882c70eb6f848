// Accounts in the real window: what is typed is not lost, the keyboard is enough, and what is deleted comes back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from './calls.ts';
import { ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const names = () => page.locator('[role="option"] b').allTextContents();
const option = (name: string) => page.locator('[role="option"]', { hasText: name });
const field = (name: string) => page.getByLabel(name, { exact: true });

describe('accounts', () => {
  it('keep what was typed into a new one while the user goes elsewhere', async () => {
    await page.keyboard.press('Control+Shift+a');
    await page.getByRole('button', { name: 'Enter host and port by hand' }).click();
    await field('Name of this account').fill('Staging');
    await field('Host').fill('127.0.0.1');
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Outbox' }).waitFor();
    await page.keyboard.press('Control+5');
    await expect.poll(() => field('Host').inputValue()).toBe('127.0.0.1');
  });

  it('name what has to be corrected, and save nothing before', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This cannot be empty.').waitFor();
    expect(await names()).toEqual(['Practice', 'New account']);
  });

  it('are saved once everything fits, and the first real one becomes the default', async () => {
    await page.getByRole('tab', { name: /Identities/ }).click();
    await field('Address').fill('camille@staging.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await option('Staging').getByText('default').waitFor();
    expect(await page.getByRole('tab', { name: /Server/ }).count()).toBe(1);
  });

  it('want a plain word before they go without encryption', async () => {
    await page.getByRole('tab', { name: /Server/ }).click();
    await field('Security').selectOption('none');
    const save = page.getByRole('button', { name: 'Save' });
    expect(await save.isDisabled()).toBe(true);
    await page.getByLabel(/I understand/).check();
    expect(await save.isDisabled()).toBe(false);
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect.poll(() => field('Security').inputValue()).toBe('tls');
  });

  it('are moved by Alt and an arrow key, and stay where they were put', async () => {
    const before = await names();
    await option('Staging').click();
    await page.keyboard.press(before[0] === 'Staging' ? 'Alt+ArrowDown' : 'Alt+ArrowUp');
    await expect.poll(names).toEqual(before.toReversed());
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+5');
    await expect.poll(names).toEqual(before.toReversed());
  });

  it('are moved by dragging, and stay where they were dropped', async () => {
    const before = await names();
    const [first = '', second = ''] = before;
    const { height = 0 } = (await option(second).boundingBox()) ?? {};
    await option(first).dragTo(option(second), { targetPosition: { x: 40, y: height - 4 } });
    await expect.poll(names).toEqual(before.toReversed());
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { name: 'Outbox' }).waitFor();
    await page.keyboard.press('Control+5');
    await expect.poll(names).toEqual(before.toReversed());
    const kept = await done(page, 'accounts.list', null);
    expect(kept.accounts.map(({ account }) => account.name)).toEqual(before.toReversed());
  });

  it('are warned of a port where servers expect the other security', async () => {
    await option('Staging').click();
    await field('Security').selectOption('tls');
    await field('Port').fill('587');
    await page.getByText('Port 587 is where servers expect STARTTLS.').waitFor();
    await page.getByText('This is the machine that Facteur runs on.').waitFor();
    await page.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('where servers expect').waitFor({ state: 'detached' });
  });

  it('say which step failed, and what can be done', async () => {
    await option('Staging').click();
    await field('Port').fill('1');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('heading', { name: 'The server refused the connection' }).waitFor();
    await page.getByRole('button', { name: 'Use port 587 with STARTTLS' }).click();
    await expect.poll(() => field('Port').inputValue()).toBe('587');
    expect(await field('Security').inputValue()).toBe('starttls');
    await page.getByRole('button', { name: 'Take back' }).click();
  });

  it('come back by Undo when they were deleted', async () => {
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(names).toEqual(['Practice']);
    await option('Practice').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await names()).toSorted()).toEqual(['Practice', 'Staging']);
  });

  it('leave the practice server alone', async () => {
    await option('Practice').click();
    expect(await field('Host').isEditable()).toBe(false);
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
  });
});
