// Every state of adding an account in both languages, both themes and at two sizes: nothing is wider than its column, no word is missing, and
// axe finds nothing. FACTEUR_PICTURES names a folder for a picture of each.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import type { Catalogue } from '#core/i18n/en.ts';
import { LANGUAGES, type Language } from '#core/i18n/languages.ts';
import { done } from './calls.ts';
import { startFindingWorld, type FindingWorld } from './finding-world.ts';
import { ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, faultsInBothThemes, resize } from './look.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 720, height: 600 },
] as const;
const looks = sizes.flatMap((size) => LANGUAGES.map((language) => ({ ...size, language })));

let world: FindingWorld;
let program: Launched;
let page: Page;
let speaks: Language = 'en';

beforeAll(async () => {
  world = await startFindingWorld();
  program = await launch({ authority: world.authority, env: world.env });
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
  await world.stop();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
/** A sentence of the catalogue with its one name filled in. */
const said = (sentence: string, name: string) => sentence.replaceAll(/\{\{\w+\}\}/g, name);

async function write(words: Catalogue, address: string): Promise<void> {
  await page.keyboard.press('Control+Shift+a');
  await page.getByRole('textbox', { name: words.discovery.address }).fill(address);
}

async function found(words: Catalogue, address: string): Promise<void> {
  await write(words, address);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: words.discovery.found }).waitFor();
}

async function chosen(words: Catalogue, address: string): Promise<void> {
  await found(words, address);
  await button(words.discovery.use).click();
  await button(words.discovery.testAndSave).waitFor();
}

const states: Readonly<Record<string, (words: Catalogue) => Promise<void>>> = {
  asking: (words) => write(words, 'lea@velmont.test'),
  known: (words) => write(words, 'lea@orange.fr'),
  searching: async (words) => {
    await write(words, 'lea@slow.test');
    await page.keyboard.press('Enter');
    // All but the silent ones have answered.
    await page.getByText(words.discovery.outcome['no-records']).first().waitFor();
    await page.getByText('mx.slow.test').waitFor();
  },
  candidates: async (words) => {
    await found(words, 'lea@velmont.test');
    await page.getByRole('radio').last().scrollIntoViewIfNeeded();
  },
  'candidates-built-in': (words) => found(words, 'lea@laposte.net'),
  outside: async (words) => {
    await found(words, 'lea@hosted.test');
    await button(words.discovery.use).scrollIntoViewIfNeeded();
  },
  nothing: async (words) => {
    await write(words, 'lea@nowhere.test');
    await page.keyboard.press('Enter');
    await page.getByText(said(words.discovery.nothing, 'nowhere.test')).waitFor();
  },
  refused: async (words) => {
    await write(words, 'lea@traps.test');
    await page.keyboard.press('Enter');
    await page.getByText(said(words.discovery.nothing, 'traps.test')).waitFor();
  },
  'refused-private': async (words) => {
    await write(words, 'lea@traps.fr');
    await page.keyboard.press('Enter');
    await page.getByText(said(words.discovery.nothing, 'traps.fr')).waitFor();
  },
  'no-smtp': async (words) => {
    await write(words, 'lea@tuta.com');
    await page.keyboard.press('Enter');
    await page.getByText(said(words.discovery.noSmtp, 'Tuta')).waitFor();
  },
  'sign-in': (words) => chosen(words, 'lea@velmont.test'),
  'sign-in-app-password': (words) => chosen(words, 'lea@gmail.com'),
  service: async (words) => {
    await write(words, 'lea@velmont.test');
    await page.getByLabel(words.discovery.provider).selectOption('Brevo');
    await button(words.discovery.use).click();
    await button(words.discovery.testAndSave).click();
    await page.getByText(words.accounts.problem.required).waitFor();
  },
  'sign-in-oauth2': (words) => chosen(words, 'lea@outlook.com'),
  proxy: async (words) => {
    await write(words, 'lea@far.test');
    await page.getByText(words.discovery.way, { exact: true }).click();
    await page.getByLabel(words.accounts.proxy.kind).selectOption('socks5h');
    await page.getByLabel(words.accounts.proxy.host).fill('127.0.0.1');
    await page.getByLabel(words.accounts.proxy.port).fill(String(world.proxy.port));
    await page.getByLabel(words.accounts.proxy.user).fill('pia');
    await page.getByLabel(words.accounts.proxy.password, { exact: true }).fill('not it');
    await button(words.discovery.find).click();
    const why = words.discovery.outcome['proxy-sign-in-refused'];
    await page.getByText(words.discovery.nothingByProxy.replace('{{why}}', why)).waitFor();
  },
  'certificate-own': async (words) => {
    await chosen(words, 'lea@own.test');
    await page.getByLabel(words.accounts.password, { exact: true }).fill('right');
    await page.keyboard.press('Enter');
    await button(words.smtp.fix['trust-certificate']).waitFor();
  },
  'test-failed': async (words) => {
    await chosen(words, 'lea@refusing.test');
    await page.getByLabel(words.accounts.password, { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await button(words.discovery.saveAnyway).waitFor();
  },
  saved: async (words) => {
    await chosen(words, 'lea@velmont.test');
    await page.getByLabel(words.accounts.password, { exact: true }).fill('right');
    await page.keyboard.press('Enter');
    await button(words.accounts.keepInMemory).click();
    await page.getByText(words.discovery.saved).waitFor();
  },
};

/** Takes back whatever state is shown. */
async function leave(words: Catalogue): Promise<void> {
  const show = button(words.discovery.show);
  if (await show.isVisible()) {
    await show.click();
    const { accounts } = await done(page, 'accounts.list', null);
    for (const { account, practice } of accounts)
      if (!practice) await done(page, 'accounts.remove', { id: account.id });
  } else await button(words.discovery.discard).click();
}

async function faultsOf({ width, height, language }: (typeof looks)[number]): Promise<string[]> {
  await resize(program.app, page, width, height);
  await chooseLook(page, speaks, language, 'light');
  speaks = language;
  const words = catalogues[language];
  const faults: string[] = [];
  for (const [name, open] of Object.entries(states)) {
    await open(words);
    const isFirst = language === 'en' && width === 1280;
    faults.push(...(await faultsInBothThemes(page, `add-${name}.${language}.${width}`, isFirst)));
    await leave(words);
  }
  return faults;
}

describe('adding an account, in every state', () => {
  it.each(looks)('is whole in $language, at $width × $height, in both themes', async (look) => {
    expect(await faultsOf(look)).toEqual([]);
  });
});
