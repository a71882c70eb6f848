// One composition, several messages, in the real window: chosen from the warning or the options, taken back as one draft, sent one by one.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues } from '#core/i18n/catalogue.ts';
import { doubtsWords } from '#core/i18n/doubts.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { button, field, ready, write, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { chooseLook, draw, faultsOf, LOOKS, resize, settled } from './look.ts';

const words = doubtsWords.en;
const to = Array.from({ length: 21 }, (_, at) => `person${String(at)}@stagecraft.example`);
let program: Launched;
let page: Page;
let server: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await done(page, 'settings.set', { undoSeconds: 10 });
  server = await startScriptedServer({});
  await accountAt(page, { name: 'Relay', port: server.port });
});

afterAll(async () => {
  await program.close();
  await server.stop();
  removeProfile(program.profile);
});

const strip = () => page.getByRole('status').filter({ hasText: words.each.text });
const rcpts = (): string[] =>
  server.connections.flatMap(({ lines }) => lines.filter((line) => line.startsWith('RCPT')));
const bodies = (): string[] =>
  server.connections.flatMap((connection) => connection.bodies.map((body) => body.toString('latin1')));

describe('one message each', () => {
  it('is offered where many would see each other, by keyboard, and said above Send and in the slip', async () => {
    await writeFrom(page, addressAt('Relay'), { to, subject: 'Autumn' });
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');
    for (let key = 0; key < 2; key += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.each.offer);
    await page.keyboard.press('Enter');
    await strip().getByText('21 messages, one each.').waitFor();
    await page.getByText(/^21 messages, one each\. About .* in all\.$/).waitFor();
  });

  it('goes to nobody when it is taken back, and is the one draft again', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Autumn: 21 messages, one each').waitFor();
    await button(page, /^Undo/).click();
    await strip().waitFor();
    expect((await done(page, 'outbox.summary', null)).total).toBe(0);
    expect(server.connections).toEqual([]);
  });

  it('goes to each alone, and stands in Sent as as many messages', async () => {
    await done(page, 'settings.set', { undoSeconds: 0, outboxPaused: true });
    await page.keyboard.press('Control+Enter');
    await page.getByText(catalogues.en.outbox.allPaused, { exact: true }).waitFor();
    expect(bodies()).toEqual([]);
    await done(page, 'settings.set', { outboxPaused: false });
    await page.getByText(words.each.goes).waitFor();
    await expect.poll(() => bodies().length).toBe(21);
    expect(
      rcpts()
        .map((line) => /<(.*?)>/.exec(line)?.[1])
        .toSorted(),
    ).toEqual(to.toSorted());
    const named = bodies().flatMap((body) => /^To: (.*)\r$/m.exec(body)?.[1] ?? []);
    expect(named.toSorted()).toEqual(to.toSorted());
    await expect
      .poll(async () => (await done(page, 'sent.page', { list: 'sent', offset: 0, limit: 50 })).total)
      .toBe(21);
    expect(await done(page, 'drafts.list', null)).toEqual([]);
  });

  it('is chosen among the sending options too, and ends where one message for all is wanted', async () => {
    await write(page, { to: to.slice(0, 2), cc: to.slice(2, 3), subject: 'Options' });
    await page.keyboard.press('Control+Shift+o');
    await page.getByRole('checkbox', { name: words.each.option }).check();
    await strip().getByText('3 messages, one each.').waitFor();
    await button(page, words.each.together).click();
    await strip().waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.id === 'recipients-to');
    await page.getByRole('checkbox', { name: words.each.option }).check();
    await strip().waitFor();
  });
});

it.each(LOOKS)('is whole in %s, %s, %i × %i', async (language, theme, width, height) => {
  await resize(program.app, page, width, height);
  const spoken = await page.locator('html').getAttribute('lang');
  await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
  await page.keyboard.press('Control+1');
  await page.getByRole('listitem').filter({ hasText: 'Options' }).getByRole('button').first().click();
  await field(page, catalogues[language].compose.subject).waitFor();
  await page.getByRole('status').filter({ hasText: doubtsWords[language].each.text }).waitFor();
  await settled(page);
  await draw(page, `composer.${language}.${theme}.${String(width)}.png`);
  expect(await faultsOf(page)).toEqual([]);
});
