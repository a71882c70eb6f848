// Contacts in the real window: learned from what went out, offered while one types, taken and forgotten by keyboard and mouse.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { LANGUAGES, type Language } from '#core/i18n/languages.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { begin, answerOpen, answerSave, button, field, ready, send, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, overflowing, resize, settled, violations } from './look.ts';

let program: Launched;
let page: Page;
let server: ScriptedServer;

const people = [
  { name: 'Zoë Dœuf', address: 'zoe.doeuf@exemple.test' },
  { name: 'Émile Zola', address: 'emile@exemple.test' },
  { name: 'Anna Straße', address: 'anna@post.test' },
];

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  server = await startScriptedServer({});
  await accountAt(page, { name: 'Relay', port: server.port });
  for (const person of people)
    await done(page, 'contacts.save', { was: null, contact: { ...person, note: '' } });
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await server.stop();
});

const options = () => page.getByRole('listbox', { name: 'Contacts' }).getByRole('option');
const offered = (): Promise<string[]> => options().allInnerTexts();
const chips = (name: string): Promise<string[]> =>
  page
    .getByRole('list', { name: `Recipients in ${name}` })
    .getByRole('listitem')
    .allInnerTexts();
const picture = (name: string): Promise<unknown> => draw(page, `${name}.png`);

describe('while one types', () => {
  it('offers contacts by folded name, and takes the one in front with Enter', async () => {
    await begin(page);
    await page.keyboard.type('doe');
    await options().first().waitFor();
    expect(await offered()).toEqual(['Zoë Dœuf\nzoe.doeuf@exemple.test']);
    expect(await field(page, 'To').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await chips('To')).toEqual(['Zoë Dœuf']);
    await options().first().waitFor({ state: 'detached' });
  });

  it('offers nobody who is a recipient already', async () => {
    await field(page, 'Cc').focus();
    await page.keyboard.type('exem');
    await options().first().waitFor();
    expect(await offered()).toEqual(['Émile Zola\nemile@exemple.test']);
    await page.keyboard.press('Tab');
    expect(await chips('Cc')).toEqual(['Émile Zola']);
  });

  it('keeps an address that is typed in full as it was typed', async () => {
    await field(page, 'Bcc').focus();
    await page.keyboard.type('anna@post.test');
    await expect.poll(() => options().count()).toBe(1);
    await page.keyboard.press('Enter');
    expect(await chips('Bcc')).toEqual(['anna@post.test']);
    await button(page, 'Delete this draft').click();
  });

  it('moves by arrows, closes by Escape, and takes what the mouse presses', async () => {
    await begin(page);
    await page.keyboard.type('e');
    await options().first().waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await options().last().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    await options().first().waitFor({ state: 'detached' });
    expect(await field(page, 'To').inputValue()).toBe('e');
    await page.keyboard.type('m');
    await options().filter({ hasText: 'Zola' }).click();
    expect(await chips('To')).toEqual(['Émile Zola']);
    await page.keyboard.type('a');
    await options().first().waitFor();
    await button(page, 'Delete this draft').click();
  });

  it('looks right and says what it is to a screen reader, in both themes and sizes', async () => {
    for (const [width, height] of [
      [1280, 800],
      [720, 600],
    ] as const)
      for (const theme of ['light', 'dark'] as const) {
        await resize(program.app, page, width, height);
        await chooseLook(page, 'en', 'en', theme);
        await begin(page);
        await page.keyboard.type('e');
        await options().first().waitFor();
        await settled(page);
        await picture(`completion.${theme}.${String(width)}`);
        expect.soft([...(await violations(page)), ...(await overflowing(page))]).toEqual([]);
        await page.keyboard.press('Escape');
        await button(page, 'Delete this draft').click();
      }
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, 'en', 'en', 'light');
  });

  it('forgets the one in front with Shift+Delete, and brings it back', async () => {
    await begin(page);
    await page.keyboard.type('ann');
    await options().first().waitFor();
    // The answer to this letter, which names her, comes when she is gone from the list.
    await page.keyboard.type('a');
    await page.keyboard.press('Shift+Delete');
    await options().first().waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: 'Anna' }).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => done(page, 'contacts.complete', { typed: 'anna', limit: 8 })).toHaveLength(1);
    await field(page, 'To').fill('');
    await field(page, 'To').pressSequentially('anna');
    await options().first().waitFor();
    await page.keyboard.press('Escape');
    await button(page, 'Delete this draft').click();
  });
});

