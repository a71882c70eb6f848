/**
 * A file opened in the lens, from the key to its first painted line: a header of 1 MB against one of a few lines, and a message of 50 MB,
 * of which the page's process must not hold the attachment.
 */
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { peakResident, residentFrom } from './memory.ts';
import { newProfile, openProgram } from './program.ts';
import { median, type Row } from './table.ts';

const ROUNDS = 7;
const HEADER = 1_000_000;
const MESSAGE = 50_000_000;
/** ms */
const LATER = 150;
/** MB; held, the message alone would be more */
const HELD = 50;

const field = (nth: number): string =>
  `X-Facts-${String(nth % 40)}: ${'some words that say little; '.repeat(3)}\r\n`;
const ordinary =
  'Date: Mon, 23 Nov 2026 09:14:02 +0100\r\nFrom: Lea <lea@stagecraft.example>\r\nMessage-ID: <1@stagecraft.example>\r\n';
const largeHeader = ordinary + Array.from({ length: HEADER / 95 }, (_, nth) => field(nth)).join('');
const attachment = `${'QUJD'.repeat(19)}\r\n`.repeat(MESSAGE / 78);

export async function benchLens(): Promise<Row[]> {
  const profile = newProfile();
  const { app, page } = await openProgram(profile);
  try {
    let nth = 0;
    const open = (header: string, body = 'Hello\r\n'): Promise<number> => {
      const mark = `mark-${String((nth += 1))}-`;
      const file = path.join(profile, `${mark}.eml`);
      writeFileSync(file, `X-Mark: ${mark}\r\n${header}\r\n${body}`);
      return painted(app, page, file, mark);
    };
    // What is loaded on first use is not the header's doing.
    for (let round = 0; round < 2; round += 1) await open(ordinary);
    const [small, large]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      small.push(await open(ordinary));
      large.push(await open(largeHeader));
    }
    const later = median(large) - median(small);
    const pid = await pageProcess(app);
    const before = residentFrom(pid);
    const first = await open(ordinary, attachment);
    // The lint reads the body, piece by piece, when the header is there.
    await page.keyboard.press('Alt+8');
    await page.getByText(/looked at .* body\./).waitFor();
    const held = peakResident(pid) - before;
    return [
      {
        what: 'header of 1 MB opened: first line later than of a small one',
        measured: `${later.toFixed(0)} ms (${median(large).toFixed(0)} to ${median(small).toFixed(0)} ms)`,
        bound: `${String(LATER)} ms`,
        within: later <= LATER,
      },
      {
        what: 'message of 50 MB opened: first line later than of a small one',
        measured: `${(first - median(small)).toFixed(0)} ms`,
        bound: `${String(LATER)} ms`,
        within: first - median(small) <= LATER,
      },
      {
        what: 'message of 50 MB opened and looked at by the lint: the page’s peak above idle',
        measured: `${held.toFixed(0)} MB`,
        bound: `${String(HELD)} MB`,
        within: held <= HELD,
      },
    ];
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** ms from the key, past a dialog that is answered at once, to the frame that shows the line with the mark. */
async function painted(app: ElectronApplication, page: Page, file: string, mark: string): Promise<number> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  const measured = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true });
        const isThere = (): boolean =>
          [...document.querySelectorAll('[role=tabpanel] [role=option]')].some(
            (line) => line.textContent.includes(`X-Mark`) && line.textContent.includes(wanted),
          );
        const look = (): void => {
          // A line is there in one frame and on the screen in the next.
          if (!isThere()) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - pressed));
        };
        requestAnimationFrame(look);
      }),
    mark,
  );
  await page.keyboard.press('Control+o');
  return measured;
}

const pageProcess = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);
