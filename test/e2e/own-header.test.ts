// Header fields that a message is given by hand: said wrong at once, taken back, seen before they go, and on the wire as they were typed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { LANGUAGES, type Language } from '#core/i18n/languages.ts';
import { ownFieldsWords } from '#core/i18n/ownfields.ts';
import { templatesWords } from '#core/i18n/templates.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, field, heading, ready, writeFrom, openOptions } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { bareKeys, chooseLook, overflowing, resize, settled, violations, draw } from './look.ts';
import { archived, fieldOf, headerOf } from './traces.ts';

let program: Launched;
let page: Page;
let server: ScriptedServer;
const to = ['mira@example.org'];

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await done(page, 'settings.set', { undoSeconds: 0 });
  server = await startScriptedServer({ extensions: ['PIPELINING', '8BITMIME'] });
  await accountAt(page, {
    name: 'Fields',
    port: server.port,
    headers: [{ name: 'X-Campaign', value: 'spring' }],
  });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await server.stop();
});

const row = (number: number) => page.getByRole('group', { name: `Header field ${String(number)}` });
const nameOf = (number: number) => row(number).getByRole('combobox', { name: 'Field' });
const valueOf = (number: number) => row(number).getByRole('textbox', { name: 'Value' });

/** By keyboard: the button, then the name has the focus, Tab leads past the button that removes it to the value. */
async function addField(number: number, name: string, value: string): Promise<void> {
  await button(page, 'Add a header field').focus();
  await page.keyboard.press('Enter');
  await nameOf(number).and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText(name);
  await valueOf(number).focus();
  await page.keyboard.insertText(value);
}

async function begin(subject: string): Promise<void> {
  await writeFrom(page, addressAt('Fields'), { to, subject, body: 'x' });
  await openOptions(page);
  await button(page, 'Add a header field').waitFor();
}

const subject = 'With fields of its own';

