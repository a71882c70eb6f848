// Lists of contacts in the real window: made, filled by typing, pasting and from the offer, renamed, deleted with Undo, written to as chips.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { contactsWords } from '#core/i18n/contacts.ts';
import { call, done } from './calls.ts';
import { begin, answerOpen, answerSave, button, field, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';

const words = contactsWords.en;
let program: Launched;
let page: Page;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [name, address] of [
    ['Zoë Dœuf', 'zoe@exemple.test'],
    ['Émile Zola', 'emile@exemple.test'],
  ] as const)
    await done(page, 'contacts.save', { was: null, contact: { name, address, note: '' } });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

const rows = () => page.getByRole('listbox', { name: words.lists.title }).getByRole('option');
const members = (): Promise<string[]> =>
  page.getByRole('list', { name: words.lists.who }).getByRole('listitem').allInnerTexts();
const chips = (name: string): Promise<string[]> =>
  page
    .getByRole('list', { name: `Recipients in ${name}` })
    .getByRole('listitem')
    .allInnerTexts();
const paste = (text: string) =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);

describe('a list', () => {
  it('is made of contacts that are offered, and of addresses that are pasted', async () => {
    await page.keyboard.press('Control+6');
    await button(page, words.lists.title).press('Enter');
    await page.getByText(words.lists.none).waitFor();
    await button(page, words.lists.add).press('Enter');
    await field(page, words.lists.name).fill('Autumn crew');
    await field(page, words.lists.who).focus();
    await page.keyboard.type('doe');
    await page.getByRole('listbox', { name: words.offered }).getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(members).toEqual(['Zoë Dœuf']);
    await paste('Ann <ann@a.test>; bob@b.test, "Doe, Jo" <jo@c.test>\nANN@a.test');
    await expect.poll(members).toEqual(['Zoë Dœuf', 'Ann', 'bob@b.test', 'Doe, Jo']);
    await page.getByText('4 addresses', { exact: true }).waitFor();
    await settled(page);
    await draw(page, 'form.png');
    await button(page, words.save).press('Enter');
    await expect.poll(() => rows().allInnerTexts()).toEqual(['Autumn crew\n4 addresses']);
  });

  it('says what is wrong with an address, and is not kept with it', async () => {
    await rows().first().click();
    await field(page, words.lists.who).focus();
    await page.keyboard.type('nobody@');
    await button(page, words.save).press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'list-members');
    expect(await members()).toContain('nobody@');
    await button(page, words.cancel).press('Enter');
  });

  it('is renamed, and loses members, by keyboard', async () => {
    await rows().first().click();
    await field(page, words.lists.name).fill('Winter crew');
    await field(page, words.lists.who).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Delete');
    await expect.poll(members).toEqual(['Zoë Dœuf', 'Ann', 'Doe, Jo']);
    await button(page, words.save).press('Enter');
    await expect.poll(() => rows().allInnerTexts()).toEqual(['Winter crew\n3 addresses']);
  });

  it('is offered while one types, with its count, and becomes chips that one Undo takes back', async () => {
    await begin(page);
    await page.keyboard.type('ann@a.test,emile@exemple.test,wint');
    const option = page.getByRole('listbox', { name: words.offered }).getByRole('option');
    await option.getByText('Winter').waitFor();
    expect(await option.allInnerTexts()).toEqual(['Winter crew\nList · 3 addresses']);
    await settled(page);
    await draw(page, 'offered.png');
    await page.keyboard.press('Enter');
    await expect.poll(() => chips('To')).toEqual(['ann@a.test', 'emile@exemple.test', 'Zoë Dœuf', 'Doe, Jo']);
    await button(page, /^Undo/).click();
    await expect.poll(() => chips('To')).toEqual(['ann@a.test', 'emile@exemple.test']);
  });

  it('is deleted with Undo', async () => {
    await page.keyboard.press('Control+6');
    await button(page, words.lists.title).click();
    await rows().first().click();
    await button(page, words.delete).press('Enter');
    await page.getByText(words.lists.none).waitFor();
    await button(page, /^Undo/).click();
    await expect.poll(() => rows().allInnerTexts()).toEqual(['Winter crew\n3 addresses']);
    await done(page, 'contacts.saveList', { id: null, list: { name: 'Empty', members: [] } });
    expect((await call(page, 'contacts.lists', { typed: 'win', limit: 9 })).ok).toBe(true);
  });

  it('can be written to', async () => {
    await rows().nth(1).click();
    await button(page, words.write).click();
    await expect.poll(() => chips('To')).toEqual(['Zoë Dœuf', 'Ann', 'Doe, Jo']);
  });
});

