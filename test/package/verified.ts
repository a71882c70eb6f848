/**
 * A signed message in the packaged program, looked at through the page's own debugger, which Chromium opens where it is asked to on the
 * command line: what verifies signatures must be there and load out of the archive that users get.
 */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { authenticationWords } from '#core/i18n/authentication.ts';
import { ownedFolder } from '../../scripts/stage.ts';
import { freePort } from '../servers/ports.ts';
import { letter, rsaKey, signed } from '../servers/signed-mail.ts';

/** ms; a machine without a DNS lets each question run into its time-out */
const PATIENCE = 90_000;

/** What the view says of the signature once it has asked. `folder`: anybody may read it; `launcher`: starts the program as the unprivileged user. */
export async function verifiedPackaged(folder: string, launcher: string): Promise<string> {
  const home = ownedFolder(folder, 'verified-');
  const file = path.join(home, 'signed.eml');
  writeFileSync(file, await signed(rsaKey('stagecraft.example', 'autumn'), letter), 'latin1');
  chmodSync(file, 0o644);
  const port = await freePort();
  const program = spawn(launcher, [`--remote-debugging-port=${String(port)}`, '--lang=en', file], {
    cwd: home,
    env: {
      ...process.env,
      HOME: home,
      FACTEUR_TEST_HOME: home,
      XDG_CONFIG_HOME: home,
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
    },
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(program, 'exit');
  let browser: Browser | undefined;
  try {
    browser = await connected(port);
    const page = await pageOf(browser);
    const words = authenticationWords.en;
    await page.getByRole('tab', { name: 'Authentication' }).click({ timeout: PATIENCE });
    const view = page.getByRole('region', { name: words.view });
    await view.getByRole('button', { name: words.verify.button }).click();
    await view.getByRole('button', { name: words.verify.again }).waitFor({ timeout: PATIENCE });
    return await view.innerText();
  } finally {
    await browser?.close();
    if (program.pid !== undefined && program.exitCode === null) process.kill(-program.pid, 'SIGKILL');
    await ended;
  }
}

/** The debugger listens a moment after the program has started. */
async function connected(port: number): Promise<Browser> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`);
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(200);
    }
  }
}

async function pageOf(browser: Browser): Promise<Page> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page !== undefined) return page;
    if (Date.now() > until) throw new Error('no window');
    await pause(200);
  }
}
