// Rich text in the window: written by the keyboard alone, switched, kept, sent, and read in the bytes that went out.
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { richWords } from '#core/i18n/rich.ts';
import { archivedMessages } from './archive-message.ts';
import { button, field, ready, send, write } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { bareKeys, chooseLook, draw, LOOKS, overflowing, resize, settled, violations } from './look.ts';
import { inText, pasteData, pasteHtml, pastePicture, richHtml, richText, writeRich } from './rich-hands.ts';

const words = richWords.en;
let program: Launched;
let page: Page;

const html = () => richHtml(page);
const discard = async () => {
  await button(page, 'Delete this draft').click();
  await richText(page).waitFor({ state: 'detached' });
};
const sentLast = async () => {
  const message = archivedMessages(program.profile).at(-1);
  const source = message?.bytes ?? Buffer.alloc(0);
  return { source: source.toString('latin1'), mail: await PostalMime.parse(source) };
};

beforeAll(async () => {
  program = await launch();
  page = program.page;
  await ready(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await program.close();
  removeProfile(program.profile);
});

describe('rich text', () => {
  it('is written by the keyboard alone, and goes out with its plain text beside it', async () => {
    await writeRich(page, 'Formatted');
    await page.keyboard.press('Control+Shift+Digit2');
    await page.keyboard.type('The offer');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Two things ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('changed');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(', see ');
    await page.keyboard.press('Control+Shift+k');
    await page.keyboard.type('example.org/offer');
    await page.keyboard.press('Tab');
    await page.keyboard.type('the offer');
    await page.keyboard.press('Enter');
    await inText(page);
    await page.keyboard.type(':');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Shift+Digit8');
    await page.keyboard.type('18 lamps');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two days');
    await send(page, 'Formatted');
    const { source, mail } = await sentLast();
    expect(source).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(mail.html).toMatch(/<h2[^>]*>The offer<\/h2>/);
    expect(mail.html).toMatch(
      /Two things <strong>changed<\/strong>, see <a href="https:\/\/example\.org\/offer"[^>]*>the offer<\/a>:/,
    );
    expect(mail.text?.trimEnd()).toBe(
      'The offer\n---------\n\nTwo things changed, see the offer <https://example.org/offer>:\n\n- 18 lamps\n- two days',
    );
  });

  it('begins the next draft, as the last one was written', async () => {
    await write(page, { subject: 'Again' });
    await richText(page).waitFor();
    await inText(page);
    await page.keyboard.type('Typed at once');
    expect(await html()).toContain('<p>Typed at once</p>');
  });

  it('is saved, and comes back with its undo when its tab comes back', async () => {
    await page.keyboard.press('Control+Shift+Digit9');
    await page.getByText(/Draft saved/).waitFor();
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+1');
    await page.getByText('Again').click();
    await expect.poll(html).toContain('<blockquote><p>Typed at once</p></blockquote>');
    await richText(page).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(html).not.toContain('blockquote');
    await discard();
  });

  it('leaves AltGr to the keyboard', async () => {
    await writeRich(page, 'Layouts');
    await page.keyboard.down('Control');
    await page.keyboard.down('Alt');
    await page.keyboard.press('1');
    await page.keyboard.press('c');
    await page.keyboard.up('Alt');
    await page.keyboard.up('Control');
    expect(await html()).not.toMatch(/<h1|<pre/);
    await discard();
  });

  it('links what is selected to a pasted address', async () => {
    await writeRich(page, 'Linked');
    await page.keyboard.type('here');
    await page.keyboard.press('Shift+Home');
    await pasteData(page, { 'text/plain': 'https://example.org/a' });
    expect(await html()).toContain('<a href="https://example.org/a">here</a>');
    await discard();
  });

  it('has tables, in which Tab goes from cell to cell and out', async () => {
    await writeRich(page, 'Table');
    await page.keyboard.press('Alt+F10');
    await button(page, words.table.insert).focus();
    await page.keyboard.press('Enter');
    await inText(page);
    await page.keyboard.type('Lamp');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Price');
    await expect.poll(html).toMatch(/<th><p>Lamp<\/p><\/th><th><p>Price<\/p><\/th>/);
    await button(page, words.table.title).click();
    await page.getByRole('menuitem', { name: words.table.deleteColumn }).click();
    await expect.poll(html).not.toContain('Price');
    for (let cell = 0; cell < 6; cell += 1) await page.keyboard.press('Tab');
    expect(await richText(page).evaluate((it) => it.contains(document.activeElement))).toBe(false);
    await discard();
  });
});

describe('the switch', () => {
  it('goes to plain text and back without a question where nothing is lost', async () => {
    await writeRich(page, 'Switched');
    await pasteData(page, { 'text/plain': 'Hello Ana,\n\n> quoted\n> twice\n\n- one\n' });
    await page.keyboard.press('Control+Shift+x');
    // What stood there before is still shown for a moment.
    await expect
      .poll(() => page.locator('#composer textarea').inputValue())
      .toBe('Hello Ana,\n\n> quoted\n> twice\n\n- one');
    await page.keyboard.press('Control+Shift+x');
    await expect.poll(html).toContain('<blockquote><p>quoted<br>twice</p></blockquote>');
    await discard();
  });

  it('asks with words for what plain text cannot hold, and brings it back by Ctrl+Z', async () => {
    await writeRich(page, 'Lossy');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('Important');
    await page.keyboard.press('Control+Shift+x');
    await page.getByText('Plain text cannot hold this: formatting.').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Message').inputValue()).toBe('Important');
    await page.locator('#composer textarea').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(html).toContain('<strong>Important</strong>');
    await page.keyboard.press('Control+Shift+x');
    await button(page, words.lost.keep).click();
    await inText(page);
    await discard();
  });
});

describe('a picture', () => {
  it('is pasted, described, resized by the keyboard, and goes inside the message', async () => {
    await writeRich(page, 'Pictured');
    await page.keyboard.type('Look: ');
    await pastePicture(page, 800, 400);
    const strip = page.getByRole('group', { name: words.picture.title });
    await strip.waitFor();
    await draw(page, `picture.png`);
    await strip.getByRole('textbox', { name: words.picture.alt }).fill('The stage');
    await strip.getByRole('button', { name: words.picture.smaller }).click();
    await expect.poll(html).toMatch(/<img[^>]+alt="The stage"[^>]*width="580" height="290"/);
    const shown = richText(page).getByRole('img', { name: 'The stage' });
    await expect.poll(() => shown.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(800);
    expect(await button(page, 'Remove image.png').count()).toBe(0);
    await send(page, 'Pictured');
    const { source, mail } = await sentLast();
    expect(source).toMatch(/^Content-Type: multipart\/related/m);
    expect(mail.html).toMatch(/<img src="cid:[^"]+" alt="The stage" width="580" height="290"/);
    expect(mail.attachments.map(({ mimeType, disposition }) => [mimeType, disposition])).toEqual([
      ['image/png', 'inline'],
    ]);
  });
});

describe('its looks', () => {
  const subject = 'Quote 2026-118';

  it('have something of everything to show', async () => {
    await writeRich(page, subject);
    await pasteHtml(
      page,
      [
        '<h2>Stage lighting</h2><p>Two things <b>changed</b>, see <a href="https://example.org/a">the offer</a>, ',
        '<span style="color:#a6211d">red</span>, <span style="background-color:#fff1c2">marked</span>, <code>code</code>.</p>',
        '<ul><li>18 lamps<ul><li>in front</li></ul></li></ul><blockquote><p>As you wrote</p></blockquote>',
        '<table><tr><th>Lamp</th><th>Price</th></tr><tr><td>LED</td><td>18</td></tr></table><p>Yours,</p>',
      ].join(''),
    );
    await pastePicture(page, 160, 60);
    await page.getByRole('group', { name: words.picture.title }).waitFor();
    await page.getByText(/Draft saved/).waitFor();
  });

  it.each(LOOKS)('are whole in %s, %s, %i × %i', async (language, theme, width, height) => {
    await resize(program.app, page, width, height);
    const spoken = await page.locator('html').getAttribute('lang');
    await chooseLook(page, spoken === 'fr' ? 'fr' : 'en', language, theme);
    await page.keyboard.press('Control+1');
    await page.getByText(subject).click();
    // Without a description it is no image to a screen reader.
    await richText(page).locator('img[src^="facteur-draft:"]').click();
    await page.getByRole('group', { name: richWords[language].picture.title }).waitFor();
    await settled(page);
    await draw(page, `${language}-${theme}-${width}.png`);
    expect(await overflowing(page)).toEqual([]);
    expect(await bareKeys(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Control+Shift+x');
    await button(page, richWords[language].lost.go).waitFor();
    await settled(page);
    await draw(page, `${language}-${theme}-${width}-asked.png`);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await richText(page).getByRole('link').click();
    await page.keyboard.press('Control+Shift+k');
    await page.getByRole('textbox', { name: richWords[language].link.address }).waitFor();
    await page.locator('[data-tool="colour"]').click();
    await page.getByRole('menuitem').first().waitFor();
    await settled(page);
    await draw(page, `${language}-${theme}-${width}-colours.png`);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