describe('what goes out', () => {
  it('makes its recipients contacts, with the names they were given', async () => {
    await writeFrom(page, addressAt('Relay'), { to: ['"Nadia, Chef" <nadia@neuf.test>'], subject: 'Learn' });
    await send(page, 'Learn');
    await begin(page);
    await field(page, 'To').pressSequentially('chef');
    await options().first().waitFor();
    expect(await offered()).toEqual(['Nadia, Chef\nnadia@neuf.test']);
    await page.keyboard.press('Escape');
    await button(page, 'Delete this draft').click();
  });

  it('teaches nothing when it is practice', async () => {
    const { accounts } = await done(page, 'accounts.list', null);
    const practice = accounts.find((view) => view.practice)?.account.identities[0]?.address ?? '';
    await writeFrom(page, practice, { to: ['practised@nowhere.test'], subject: 'Practice' });
    await send(page, 'Practice');
    await begin(page);
    expect(await done(page, 'contacts.complete', { typed: 'practised', limit: 8 })).toEqual([]);
    await button(page, 'Delete this draft').click();
  });
});

describe('the contacts’ place', () => {
  const list = () => page.getByRole('listbox', { name: 'Contacts' });
  const names = (): Promise<string[]> => list().getByRole('option').locator('b').allInnerTexts();

  it('lists them by name, and finds one by what is typed', async () => {
    await page.keyboard.press('Control+6');
    await list().waitFor();
    expect(await names()).toEqual(['Anna Straße', 'Émile Zola', 'Nadia, Chef', 'Zoë Dœuf']);
    await field(page, 'Search contacts').fill('doeu');
    await expect.poll(names).toEqual(['Zoë Dœuf']);
    await field(page, 'Search contacts').fill('');
    await expect.poll(names).toHaveLength(4);
  });

  it('changes one by keyboard', async () => {
    await list().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await field(page, 'Name').fill('Annette Straße');
    await page.keyboard.press('Enter');
    await expect.poll(names).toContain('Annette Straße');
  });

  it('adds one, and says what is wrong with an address', async () => {
    await button(page, 'Add a contact').click();
    await field(page, 'Name').fill('Bo');
    await field(page, 'Address').fill('bo@');
    await button(page, 'Save').click();
    expect(await field(page, 'Address').getAttribute('aria-invalid')).toBe('true');
    await field(page, 'Address').fill('bo@x.test');
    await button(page, 'Save').click();
    await expect.poll(names).toContain('Bo');
  });

  it('deletes one with Undo', async () => {
    await list().getByRole('option', { name: /Bo/ }).click();
    await button(page, 'Delete').click();
    await expect.poll(names).not.toContain('Bo');
    await page.getByRole('status').filter({ hasText: 'Bo' }).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(names).toContain('Bo');
  });

  it('begins a message to one', async () => {
    await list().getByRole('option', { name: /Zola/ }).click();
    await button(page, 'Write').click();
    await expect.poll(() => chips('To')).toEqual(['Émile Zola']);
    await button(page, 'Delete this draft').click();
  });

  it('reads a file, and writes one that has everybody', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'facteur-contacts-'));
    // The program runs as another user.
    chmodSync(folder, 0o777);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [source, target] = [path.join(folder, 'amis.csv'), path.join(folder, 'all.vcf')];
    // As French Excel writes it: semicolons, Windows-1252.
    writeFileSync(source, Buffer.from('Nom;Courriel\r\nL\xe9a \x8cil;lea@oeil.test\r\n', 'latin1'));
    await answerOpen(program.app, [source]);
    await page.keyboard.press('Control+6');
    await button(page, 'Import').click();
    await page.getByRole('status').filter({ hasText: 'amis.csv' }).waitFor();
    await expect.poll(names).toContain('Léa Œil');
    await answerSave(program.app, target);
    await button(page, 'Export').click();
    await page.getByRole('menuitem', { name: 'As vCard 4' }).click();
    await page.getByRole('status').filter({ hasText: 'were saved' }).waitFor();
    const written = readFileSync(target, 'utf8');
    for (const name of await names()) expect(written).toContain(`FN:${name.replace(',', String.raw`\,`)}`);
  });

  it('looks right in both languages, themes and sizes', async () => {
    let speaks: Language = 'en';
    for (const [width, height] of [
      [1280, 800],
      [720, 600],
    ] as const)
      for (const language of LANGUAGES)
        for (const theme of ['light', 'dark'] as const) {
          await resize(program.app, page, width, height);
          await chooseLook(page, speaks, language, theme);
          speaks = language;
          await page.keyboard.press('Control+6');
          await list().waitFor();
          const look = `${language}.${theme}.${String(width)}`;
          await settled(page);
          await picture(`contacts.${look}`);
          expect.soft([...(await violations(page)), ...(await overflowing(page))], look).toEqual([]);
          await list().getByRole('option').last().click();
          await settled(page);
          await picture(`contact.${look}`);
          expect.soft(await faultsOf(page), look).toEqual([]);
        }
    await resize(program.app, page, 1280, 800);
    await chooseLook(page, speaks, 'en', 'light');
  });
});
