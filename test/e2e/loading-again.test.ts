// The rich editor's script cannot be loaded: what stands in its place, and that it is loaded anew when the user asks for it.
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { richWords } from '#core/i18n/rich.ts';
import { button, field, ready, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { richHtml, richText } from './rich-hands.ts';
import { faultsAsItStands } from './standing.ts';

let program: Launched;
let page: Page;

async function begin(): Promise<void> {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
}

beforeEach(begin);

afterEach(async () => {
  await program.close();
  removeProfile(program.profile);
});

/** Main serves no script whose name begins so; empty: it serves all. */
const refuse = (names: string): Promise<void> =>
  program.app.evaluate(({ session }, refused) => {
    session.defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
      decide({ cancel: refused !== '' && new URL(url).pathname.includes(`/${refused}`) });
    });
  }, names);

const notLoaded = () => page.getByText('The rich text editor could not be loaded.', { exact: false });
const again = () => button(page, 'Try again');

// Each with a program of its own: what was loaded once, a page that is loaded anew may take from memory.
describe('an editor without its words', () => {
  it('is none, and is loaded again with them', async () => {
    await refuse('rich-');
    await write(page, { to: ['ana@example.org'], subject: 'Words' });
    await page.keyboard.press('Control+Shift+x');
    await notLoaded().waitFor();
    await refuse('');
    const isReloaded = page.waitForEvent('domcontentloaded');
    await again().click();
    await isReloaded;
    await richText(page).waitFor();
    await button(page, richWords.en.bold).waitFor();
    expect(await field(page, 'Subject').inputValue()).toBe('Words');
  });
});

describe('the editor of a rich message', () => {
  it('says that it could not be loaded, and is loaded when it can be, with every word and tab', async () => {
    await write(page, { to: ['ana@example.org'], subject: 'First', body: 'One' });
    await write(page, { to: ['ana@example.org'], subject: 'Second', body: 'Kept words' });
    await refuse('RichBody-');
    await page.keyboard.press('Control+Shift+x');
    await notLoaded().waitFor();
    expect(await faultsAsItStands(program, 'not-loaded')).toEqual([]);
    const isReloaded = page.waitForEvent('domcontentloaded');
    await again().click();
    await isReloaded;
    await notLoaded().waitFor();
    await refuse('');
    await again().click();
    await richText(page).waitFor();
    expect(await richHtml(page)).toContain('<p>Kept words</p>');
    expect(await page.getByRole('tab', { name: /First/ }).count()).toBe(1);
    expect(await field(page, 'Subject').inputValue()).toBe('Second');
  });
});

describe('the editor of a signature', () => {
  const form = () => page.getByRole('listitem', { name: 'Identity 1' });

  it('says so in its form, and comes with what was typed there', async () => {
    await page.keyboard.press('Control+5');
    await page.getByRole('option').filter({ hasText: 'Practice' }).click();
    await page.getByRole('tab', { name: /Identities/ }).click();
    await field(page, 'Name').fill('Léa');
    await field(page, 'Signature').fill('Léa Velmont');
    await refuse('SignatureEditor-');
    await form().getByText('Rich', { exact: true }).click();
    await notLoaded().waitFor();
    await notLoaded().scrollIntoViewIfNeeded();
    expect(await faultsAsItStands(program, 'signature-not-loaded')).toEqual([]);
    await button(page, 'Write it as plain text').click();
    expect(await field(page, 'Signature').inputValue()).toBe('Léa Velmont');
    await refuse('');
    await form().getByText('Rich', { exact: true }).click();
    const isReloaded = page.waitForEvent('domcontentloaded');
    await again().click();
    await isReloaded;
    await page.getByRole('tab', { name: /Identities/ }).click();
    expect(await field(page, 'Name').inputValue()).toBe('Léa');
    await form().getByText('Rich', { exact: true }).click();
    await richText(page).waitFor();
    expect(await richHtml(page)).toContain('<p>Léa Velmont</p>');
  });
});
