// Drafts in several tabs and windows: one that is open twice does not fight itself, and its files keep their ids over windows and restarts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { done } from './calls.ts';
import { attached, button, drop, field, heading, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const { compose } = catalogues.en;
let program: Launched;
let one: Page;
let two: Page;

beforeAll(async () => {
  program = await launch();
  one = program.page;
  await ready(one);
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

async function openedIn(page: Page, subject: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await heading(page, 'Drafts').waitFor();
  await page.getByRole('listitem').filter({ hasText: subject }).getByRole('button').first().click();
  await field(page, 'Message').waitFor();
}

const saved = (page: Page) => page.getByText(/Draft saved \d/).waitFor();
const says = (page: Page, text: string) => expect.poll(() => field(page, 'Message').inputValue()).toBe(text);

describe('drafts in tabs', () => {
  it('keep what is written in each, whichever is in front', async () => {
    await write(one, { subject: 'First', body: 'in the first' });
    await write(one, { subject: 'Second', body: 'in the second' });
    await one.getByRole('tab', { name: 'First' }).click();
    await says(one, 'in the first');
    await one.getByRole('tab', { name: 'Second' }).click();
    await says(one, 'in the second');
  });

  it('do not fetch back whoever goes elsewhere while a new one is made', async () => {
    const tabs = one.getByRole('tab');
    const before = await tabs.count();
    await one.keyboard.press('Control+n');
    await one.keyboard.press('Control+5');
    await expect.poll(async () => (await done(one, 'drafts.list', null)).length).toBe(before + 1);
    await one.getByRole('heading', { name: 'Practice', exact: true }).waitFor();
    expect(await one.getByRole('tab', { name: 'Second' }).count()).toBe(0);
    await one.keyboard.press('Control+1');
    await one
      .getByRole('button', { name: /Second/ })
      .first()
      .click();
    await expect.poll(() => tabs.count()).toBe(before + 1);
    await says(one, 'in the second');
  });
});

describe('a draft that is open in two windows', () => {
  it('shows in each what is written in the other', async () => {
    const opening = program.app.waitForEvent('window');
    await done(one, 'app.newWindow', { draftId: null });
    two = await opening;
    two.setDefaultTimeout(15_000);
    await ready(two);
    await openedIn(two, 'Second');
    await field(one, 'Message').fill('from the first window');
    await saved(one);
    await says(two, 'from the first window');
    await field(two, 'Message').fill('from the second window');
    await saved(two);
    await says(one, 'from the second window');
  });

  it('has in each the files that came in the other', async () => {
    await drop(one, 'sketch.bin', 1000);
    await attached(two, 'sketch.bin');
    await button(two, 'Remove sketch.bin').click();
    await button(one, 'Remove sketch.bin').waitFor({ state: 'detached' });
    await button(two, 'Undo').last().click();
    await attached(one, 'sketch.bin');
  });

  it('loses nothing when both write at once: the later window is asked', async () => {
    const at = Date.now();
    await Promise.all([
      field(one, 'Subject').fill(`Second, one ${String(at)}`),
      field(two, 'Message').fill(`two ${String(at)}`),
    ]);
    const asked = (page: Page) =>
      button(page, compose.takeOther)
        .waitFor()
        .then(() => page);
    const later = await Promise.race([asked(one), asked(two)]);
    const earlier = later === one ? two : one;
    await saved(earlier);
    await button(later, compose.takeOther).click();
    await says(later, await field(earlier, 'Message').inputValue());
    expect(await field(later, 'Subject').inputValue()).toBe(await field(earlier, 'Subject').inputValue());
  });

  it('has the same ids of its files when its windows are gone, and after the program was killed', async () => {
    const [{ id } = { id: '' }] = (await done(one, 'drafts.list', null)).filter(({ subject }) =>
      subject.startsWith('Second'),
    );
    const before = await filesOf(one, id);
    expect(before).toHaveLength(1);
    await two.close();
    expect(await filesOf(one, id)).toEqual(before);
    await program.kill();
    program = await launch({ profile: program.profile });
    one = program.page;
    await ready(one);
    expect(await filesOf(one, id)).toEqual(before);
  });
});

async function filesOf(page: Page, draft: string) {
  const drafts = await done(page, 'drafts.list', null);
  const found = drafts.find(({ id }) => id === draft);
  if (found === undefined) throw new Error('no such draft');
  return (await done(page, 'drafts.open', { id: found.id })).attachments;
}
