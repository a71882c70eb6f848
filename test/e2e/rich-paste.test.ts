// What is pasted into rich text: from Word, Google Docs and the web as clean text, from an enemy as nothing that runs, loads or leads away.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { richWords } from '#core/i18n/rich.ts';
import { button, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { pasteData, pasteHtml, richHtml, richText, writeRich } from './rich-hands.ts';

const words = richWords.en;
let program: Launched;
let page: Page;
const asked: string[] = [];

const sample = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../fixtures/clipboard', `${name}.html`), 'utf8');

/** As it is saved: the view's own marks are left out. */
const saved = async (): Promise<string> => {
  await page.getByText(/Draft saved/).waitFor();
  return page.evaluate(async () => {
    const drafts = await window.facteur.call('drafts.list', null);
    const newest = drafts.ok ? drafts.value.toSorted((a, b) => b.savedAt - a.savedAt)[0] : undefined;
    if (newest === undefined) return '';
    const draft = await window.facteur.call('drafts.open', { id: newest.id });
    return draft.ok ? (draft.value.content.html ?? '') : '';
  });
};

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  page.on('request', (request) => asked.push(request.url()));
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

beforeEach(async () => {
  if ((await richText(page).count()) > 0) {
    await button(page, 'Delete this draft').click();
    await richText(page).waitFor({ state: 'detached' });
  }
  await writeRich(page, 'Pasted');
});

describe('pasted', () => {
  it('from Word, headings, lists in lists, tables and emphasis stay, and Word goes', async () => {
    await pasteHtml(page, sample('word'));
    expect(await saved()).toBe(
      [
        '<h1><span style="color: #1d4f91">Le devis</span></h1>',
        '<p><strong>Deux points</strong> ont <em>changé</em>, surface 12 m<sup>2</sup>&nbsp;:</p>',
        '<ul><li><p>les projecteurs</p><ul><li><p>en façade</p></li></ul></li>',
        '<li><p>le <span style="color: #a6211d">montage</span></p></li></ul>',
        '<ol><li><p>signer</p></li></ol>',
        '<table><tbody><tr><td><p>Lampe</p></td><td><p style="text-align: right">18</p></td></tr></tbody></table>',
        '<p>&nbsp;</p>',
      ].join(''),
    );
    await page.getByText(words.pasted.unreachable_one).waitFor();
  });

  it('from Google Docs, what its styles say becomes elements, and its pictures from the web are counted', async () => {
    await pasteHtml(page, sample('google-docs'));
    expect(await saved()).toBe(
      [
        '<h2>The offer</h2>',
        '<p style="text-align: center"><strong>Two things</strong><em> changed</em>',
        '<u><span style="color: #1c6642"><span style="background-color: #fff1c2"> today</span></span></u>',
        '<a href="https://example.org/a"><span style="color: #1d4f91">see</span></a></p>',
        '<ul><li><p>lamps</p><ul><li><p>front</p></li></ul></li></ul>',
        '<p></p>',
      ].join(''),
    );
    await page.getByText(words.pasted.web_one).waitFor();
    expect(asked.filter((url) => url.includes('googleusercontent'))).toEqual([]);
  });

  it('from an enemy, nothing runs, nothing is loaded, nothing leads away', async () => {
    await pasteHtml(page, sample('hostile'));
    const html = await saved();
    expect(html).toContain('kept');
    expect(html).not.toMatch(
      /<(?:script|svg|iframe|form|input|object|math|style|base|link|video|img)|on\w+=|javascript|url\(/i,
    );
    expect(await richHtml(page)).not.toMatch(
      /<(?:script|iframe|form|input|object)|onerror|javascript|example\.org/i,
    );
    expect(await page.evaluate((): unknown => Reflect.get(window, 'ran'))).toBe(undefined);
    expect(asked.filter((url) => url.includes('example.org'))).toEqual([]);
    await page.getByText(words.pasted.web_one).waitFor();
  });

  it('as data, a picture becomes one of the draft', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await pasteHtml(
      page,
      `<p>before <img alt="a dot" width="40" height="40" src="data:image/png;base64,${pixel}"> after</p>`,
    );
    await richText(page).getByRole('img', { name: 'a dot' }).waitFor();
    expect(await saved()).toMatch(
      /^<p>before <img src="cid:[0-9A-Z]{26}" alt="a dot" width="40" height="40"> after<\/p>$/,
    );
  });

  it('as plain text, nothing of its look comes along', async () => {
    await pasteData(page, { 'text/plain': 'one\ntwo\n\n  three  <b>\n' });
    expect(await saved()).toBe('<p>one<br>two</p><p>&nbsp; three&nbsp; &lt;b&gt;</p>');
  });

  it('5 MB of it does no harm', async () => {
    await pasteHtml(page, `<p>begin</p>${'<p>A paragraph of <b>some</b> words.</p>'.repeat(140_000)}`);
    await page.getByText(words.pasted.cut).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('still writing ');
    await expect.poll(() => richText(page).locator('p').first().innerText()).toBe('still writing begin');
  });
});