describe('a header field of the message’s own', () => {
  it('is chosen among the usual names by keyboard', async () => {
    await begin(subject);
    await button(page, 'Add a header field').focus();
    await page.keyboard.press('Enter');
    await nameOf(1).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('unsub');
    await page.getByRole('option', { name: 'List-Unsubscribe', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => nameOf(1).inputValue()).toBe('List-Unsubscribe');
    await valueOf(1).focus();
    await page.keyboard.insertText('<https://example.org/off?a="b">');
  });

  it.each([
    ['Date', 'Date is written when the message is built'],
    ['Reply-To', 'Reply-To has a field of its own'],
    ['Message-ID', 'The Message-ID is made when the message is built'],
    ['X Wrong', 'is no name for a header field'],
  ])('that is named %s is refused at once, with the reason', async (name, reason) => {
    await addField(2, name, 'x');
    await row(2).getByText(reason).waitFor();
    expect(await nameOf(2).getAttribute('aria-invalid')).toBe('true');
    await row(2)
      .getByRole('button', { name: /^Remove header field 2/ })
      .click();
    await row(2).waitFor({ state: 'detached' });
  });

  it('that has a syntax is looked at by it: ASCII alone, and what the lint says', async () => {
    await addField(2, 'In-Reply-To', 'é');
    await row(2).getByText('has a syntax in which only ASCII may stand').waitFor();
    await valueOf(2).fill('no angle brackets');
    const note = page.locator('#sending-own-fields li', { hasText: 'no angle brackets' });
    await note.waitFor();
    await valueOf(2).fill('<first@example.org>');
    await note.waitFor({ state: 'detached' });
  });

  it('comes back when its removal is undone', async () => {
    await row(2).getByRole('button', { name: 'Remove header field 2 In-Reply-To' }).click();
    await row(2).waitFor({ state: 'detached' });
    await page.getByText('Header field removed: In-Reply-To').waitFor();
    await button(page, /^Undo/).last().click();
    await expect.poll(() => valueOf(2).inputValue()).toBe('<first@example.org>');
  });

  it('of the identity’s name stands in its place, and says so', async () => {
    await addField(3, 'x-campaign', 'Été');
    await row(3).getByText('Stands in the place of the identity’s: spring').waitFor();
  });

  it('is pasted with others as header lines, folded ones too', async () => {
    await button(page, 'Add a header field').click();
    await nameOf(4).and(page.locator(':focus')).waitFor();
    await nameOf(4).evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', 'Keywords: été,\r\n plan\r\nX-GitHub-ID: {"a": 1}\r\n');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => valueOf(5).inputValue()).toBe('{"a": 1}');
    expect(await valueOf(4).inputValue()).toBe('été, plan');
  });

  it('keeps the message here while it is refused, and is where Send leads to', async () => {
    await nameOf(5).fill('From');
    await field(page, 'Subject').focus();
    await page.keyboard.press('Control+Enter');
    await page.locator('#sending-own-fields:focus').waitFor();
    await page.getByText('The program writes the field From itself').waitFor();
    await nameOf(5).fill('X-GitHub-ID');
  });

  it('is in the preview', async () => {
    await page.keyboard.press('Control+Shift+P');
    await page.getByRole('tab', { name: 'Source' }).click();
    await page.getByText('X-GitHub-ID').first().waitFor();
    await page.keyboard.press('Escape');
    await field(page, 'Subject').waitFor();
  });

  it('is in the draft when that is opened again, and goes out as it was typed', async () => {
    await page.keyboard.press('Control+1');
    await page
      .getByRole('button', { name: new RegExp(subject) })
      .first()
      .click();
    await field(page, 'Subject').focus();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => server.connections[0]?.hasDot).toBe(true);
    const [eml = Buffer.alloc(0)] = archived(program.profile);
    const header = headerOf(eml);
    expect(fieldOf(eml, 'List-Unsubscribe')).toBe('<https://example.org/off?a="b">');
    expect(fieldOf(eml, 'In-Reply-To')).toBe('<first@example.org>');
    expect(fieldOf(eml, 'X-GitHub-ID')).toBe('{"a": 1}');
    expect(header).toMatch(/\r\nx-campaign: =\?UTF-8\?B\?\S+\?=\r\n/);
    expect(header).toMatch(/\r\nKeywords: =\?UTF-8\?B\?w6l0w6k=\?=, plan\r\n/);
    expect(header).not.toContain('spring');
    expect(eml.every((byte) => byte < 128)).toBe(true);
  });

  it('is kept by “Edit as new”', async () => {
    await page.keyboard.press('Control+3');
    await page.getByRole('option').filter({ hasText: subject }).click();
    await heading(page, subject).waitFor();
    await page.keyboard.press('Control+e');
    await page.getByRole('tab', { name: subject, selected: true }).waitFor();
    await openOptions(page);
    await expect.poll(() => valueOf(1).inputValue()).toBe('<https://example.org/off?a="b">');
    expect(await nameOf(5).inputValue()).toBe('X-GitHub-ID');
  });
});

describe('a template', () => {
  it('keeps them for the messages that are begun from it', async () => {
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Control+Shift+d');
    await dialog.getByRole('textbox', { name: templatesWords.en.keepName, exact: true }).fill('Fields');
    await page.keyboard.press('Enter');
    await dialog.getByRole('option', { name: /^Fields/ }).waitFor();
    await button(page, templatesWords.en.letter).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('A new draft, made of a message.').waitFor({ state: 'detached' });
    await openOptions(page);
    await expect.poll(() => nameOf(5).inputValue()).toBe('X-GitHub-ID');
    await page.keyboard.press('Control+w');
  });
});

describe('the header fields', () => {
  let speaks: Language = 'en';

  it.each(
    [
      [1280, 800],
      [720, 600],
    ].flatMap(([width = 0, height = 0]) =>
      LANGUAGES.flatMap((language) =>
        (['light', 'dark'] as const).map((theme) => ({ width, height, language, theme })),
      ),
    ),
  )('look whole in $language, $theme, at $width × $height', async ({ width, height, language, theme }) => {
    await resize(program.app, page, width, height);
    await chooseLook(page, speaks, language, theme);
    speaks = language;
    await page.keyboard.press('Control+1');
    await page
      .getByRole('button', { name: new RegExp(subject) })
      .first()
      .click();
    await page.locator('#subject').waitFor();
    await page.keyboard.press('Control+Shift+O');
    const add = button(page, ownFieldsWords[language].add);
    await add.waitFor();
    await page.locator('#own-field-4-name').fill('Date');
    await add.scrollIntoViewIfNeeded();
    await page.locator('#own-field-3-name').scrollIntoViewIfNeeded();
    await settled(page);
    await draw(page, `fields.${language}.${theme}.${String(width)}.png`);
    expect(await overflowing(page)).toEqual([]);
    expect(await bareKeys(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });
});
