import { describe, expect, it } from 'vitest';
import { Quitting } from '#electron/quitting.ts';

/** A program with so many messages on their way, and a user who answers when the test says so. */
function program(count: number) {
  const asked: {
    readonly count: number;
    readonly answer: (wait: boolean) => void;
    readonly over: AbortSignal;
  }[] = [];
  let gone = (): void => undefined;
  const mailGone = new Promise<void>((resolve) => (gone = resolve));
  let quits = 0;
  const quitting = new Quitting({
    pendingMail: () => count,
    mailGone: () => mailGone,
    ask: (many, over) =>
      new Promise((resolve) => {
        asked.push({ count: many, answer: resolve, over });
        over.addEventListener('abort', () => resolve(true));
      }),
    patience: 20,
    quit: () => {
      quits += 1;
      expect(quitting.mayQuit()).toBe(true);
    },
  });
  return { quitting, asked, gone, quits: () => quits };
}

describe('quitting', () => {
  it('asks nothing when no mail is on its way', () => {
    const { quitting, asked } = program(0);
    expect([quitting.mayQuit(), asked.length]).toEqual([true, 0]);
  });

  it('asks once, however often it is tried while the question stands', async () => {
    const { quitting, asked } = program(3);
    expect([quitting.mayQuit(), quitting.mayQuit()]).toEqual([false, false]);
    await expect.poll(() => asked.map(({ count }) => count)).toEqual([3]);
    expect(quitting.mayQuit()).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('follows at once when the user would not wait', async () => {
    const { quitting, asked, quits } = program(3);
    quitting.mayQuit();
    await expect.poll(() => asked.length).toBe(1);
    asked[0]?.answer(false);
    await expect.poll(quits).toBe(1);
  });

  it('follows the mail when the user waits, and can be asked for again meanwhile', async () => {
    const { quitting, asked, gone, quits } = program(3);
    quitting.mayQuit();
    await expect.poll(() => asked.length).toBe(1);
    asked[0]?.answer(true);
    await expect.poll(() => quitting.mayQuit() || asked.length).toBe(2);
    expect(quits()).toBe(0);
    gone();
    await expect.poll(quits).toBe(1);
    asked[1]?.answer(false);
    await Promise.resolve();
    expect(quits()).toBe(1);
  });

  it('asks nothing about mail that goes in that moment', async () => {
    const { quitting, asked, gone, quits } = program(1);
    expect(quitting.mayQuit()).toBe(false);
    gone();
    await expect.poll(quits).toBe(1);
    expect(asked).toHaveLength(0);
  });

  it('takes its question back when the mail has gone, and quits', async () => {
    const { quitting, asked, gone, quits } = program(1);
    quitting.mayQuit();
    await expect.poll(() => asked.length).toBe(1);
    gone();
    await expect.poll(() => asked[0]?.over.aborted).toBe(true);
    await expect.poll(quits).toBe(1);
  });

  it('waits for no answer when the session ends', async () => {
    const { quitting, asked, quits } = program(3);
    quitting.mayQuit();
    await expect.poll(() => asked.length).toBe(1);
    quitting.atOnce();
    expect([quits(), asked.length]).toEqual([1, 1]);
  });
});
