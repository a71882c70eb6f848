// What a person does in rich text, and what they paste there.
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { write } from './hands.ts';

export const richText = (page: Page) => page.locator('.tiptap');

/** What stands in the text, as HTML. */
export const richHtml = (page: Page): Promise<string> => richText(page).evaluate((it) => it.innerHTML);

/** The caret is in the text. */
export const inText = (page: Page): Promise<void> =>
  expect.poll(() => richText(page).evaluate((it) => it.contains(document.activeElement))).toBe(true);

/** A new draft with an empty rich text, and the caret in it. */
export async function writeRich(page: Page, subject: string): Promise<void> {
  await write(page, { to: ['ana@example.org'], subject });
  if ((await richText(page).count()) === 0) await page.keyboard.press('Control+Shift+x');
  await richText(page).waitFor();
  await inText(page);
}

/** As a desktop hands it over. */
export async function pasteData(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(pasted)) clipboardData.setData(type, text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, data);
}

export const pasteHtml = (page: Page, html: string): Promise<void> => pasteData(page, { 'text/html': html });

/** A picture of one colour, as a screenshot tool puts it on the clipboard. */
export async function pastePicture(page: Page, width: number, height: number): Promise<void> {
  await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const drawing = canvas.getContext('2d');
      if (drawing !== null) {
        drawing.fillStyle = '#1d4f91';
        drawing.fillRect(0, 0, w, h);
        drawing.fillStyle = '#ffc91f';
        drawing.fillRect(w / 4, h / 4, w / 2, h / 2);
      }
      const bytes = await canvas.convertToBlob({ type: 'image/png' });
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    [width, height] as const,
  );
}
