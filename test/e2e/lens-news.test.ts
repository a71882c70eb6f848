// What the lens learns while a message is open in it: what QUIT is answered; which tab is in sight when the window narrows; what is printed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { printingWords } from '#core/i18n/printing.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt } from './calls.ts';
import { button, ready, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { draw, resize, settled, violations } from './look.ts';

const { lens } = catalogues.en;
let program: Launched;
let page: Page;
let server: ScriptedServer;
let sayGoodbye: () => void = () => undefined;
const isLooking = new Promise<void>((resolve) => (sayGoodbye = resolve));

beforeAll(async () => {
  server = await startScriptedServer({
    at: {
      QUIT: async (connection) => {
        await isLooking;
        connection.finish('221 2.0.0 until tomorrow\r\n');
      },
    },
  });
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await accountAt(page, { name: 'Slow', port: server.port });
  await writeFrom(page, addressAt('Slow'), {
    to: ['mira@example.org'],
    bcc: ['atelier@example.net'],
    subject: 'Tonight',
    body: 'x',
  });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').filter({ hasText: 'accepted the message' }).waitFor();
  await page.keyboard.press('Control+3');
  await page.getByRole('option').filter({ hasText: 'Tonight' }).first().click();
  await page.getByRole('tablist', { name: lens.tab.views }).waitFor();
});

afterAll(async () => {
  sayGoodbye();
  await program.close();
  await server.stop();
  removeProfile(program.profile);
});

describe('a message that is open', () => {
  it('shows what QUIT was answered as soon as it was', async () => {
    await page.keyboard.press('Alt+6');
    const said = page.getByRole('region', { name: 'What was said' });
    await said
      .getByText('Tonight')
      .or(said.getByText(/MAIL FROM/))
      .first()
      .waitFor();
    expect(await said.innerText()).not.toContain('until tomorrow');
    sayGoodbye();
    await said.getByText(/until tomorrow/).waitFor({ timeout: 40_000 });
  });

  it('keeps the chosen tab in sight when the window narrows, and shows it when it is chosen', async () => {
    const inSight = (name: string) =>
      page.getByRole('tab', { name, selected: true }).evaluate((tab) => {
        const list = tab.parentElement?.getBoundingClientRect();
        const { left, right } = tab.getBoundingClientRect();
        return list !== undefined && left >= list.left - 1 && right <= list.right + 1;
      });
    await page.keyboard.press('Alt+9');
    await resize(program.app, page, 720, 600);
    await expect.poll(() => inSight(lens.tab.compare)).toBe(true);
    await page.keyboard.press('Alt+1');
    await expect.poll(() => inSight(lens.tab.source)).toBe(true);
    await page.keyboard.press('Alt+0');
    await expect.poll(() => inSight(lens.tab.rendered)).toBe(true);
    await settled(page);
    await draw(page, 'tabs.720.png');
    await resize(program.app, page, 1280, 800);
  });

  it('is printed with its envelope only where that was asked for', async () => {
    const paper = page.locator('article[lang]');
    const printed = async (): Promise<string> => {
      await program.app.evaluate(({ dialog }) => {
        dialog.showSaveDialog = () =>
          new Promise((resolve) => {
            Reflect.set(globalThis, 'leave', () => resolve({ canceled: true, filePath: '' }));
          });
      });
      await page.getByRole('menuitem', { name: catalogues.en.app.command['save-pdf'] }).click();
      await paper.waitFor({ state: 'attached' });
      await expect
        .poll(() => program.app.evaluate(() => typeof Reflect.get(globalThis, 'leave')))
        .toBe('function');
      const text = (await paper.textContent()) ?? '';
      await program.app.evaluate(() => {
        const leave: unknown = Reflect.get(globalThis, 'leave');
        if (typeof leave === 'function') Reflect.apply(leave, undefined, []);
      });
      await paper.waitFor({ state: 'detached' });
      return text;
    };
    const more = button(page, printingWords.en.more);
    await more.click();
    expect(await printed()).not.toContain('atelier@example.net');
    await more.click();
    const choice = page.getByRole('menuitemcheckbox', { name: printingWords.en.withEnvelope });
    await choice.click();
    await page.getByRole('menuitemcheckbox', { checked: true }).waitFor();
    await settled(page);
    await draw(page, 'menu.png');
    expect(await violations(page)).toEqual([]);
    expect(await printed()).toContain('atelier@example.net');
  });
});
