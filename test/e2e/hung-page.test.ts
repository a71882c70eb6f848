// A page whose script never ends: its user is asked, and it is loaded again with what was written; the program quits all the same.
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { field, heading, ready, write } from './hands.ts';
import { launch, removeProfile } from './launch.ts';

it('quits though its page hangs', async () => {
  const program = await launch();
  onTestFinished(() => removeProfile(program.profile));
  await ready(program.page);
  const ended = once(program.app.process(), 'exit');
  void program.page.evaluate('for (;;);').catch(() => undefined);
  await program.app.evaluate(({ app }) => app.quit()).catch(() => undefined);
  const late = AbortSignal.timeout(60_000);
  expect(await Promise.race([ended.then(() => 'ended'), once(late, 'abort').then(() => 'still there')])).toBe(
    'ended',
  );
});

it('is loaded again where its user says so, and has what was written', async () => {
  const program = await launch();
  const { app, page } = program;
  onTestFinished(() => removeProfile(program.profile));
  await ready(page);
  await write(page, { to: ['ana@example.org'], subject: 'Kept', body: 'All of this' });
  await page.getByText(/Draft saved \d/).waitFor();
  const asked = app.evaluate(
    ({ dialog }) =>
      new Promise<readonly unknown[]>((resolve) => {
        Object.assign(dialog, {
          showMessageBox: (_window: unknown, { message, buttons }: Electron.MessageBoxOptions) => {
            resolve([message, buttons]);
            return Promise.resolve({ response: 1, checkboxChecked: false });
          },
        });
      }),
  );
  const loaded = app.evaluate(
    ({ webContents }) =>
      new Promise<void>((resolve) => {
        webContents.getAllWebContents()[0]?.once('did-finish-load', () => resolve());
      }),
  );
  void page.evaluate('for (;;);').catch(() => undefined);
  // Chromium says so when a key is not answered, but not of a page with a debugger, as this one has.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.emit('unresponsive');
  });
  expect(await asked).toEqual(['This window does not answer.', ['Wait', 'Load again']]);
  await loaded;
  // Playwright gives a page up that crashed, though it is there again: main asks it.
  const shown = () =>
    app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()[0]
        ?.executeJavaScript(`document.querySelector('nav[aria-label="Places"]') !== null`),
    );
  await expect.poll(shown, { timeout: 20_000 }).toBe(true);
  await program.close();
  const next = await launch({ profile: program.profile });
  await ready(next.page);
  await next.page.keyboard.press('Control+1');
  await heading(next.page, 'Drafts').waitFor();
  await next.page.getByRole('listitem').filter({ hasText: 'Kept' }).getByRole('button').first().click();
  await expect.poll(() => field(next.page, 'Message').inputValue()).toBe('All of this');
  await next.close();
});

it('is not asked about any more once it answers, nor while its window is being closed', async () => {
  const program = await launch();
  onTestFinished(() => removeProfile(program.profile));
  await ready(program.page);
  const asked = await program.app.evaluate(({ dialog, BrowserWindow }) => {
    const signals: AbortSignal[] = [];
    Object.assign(dialog, {
      showMessageBox: (_window: unknown, { signal }: Electron.MessageBoxOptions) => {
        if (signal !== undefined) signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const [window] = BrowserWindow.getAllWindows();
    const after = (event: 'unresponsive' | 'responsive' | 'close'): (number | boolean | undefined)[] => {
      window?.emit(event, { preventDefault: () => undefined });
      return [signals.length, signals.at(-1)?.aborted];
    };
    return {
      hung: after('unresponsive'),
      stillHung: after('unresponsive'),
      answering: after('responsive'),
      hungAgain: after('unresponsive'),
      closing: after('close'),
      hungInClosing: after('unresponsive'),
    };
  });
  expect(asked).toEqual({
    hung: [1, false],
    stillHung: [1, false],
    answering: [1, true],
    hungAgain: [2, false],
    closing: [2, true],
    hungInClosing: [2, true],
  });
  await program.close();
});
