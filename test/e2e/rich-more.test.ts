// What a hand does with pictures in rich text, and an earlier version of it put back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { catalogues } from '#core/i18n/catalogue.ts';
import { richWords } from '#core/i18n/rich.ts';
import { versionsWords } from '#core/i18n/versions.ts';
import { button, ready } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';
import { inText, pasteHtml, pastePicture, richHtml, richText, writeRich } from './rich-hands.ts';

const words = richWords.en;
let program: Launched;
let page: Page;

const html = () => richHtml(page);
const strip = () => page.getByRole('group', { name: words.picture.title });
const picture = () => richText(page).locator('img[src^="facteur-draft:"]');

/** A picture of 40 × 20. */
const drawn = (): Promise<readonly number[]> =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 20);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 20);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
  });

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

describe('a picture', () => {
  it('is drawn smaller by its corner, height as width, and Undo takes that back', async () => {
    await writeRich(page, 'Corner');
    await pastePicture(page, 400, 200);
    await strip().waitFor();
    await expect.poll(html).toMatch(/<img[^>]*width="400" height="200"/);
    await picture().click();
    const box = await picture().boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0), (box?.y ?? 0) + (box?.height ?? 0)];
    await page.mouse.move(x - 3, y - 3);
    await page.mouse.down();
    await page.mouse.move(x - 103, y - 3, { steps: 4 });
    await page.mouse.up();
    await expect.poll(html).toMatch(/<img[^>]*width="300" height="150"/);
    await richText(page).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(html).toMatch(/<img[^>]*width="400" height="200"/);
  });

  it('is chosen from the disk by its tool', async () => {
    await writeRich(page, 'Chosen');
    const asked = page.waitForEvent('filechooser');
    await button(page, words.picture.insert).click();
    const buffer = Buffer.from(await drawn());
    await (await asked).setFiles([{ name: 'stage.png', mimeType: 'image/png', buffer }]);
    await strip().waitFor();
    await expect.poll(html).toMatch(/<img[^>]*width="40" height="20"/);
  });

  it('stands in the text where it was dropped', async () => {
    await writeRich(page, 'Dropped');
    await page.keyboard.type('before');
    await page.keyboard.press('Enter');
    await page.keyboard.type('behind');
    const box = await richText(page).locator('p').first().boundingBox();
    const data = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(bytes)], 'lamp.png', { type: 'image/png' }));
        return transfer;
      },
      await drawn(),
    );
    const at = { clientX: (box?.x ?? 0) + 1, clientY: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    for (const kind of ['dragenter', 'dragover', 'drop'])
      await richText(page).dispatchEvent(kind, { dataTransfer: data, ...at });
    await picture().waitFor();
    await expect
      .poll(() =>
        richText(page)
          .locator('p')
          .first()
          .evaluate((it) => it.querySelector('img') !== null),
      )
      .toBe(true);
    expect(await button(page, 'Remove lamp.png').count()).toBe(0);
  });
});

describe('an earlier version', () => {
  it('comes back with its formatting', async () => {
    await writeRich(page, 'Versions');
    await pasteHtml(page, `<h2>The stage</h2><p>${'It <b>stands</b> there for a while. '.repeat(20)}</p>`);
    await page.getByText(/^Draft saved \d/).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Short');
    await page.getByText(catalogues.en.compose.changed).waitFor();
    await page.getByText(/^Draft saved \d/).waitFor();
    await page.keyboard.press('Control+Shift+y');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await button(page, versionsWords.en.restore).click();
    await expect.poll(html).toMatch(/<h2>The stage<\/h2><p>It <strong>stands<\/strong>/);
    await richText(page).focus();
    await inText(page);
  });
});
