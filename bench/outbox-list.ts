/** The outbox in the window with 10,000 waiting against ten: from the key that opens it to its first cards, right after a start and later. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { newProfile, openProgram } from './program.ts';
import { median, type Row } from './table.ts';

const CHILD = path.join(import.meta.dirname, 'outbox-child.ts');
const MANY = 10_000;
const FEW = 10;
const ROUNDS = 3;
/** ms */
const OPENS = 100;
/** ms from the outbox's first answer to the key */
const LOOKS = 1000;
const ANSWERS = 1000;

interface Opened {
  /** ms from the first window to the outbox's first answer */
  readonly answers: number;
  /** ms from the key to the first cards, when the outbox has started: the first time, and the second */
  readonly first: number;
  readonly opens: number;
}

export async function benchOutboxList(): Promise<Row[]> {
  const [few, many] = [await filled(FEW), await filled(MANY)];
  try {
    const small: Opened[] = [];
    const large: Opened[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      small.push(await measured(few));
      large.push(await measured(many));
    }
    const of = (all: readonly Opened[], what: keyof Opened): number => median(all.map((one) => one[what]));
    const answers = of(large, 'answers') - of(small, 'answers');
    const ms = (value: number): string => `${value.toFixed(0)} ms`;
    const cards = (what: 'first' | 'opens', when: string): Row => ({
      what: `outbox of ${String(MANY)} in the window: first cards after the key, ${when}`,
      measured: `${ms(of(large, what))} (${ms(of(small, what))} with ${String(FEW)})`,
      bound: ms(OPENS),
      within: of(large, what) <= OPENS,
    });
    return [
      cards('first', 'the first time'),
      cards('opens', 'later'),
      {
        what: `outbox of ${String(MANY)} in the window: first answer after a start, later than with ${String(FEW)}`,
        measured: `${ms(answers)} (${ms(of(large, 'answers'))} to ${ms(of(small, 'answers'))})`,
        bound: ms(ANSWERS),
        within: answers <= ANSWERS,
      },
    ];
  } finally {
    for (const profile of [few, many]) rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

async function filled(count: number): Promise<string> {
  const profile = newProfile();
  const running = spawn(process.execPath, [CHILD, profile, 'fill', String(count)], { stdio: 'inherit' });
  await once(running, 'close');
  if (running.exitCode !== 0) throw new Error('outbox-child fill');
  return profile;
}

async function measured(from: string): Promise<Opened> {
  const profile = newProfile();
  cpSync(from, profile, { recursive: true });
  const { app, page } = await openProgram(profile);
  try {
    const answers = await page.evaluate(async () => {
      await window.facteur.call('outbox.page', { filter: 'all', offset: 0, limit: 50 });
      return performance.now();
    });
    // Whoever starts a program looks at it first; its scripts come meanwhile.
    await page.waitForTimeout(LOOKS);
    const first = await firstCards(page);
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { name: 'Drafts' }).waitFor();
    return { answers, first, opens: await firstCards(page) };
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 20 });
  }
}

async function firstCards(page: Page): Promise<number> {
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true });
        const look = (): void => {
          // A card is there in one frame and on the screen in the next.
          if (document.querySelector('[data-status][data-index]') === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - pressed));
        };
        requestAnimationFrame(look);
      }),
  );
  await page.keyboard.press('Control+2');
  return painted;
}
