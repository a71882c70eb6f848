// Too much, and what goes away: 5 MB pasted, a file of 2 GB, a file whose drive is lost while the message is being built.
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { filesWords } from '#core/i18n/files.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { answerOpen, attached, button, field, ready, send, write, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const { compose } = catalogues.en;
const GB = 1_000_000_000;
let program: Launched;
let page: Page;
let narrow: ScriptedServer;
let wide: ScriptedServer;

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await done(page, 'settings.set', { undoSeconds: 0 });
  narrow = await startScriptedServer({ extensions: ['SIZE 50000000'] });
  wide = await startScriptedServer();
  await accountAt(page, { name: 'Narrow', port: narrow.port });
  await accountAt(page, { name: 'Wide', port: wide.port });
});

afterAll(async () => {
  await program.close();
  await narrow.stop();
  await wide.stop();
  removeProfile(program.profile);
});

const fileAt = (name: string): string => path.join(program.profile, name);
const archived = (): string[] =>
  readdirSync(fileAt('archive'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.eml/.test(name));

async function attachOf(name: string, size: number): Promise<void> {
  writeFileSync(fileAt(name), '');
  truncateSync(fileAt(name), size);
  await answerOpen(program.app, [fileAt(name)]);
  await button(page, compose.attach).click();
  await attached(page, name);
}

const memory = (): Promise<number> => program.app.evaluate(() => process.memoryUsage().rss);

describe('5 MB that are pasted', () => {
  const line = 'Ligne après ligne, une lettre sans fin.\n';
  const text = line.repeat(Math.ceil(5_000_000 / Buffer.byteLength(line)));

  it('are in the letter, saved, and go out whole', async () => {
    await write(page, { to: ['lea@stagecraft.example'], subject: 'Pasted' });
    await program.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
    await field(page, 'Message').focus();
    const pasted = performance.now();
    const passed = (what: string) =>
      process.stdout.write(`5 MB, ${what}: ${String(Math.round(performance.now() - pasted))} ms\n`);
    await page.keyboard.press('Control+v');
    passed('pasted');
    await page.keyboard.insertText('The end.');
    passed('a key later');
    const value = await field(page, 'Message').inputValue();
    expect([value.length, value.endsWith('The end.')]).toEqual([text.length + 8, true]);
    // 125,000 lines are much for one text box to lay out.
    await page.getByText(/Draft saved \d/).waitFor({ timeout: 60_000 });
    passed('saved');
    await page.keyboard.press('Control+Enter');
    const news = page.getByRole('status').filter({ hasText: /server accepted the message/ });
    await news.filter({ hasText: 'Pasted' }).waitFor({ timeout: 60_000 });
    passed('sent');
    const [eml = ''] = archived();
    const bytes = readFileSync(path.join(fileAt('archive'), eml));
    expect(bytes.length).toBeGreaterThan(5_000_000);
    expect(bytes.subarray(-400).toString('latin1')).toContain('The end.');
  });
});

describe('a file of 2 GB', () => {
  it('is more than the server takes, and that is said before any of it is read', async () => {
    const small = { to: ['lea@stagecraft.example'], subject: 'Small', body: 'Hi' };
    await writeFrom(page, addressAt('Narrow'), small);
    await send(page, 'Small');
    const before = archived().length;
    await writeFrom(page, addressAt('Narrow'), { ...small, subject: 'Film' });
    await attachOf('film.bin', 2 * GB);
    await page.getByText('about 2.7 GB').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/about 2\.7 GB on the wire, .* takes 50 MB/).waitFor();
    expect(archived()).toHaveLength(before);
  });

  it('whose drive is lost while it is read makes no message, and the words name it', async () => {
    const letter = { to: ['lea@stagecraft.example'], subject: 'Lost', body: 'Hello' };
    await writeFrom(page, addressAt('Wide'), letter);
    await attachOf('lost.bin', 2 * GB);
    const [before, names] = [await memory(), new Set(archived())];
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => archived().some((name) => !names.has(name))).toBe(true);
    truncateSync(fileAt('lost.bin'), 1000);
    await page.getByRole('status').filter({ hasText: 'lost.bin' }).first().waitFor();
    await button(page, filesWords.en.takeNow).waitFor();
    expect(((await memory()) - before) / 1_000_000).toBeLessThan(150);
    expect(new Set(archived())).toEqual(names);
    expect((await done(page, 'outbox.page', { filter: 'all', offset: 0, limit: 10 })).items).toEqual([]);
  });

  it('goes as it is by then when that is asked for', async () => {
    await button(page, filesWords.en.takeNow).click();
    await page.getByText('lost.bin is attached as it is now').waitFor();
    await send(page, 'Lost');
  });
});
