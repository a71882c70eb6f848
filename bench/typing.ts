/** Typing in the middle of a rich draft of 200 KB, with its saves meanwhile: from the key to the frame that shows its letter. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { newProfile, openProgram } from './program.ts';
import type { Row } from './table.ts';

const LENGTH = 200_000;
const KEYS = 300;
/** ms between two keys of somebody who types fast */
const APART = 80;
/** ms */
const BOUND = 32;

const block = (nth: number): string =>
  nth % 12 === 0
    ? `<h2>Part ${String(nth)}</h2><ul><li><p>first of it</p></li><li><p>and <em>second</em></p></li></ul>`
    : nth % 25 === 7
      ? '<table><tbody><tr><th><p>Lamp</p></th><th><p>Price</p></th></tr><tr><td><p>one</p></td><td><p>18</p></td></tr></tbody></table>'
      : `<p>Paragraph ${String(nth)} says <strong>something</strong>, refers to <a href="https://example.org/${String(nth)}">a page</a>, and goes on for a line or two, as paragraphs do.</p>`;

function longHtml(): string {
  let html = '';
  for (let nth = 1; html.length < LENGTH; nth += 1) html += block(nth);
  return html;
}

export async function benchTyping(): Promise<Row[]> {
  const profile = newProfile();
  const { app, page } = await openProgram(profile);
  try {
    await openLong(page);
    const delays = await typed(page);
    const p95 = delays.toSorted((a, b) => a - b)[Math.floor(delays.length * 0.95)] ?? Number.NaN;
    return [
      {
        what: `rich draft of ${String(LENGTH / 1000)} KB, ${String(delays.length)} keys: key to paint, p95`,
        measured: `${p95.toFixed(1)} ms (median ${(delays.toSorted((a, b) => a - b)[delays.length >> 1] ?? Number.NaN).toFixed(1)}, longest ${Math.max(...delays).toFixed(1)} ms)`,
        bound: `${String(BOUND)} ms`,
        within: p95 <= BOUND,
      },
    ];
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** The caret stands in the middle of it. */
async function openLong(page: Page): Promise<void> {
  await page.evaluate(async (html) => {
    const made = await window.facteur.call('drafts.create', { accountId: null });
    if (!made.ok) throw new Error(made.error.code);
    const { id, revision, content } = made.value;
    const subject = 'A long letter';
    const saved = await window.facteur.call('drafts.save', {
      id,
      revision,
      content: { ...content, subject, body: 'long', html },
    });
    if (!saved.ok) throw new Error(saved.error.code);
  }, longHtml());
  await page.keyboard.press('Control+1');
  await page.getByText('A long letter').click();
  const middle = page.locator('.tiptap > p').nth(400);
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  await page.keyboard.press('End');
}

/** ms of each key. */
async function typed(page: Page): Promise<readonly number[]> {
  await page.evaluate(() => {
    const delays: number[] = [];
    Reflect.set(window, 'keyDelays', delays);
    const painted = new MessageChannel();
    const waiting: number[] = [];
    painted.port1.onmessage = () => {
      for (const pressed of waiting.splice(0)) delays.push(performance.now() - pressed);
    };
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        // A message that is posted in a frame comes when the frame has been drawn.
        requestAnimationFrame(() => {
          waiting.push(timeStamp);
          painted.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (let key = 0; key < KEYS; key += 1)
    await Promise.all([
      page.keyboard.press(key % 6 === 5 ? 'Space' : 'e'),
      new Promise((next) => setTimeout(next, APART)),
    ]);
  await page.getByText(/Draft saved/).waitFor();
  const delays = await page.evaluate((): unknown => Reflect.get(window, 'keyDelays'));
  return Array.isArray(delays) ? delays.map(Number) : [];
}
