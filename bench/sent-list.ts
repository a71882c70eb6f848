/** From the key that opens Sent to its first rows on the screen: 50,000 messages against 100. */
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { must } from '../scripts/project.ts';
import { newProfile, openProgram } from './program.ts';
import { median, type Row } from './table.ts';

const FILL = path.join(import.meta.dirname, 'fill-index.ts');
const ROUNDS = 5;
const BOUND = 1.3;

export async function benchSentList(): Promise<Row[]> {
  const folder = newProfile();
  try {
    const [few, many] = [path.join(folder, 'few.db'), path.join(folder, 'many.db')];
    // In processes of their own: SQLite lets a file go only when its process ends.
    await must('node', [FILL, few, '100']);
    await must('node', [FILL, many, '50000']);
    const small: number[] = [];
    const large: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      small.push(await firstRows(few));
      large.push(await firstRows(many));
    }
    const ratio = median(large) / median(small);
    return [
      {
        what: 'Sent: first rows of 50,000 against 100',
        measured: `${ratio.toFixed(2)} × (${median(large).toFixed(0)} to ${median(small).toFixed(0)} ms)`,
        bound: `${String(BOUND)} ×`,
        within: ratio <= BOUND,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  }
}

async function firstRows(index: string): Promise<number> {
  const profile = newProfile();
  copyFileSync(index, path.join(profile, 'index.db'));
  const { app, page } = await openProgram(profile);
  try {
    // Before anything was written, Sent is the first-run view.
    await page.evaluate(async () => {
      const made = await window.facteur.call('drafts.create', { accountId: null });
      if (!made.ok) throw new Error(made.error.code);
      const { id, revision, content } = made.value;
      await window.facteur.call('drafts.save', { id, revision, content });
    });
    const painted = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let pressed = 0;
          addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true });
          const look = (): void => {
            // A row is there in one frame and on the screen in the next.
            if (document.querySelector('[role=option]') === null) requestAnimationFrame(look);
            else requestAnimationFrame(() => resolve(performance.now() - pressed));
          };
          requestAnimationFrame(look);
        }),
    );
    await page.keyboard.press('Control+3');
    return await painted;
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}