describe('lists in a file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-lists-'));
  // The program runs as another user.
  chmodSync(folder, 0o777);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const fileAt = (name: string) => path.join(folder, name);
  const entries = () => page.getByRole('listbox').getByRole('option').allInnerTexts();

  async function importFrom(name: string): Promise<void> {
    await answerOpen(program.app, [fileAt(name)]);
    await page.keyboard.press('Control+6');
    await button(page, words.import).click();
    await page.getByRole('status').filter({ hasText: name }).waitFor();
  }

  async function exportTo(name: string, how: string): Promise<string> {
    await answerSave(program.app, fileAt(name));
    await button(page, words.export).click();
    await page.getByRole('menuitem', { name: how }).click();
    await expect
      .poll(() => existsSync(fileAt(name)) && readFileSync(fileAt(name), 'utf8').length > 0)
      .toBe(true);
    await page.getByRole('status').filter({ hasText: /saved/ }).last().waitFor();
    return readFileSync(fileAt(name), 'utf8');
  }

  it('are read from groups of a vCard, with members who are no contacts', async () => {
    writeFileSync(
      fileAt('chorale.vcf'),
      [
        'BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nFN:Noé Roy\r\nEMAIL:noe@chorale.test\r\nEND:VCARD',
        'BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Chorale\r\nMEMBER:urn:uuid:1\r\nMEMBER:mailto:ida@chorale.test\r\nEND:VCARD',
        '',
      ].join('\r\n'),
    );
    await importFrom('chorale.vcf');
    await page.getByText(/1 list was read/).waitFor();
    await button(page, words.lists.title).click();
    await expect.poll(entries).toContain('Chorale\n2 addresses');
    await rows().filter({ hasText: 'Chorale' }).click();
    await expect.poll(members).toEqual(['Noé Roy', 'ida@chorale.test']);
    await button(page, words.cancel).click();
  });

  it('are written into both kinds of file', async () => {
    const vcard = await exportTo('all.vcf', words.exportVcard);
    expect(vcard).toMatch(/KIND:group\r\n(?:[^\r]*\r\n)*?FN:Chorale\r\n/);
    expect(vcard).toContain('MEMBER:mailto:noe@chorale.test\r\n');
    expect(vcard).toContain('MEMBER:mailto:ida@chorale.test\r\n');
    const csv = await exportTo('all.csv', words.exportCsv);
    expect(csv).toMatch(/^Noé Roy,noe@chorale\.test,,Chorale\r$/m);
    expect(csv).toMatch(/^,ida@chorale\.test,,Chorale\r$/m);
  });

  it.each(['all.vcf', 'all.csv'])('come back from %s as they were', async (name) => {
    await page.keyboard.press('Control+6');
    await button(page, words.lists.title).click();
    await rows().filter({ hasText: 'Chorale' }).click();
    await button(page, words.delete).press('Enter');
    await expect.poll(entries).not.toContain('Chorale\n2 addresses');
    await importFrom(name);
    await button(page, words.lists.title).click();
    await rows().filter({ hasText: 'Chorale' }).click();
    await expect.poll(async () => (await members()).toSorted()).toEqual(['Noé Roy', 'ida@chorale.test']);
    await button(page, words.cancel).click();
  });

  it('that nobody is in is said to have none', async () => {
    writeFileSync(fileAt('empty.csv'), 'nothing here\r\n');
    await answerOpen(program.app, [fileAt('empty.csv')]);
    await page.keyboard.press('Control+6');
    await button(page, words.import).click();
    await page.getByText(catalogues.en.app.error.file['no-contacts']).waitFor();
  });
});

it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
  const says = contactsWords[language];
  await resize(program.app, page, width, height);
  const spoken = await page.locator('html').getAttribute('lang');
  await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
  await page.keyboard.press('Control+6');
  await button(page, says.lists.title).click();
  const option = page.getByRole('listbox', { name: says.lists.title }).getByRole('option').nth(1);
  await option.waitFor();
  for (const part of ['list', 'form']) {
    if (part === 'form') await option.click();
    if (part === 'form') await field(page, says.lists.who).waitFor();
    await settled(page);
    await draw(page, `${part}.${language}.${theme}.${String(width)}.png`);
    expect(await faultsOf(page)).toEqual([]);
  }
  // In French, Undo in the news has the same name.
  await page.getByRole('main').getByRole('button', { name: says.cancel, exact: true }).click();
});
