// Hostile mail in every view of the lens, opened and sent: nothing of it runs, asks or stops the window. What a view made of it is the
// business of the view's own tests.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { compareWords } from '#core/i18n/compare.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { replaceMessage } from './archive-message.ts';
import { accountAt, addressAt } from './calls.ts';
import { ready, writeFrom } from './hands.ts';
import { hostileFields, hostileLine, hostileParts, lettersOfHarm, manyHops } from './hostile-mail.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { mailDocument } from './mail-view.ts';
import { draw, settled } from './look.ts';
import { openInLens, SharedFolder } from './shared-folder.ts';

const { tab } = catalogues.en.lens;
const views = [
  ['Alt+1', 'source'],
  ['Alt+2', 'fields'],
  ['Alt+3', 'envelope'],
  ['Alt+4', 'route'],
  ['Alt+5', 'authentication'],
  ['Alt+7', 'structure'],
  ['Alt+8', 'findings'],
  ['Alt+9', 'compare'],
  ['Alt+0', 'rendered'],
] as const;

/** ms without an answer after which a window counts as hung, however much else the machine does; what it took is printed */
const SILENCE = 20_000;
/** ms until a view stands still */
const PATIENCE = 60_000;

let folder: SharedFolder;
let program: Launched;
let page: Page;
let server: ScriptedServer;
const told: string[] = [];

beforeAll(async () => {
  folder = new SharedFolder();
  const lines = Array.from(
    { length: 40 },
    (_, at) => `250-2.0.${String(at)} ${lettersOfHarm} ${'y'.repeat(300)}`,
  );
  server = await startScriptedServer({
    at: { dot: [...lines, `250 2.0.0 ${lettersOfHarm}`].join('\r\n'), greeting: `220 ${lettersOfHarm}` },
  });
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  page.on('dialog', (dialog) => {
    told.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.evaluate(() => {
    const silence = { longest: 0 };
    Object.assign(globalThis, { silence });
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      silence.longest = Math.max(silence.longest, now - last);
      last = now;
      setTimeout(next, 0);
    };
    next();
  });
});

afterAll(async () => {
  await program.close();
  await server.stop();
  removeProfile(program.profile);
  folder.remove();
});

async function opened(name: string, bytes: string | Uint8Array): Promise<void> {
  await openInLens(program, folder, name, bytes);
  await page.getByRole('tablist', { name: tab.views }).waitFor();
}

/** ms of the longest time in which nothing else was done since the last question. */
const silence = (): Promise<number> =>
  page.evaluate(() => {
    const held: unknown = Reflect.get(globalThis, 'silence');
    const longest = Number(Reflect.get(Object(held), 'longest'));
    Object.assign(Object(held), { longest: 0 });
    return longest;
  });

/** What of the message became more than text of the page. */
const escaped = (): Promise<string[]> =>
  page.evaluate(() => {
    const harmful = [
      '[onerror]',
      '[onload]',
      '[onclick]',
      '[onmouseover]',
      'iframe',
      'object',
      'embed',
      'form[action]',
      'base',
      'meta[http-equiv="refresh"]',
      'img[src="x"]',
      'img[src^="http"]',
      'a[href^="javascript:"]',
      'a[href^="data:"]',
      'a[href^="file:"]',
      'svg[onload]',
      'math',
    ].join(',');
    const found = [...document.querySelectorAll(harmful)].map((element) => element.outerHTML.slice(0, 200));
    const scripts = [...document.scripts].filter((script) => script.textContent.includes('pwned'));
    const ran = Reflect.get(globalThis, 'pwned') !== undefined || document.title.includes('pwned');
    return [...found, ...scripts.map(() => 'a script'), ...(ran ? ['a script has run'] : [])];
  });

/** Parts of a view, named regions, that have to be moved sideways to be read. */
const sideways = (): Promise<string[]> =>
  page
    .getByRole('tabpanel')
    .getByRole('region')
    .evaluateAll((regions) =>
      regions
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(
          ({ ariaLabel, scrollWidth, clientWidth }) => `${ariaLabel ?? ''} ${scrollWidth} in ${clientWidth}`,
        ),
    );

async function throughViews(
  what: string,
  chosen: readonly (readonly [string, keyof typeof tab])[] = views,
): Promise<void> {
  const row: string[] = [];
  for (const [key, view] of chosen) {
    await silence();
    const began = Date.now();
    await page.keyboard.press(key);
    await page.getByRole('tab', { name: tab[view], selected: true }).waitFor({ timeout: PATIENCE });
    await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null, null, {
      timeout: PATIENCE,
    });
    await settled(page);
    const rest = Date.now() - began;
    const longest = await silence();
    row.push(`${view} ${String(rest)}/${longest.toFixed(0)}`);
    expect(await escaped(), `${what}: ${view}`).toEqual([]);
    expect(await sideways(), `${what}: ${view} is wider than the window`).toEqual([]);
    expect(longest, `${what}: ${view} was silent`).toBeLessThan(SILENCE);
    await draw(page, `${what}-${view}.png`);
  }
  process.stdout.write(`${what}, ms to rest/longest silence: ${row.join(', ')}\n`);
  expect(told).toEqual([]);
}

describe('an opened message', () => {
  it.each([
    ['million-parts', hostileParts()],
    ['many-hops', manyHops(100_000)],
    ['long-field', hostileLine('field')],
    ['long-line', hostileLine('text')],
    ['long-html', hostileLine('html')],
    ['long-word', hostileLine('word')],
    ['scripts', hostileFields()],
  ])('(%s) is harmless and quick in every view, compared with its copy too', async (name, bytes) => {
    await opened(`${name}-1.eml`, bytes);
    await opened(`${name}-2.eml`, bytes);
    await throughViews(name);
    await page.keyboard.press('Alt+9');
    const compare = page.getByRole('region', { name: compareWords.en.view, exact: true });
    await silence();
    await compare
      .getByRole('listitem')
      .filter({ hasText: `${name}-1` })
      .getByRole('button')
      .click();
    await compare
      .getByText(compareWords.en.body.same)
      .or(compare.getByText(compareWords.en.body.differs))
      .first()
      .waitFor({ timeout: PATIENCE });
    expect(await silence()).toBeLessThan(SILENCE);
    expect(await escaped()).toEqual([]);
  });

  it('of scripts has none left where it is rendered', async () => {
    await page.keyboard.press('Alt+0');
    await expect.poll(() => mailDocument(program.app)).toContain('A letter');
    expect(await mailDocument(program.app)).not.toMatch(/<script|onerror|onload|javascript:|<iframe|<form/i);
  });
});

describe('a sent message', () => {
  it('is harmless in every view, what its server said in the conversation too', async () => {
    await accountAt(page, { name: 'Harm', port: server.port });
    await writeFrom(page, addressAt('Harm'), { to: ['mira@example.org'], subject: 'Tonight', body: 'x' });
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').filter({ hasText: 'accepted the message' }).waitFor();
    const [header = '', body = ''] = hostileFields().split('\r\n\r\n', 2);
    replaceMessage(program.profile, Buffer.from(header), Buffer.from(body));
    await page.keyboard.press('Control+3');
    await page.getByRole('option').filter({ hasText: 'Tonight' }).first().click();
    await page.getByRole('tablist', { name: tab.views }).waitFor();
    await throughViews('sent', [...views, ['Alt+6', 'conversation']]);
  });
});
