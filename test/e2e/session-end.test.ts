// What the desktop sees of the outbox, and what its end does: the number on the icon, and mail under way when the session ends.
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { accountAt, addressAt, done } from './calls.ts';
import { ready, writeFrom } from './hands.ts';
import { launch, removeProfile, type Launched } from './launch.ts';

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(profile?: string): Promise<Launched> {
  const program = await launch(profile === undefined ? {} : { profile });
  let isOver = false;
  program.app.process().once('exit', () => (isOver = true));
  if (profile === undefined) stops.push(() => removeProfile(program.profile));
  stops.push(async () => {
    if (!isOver) await program.kill();
  });
  await ready(program.page);
  return program;
}

/** Answers MAIL only once it is `free`, or the one that it was asked by `answer`. */
async function serve(): Promise<{
  server: ScriptedServer;
  asked: Promise<void>;
  free: () => void;
  answer: () => void;
}> {
  let isFree = false;
  let answer = (): void => undefined;
  let reached = (): void => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  const server = await startScriptedServer({
    // One command at a time, so that nothing else is answered meanwhile.
    extensions: [],
    at: {
      MAIL: (connection) => {
        answer = () => connection.reply('250 2.1.0 fine');
        reached();
        if (isFree) answer();
      },
    },
  });
  stops.push(() => server.stop());
  return { server, asked, free: () => (isFree = true), answer: () => answer() };
}

async function sendFrom({ page }: Launched, account: string): Promise<void> {
  await writeFrom(page, addressAt(account), { to: ['mira@example.org'], subject: 'Tonight', body: 'x' });
  await page.keyboard.press('Control+Enter');
}

const bodies = ({ connections }: ScriptedServer): number =>
  connections.reduce((all, connection) => all + connection.bodies.length, 0);

const signal =
  (name: 'SIGTERM' | 'SIGHUP' | 'SIGINT') =>
  ({ app }: Launched): void =>
    void app.process().kill(name);

/** As Windows tells its windows; nothing else on this system does. */
const windows =
  (event: string) =>
  async ({ app }: Launched): Promise<void> => {
    await app
      .evaluate(({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]?.emit(name), event)
      // It may be gone before it has answered.
      .catch(() => undefined);
  };

describe('mail under way when the session ends', () => {
  it.each<readonly [string, (program: Launched) => Promise<void> | void]>([
    ['SIGTERM', signal('SIGTERM')],
    ['SIGHUP', signal('SIGHUP')],
    ['SIGINT', signal('SIGINT')],
    ['query-session-end', windows('query-session-end')],
    ['session-end', windows('session-end')],
  ])('by %s asks nobody, is broken off, and goes out once at the next start', async (_, end) => {
    const { server, asked, free } = await serve();
    const program = await start();
    await accountAt(program.page, { name: 'Slow', port: server.port });
    await sendFrom(program, 'Slow');
    await asked;
    const exit = once(program.app.process(), 'exit');
    await end(program);
    expect(await exit).toEqual([0, null]);
    free();
    const next = await start(program.profile);
    await expect.poll(() => bodies(server)).toBe(1);
    await expect
      .poll(() => done(next.page, 'outbox.summary', null))
      .toMatchObject({ total: 0, unknown: 0, failed: 0 });
  });
});

describe('quitting while mail is on its way', () => {
  it('asks, and quits by itself once the mail has gone', async () => {
    const { server, asked, answer } = await serve();
    const program = await start();
    await accountAt(program.page, { name: 'Slow', port: server.port });
    await sendFrom(program, 'Slow');
    await asked;
    await program.app.evaluate(({ dialog }) => {
      const ask = dialog.showMessageBox.bind(dialog);
      Object.assign(globalThis, { questions: 0 });
      Object.assign(dialog, {
        showMessageBox: (options: Electron.MessageBoxOptions) => {
          Object.assign(globalThis, { questions: 1 });
          return ask(options);
        },
      });
    });
    const exit = once(program.app.process(), 'exit');
    await program.app.evaluate(({ app }) => app.quit());
    await expect
      .poll(() => program.app.evaluate((): unknown => Reflect.get(globalThis, 'questions')))
      .toBe(1);
    answer();
    expect(await exit).toEqual([0, null]);
    expect(bodies(server)).toBe(1);
  });
});

describe('the number on the icon', () => {
  it('is how many messages have not gone', async () => {
    const { server, free } = await serve();
    free();
    const program = await start();
    await accountAt(program.page, { name: 'Counted', port: server.port });
    await program.app.evaluate(({ app }) => {
      const shown: number[] = [];
      Object.assign(globalThis, { shownCounts: shown });
      app.setBadgeCount = (count = 0) => shown.push(count) > 0;
    });
    const last = () =>
      program.app.evaluate(() => {
        const shown: unknown = Reflect.get(globalThis, 'shownCounts');
        return Array.isArray(shown) ? Number(shown.at(-1)) : null;
      });
    await done(program.page, 'settings.set', { outboxPaused: true });
    await sendFrom(program, 'Counted');
    await expect.poll(last).toBe(1);
    await sendFrom(program, 'Counted');
    await expect.poll(last).toBe(2);
    await done(program.page, 'settings.set', { outboxPaused: false });
    await expect.poll(last).toBe(0);
    expect(bodies(server)).toBe(2);
  });
});
