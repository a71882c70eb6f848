// One press of Send is one message, though the next draft comes to the front where it was pressed; and Undo takes that one back.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { done } from './calls.ts';
import { button, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

let program: Launched;
let page: Page;

/** Subjects of what waits to be undone, in the order of the alphabet. */
const handed = async (): Promise<string[]> => {
  const { items } = await done(page, 'outbox.page', { filter: 'all', offset: 0, limit: 100 });
  return items.map(({ subject }) => subject).toSorted();
};

/** These, and a moment later still no others. */
async function onlyHanded(...subjects: string[]): Promise<void> {
  await expect.poll(handed).toEqual(subjects);
  await page.waitForTimeout(1_200);
  expect(await handed()).toEqual(subjects);
}

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 60 });
  for (const subject of ['1', '2', '3', '4', '5'])
    await write(page, { to: ['ana@example.org'], subject, body: 'Hello' });
  await page.getByRole('tab', { name: '1', exact: true }).click();
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

it('is a double click', async () => {
  const place = await button(page, /^Send/).first().boundingBox();
  if (place === null) throw new Error('there is no button');
  await page.mouse.click(place.x + 20, place.y + 10);
  await page.waitForTimeout(300);
  await page.mouse.click(place.x + 20, place.y + 10);
  await onlyHanded('1');
});

it('are the keys, pressed twice', async () => {
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(250);
  await page.keyboard.press('Control+Enter');
  await onlyHanded('1', '2');
});

it('are the keys, held down', async () => {
  await page.keyboard.down('Control');
  for (let repeats = 0; repeats < 40; repeats += 1) {
    await page.keyboard.down('Enter');
    await page.waitForTimeout(40);
  }
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  await onlyHanded('1', '2', '3');
});

it('is taken back by the key that its bar names, though another draft is in front', async () => {
  await page.locator('textarea').focus();
  await page.keyboard.press('Control+Enter');
  await expect.poll(handed).toEqual(['1', '2', '3', '4']);
  await page.getByRole('tab', { name: '5', exact: true, selected: true }).waitFor();
  expect(await page.getByText('Ctrl Z', { exact: true }).count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(handed).toEqual(['1', '2', '3']);
  await page.getByRole('tab', { name: '4', exact: true, selected: true }).waitFor();
});
