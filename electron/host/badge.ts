/** The number on the program's icon, where the desktop has one: messages that have not gone yet. */
import { app, BrowserWindow, nativeImage } from 'electron';
import type { OutboxSummary } from '#core/contract/outbox.ts';
import { OVERLAY, overlayPixels } from './overlay.ts';

let shown = 0;

/** `said`: the number in words, for those who hear it. */
export function showCount(
  { waiting, scheduled, sending, held, paused }: OutboxSummary,
  said: (count: number) => string,
): void {
  const count = waiting + scheduled + sending + held + paused;
  if (count === shown) return;
  shown = count;
  // macOS's dock, Unity's launcher; elsewhere on Linux nobody shows it.
  if (process.platform !== 'win32') app.setBadgeCount(count);
  else for (const window of BrowserWindow.getAllWindows()) overlay(window, count, said(count));
}

function overlay(window: Pick<BrowserWindow, 'setOverlayIcon'>, count: number, said: string): void {
  const picture =
    count === 0
      ? null
      : nativeImage.createFromBitmap(overlayPixels(count), { width: OVERLAY, height: OVERLAY });
  window.setOverlayIcon(picture, count === 0 ? '' : said);
}
