// What a person does in the window, by the names that stand on it: writes, attaches, sends, adds an account, looks around.
// The system's dialogs are answered here, since nobody sits in front of them.
import type { ElectronApplication, Page } from 'playwright-core';
import type { Security } from '#core/account/tls-policy.ts';

export interface Letter {
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject?: string;
  readonly body?: string;
}

export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
/** One that offers something while one types is a combobox. */
export const field = (page: Page, name: string) =>
  page.getByRole('textbox', { name, exact: true }).or(page.getByRole('combobox', { name, exact: true }));
/** A heading of the place that is shown. */
export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
export const card = (page: Page, subject: string) =>
  page.getByRole('listitem', { name: `Submission: ${subject}`, exact: true });

/** Resolves when the window has its places and takes keys. */
export async function ready(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
}

/** Begins a message, with the caret in its To. Until it is in front, the fields are those of the draft before. */
export async function begin(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector('#composer')?.setAttribute('data-before', ''));
  await page.keyboard.press('Control+n');
  await page.locator('#composer:not([data-before]) #recipients-to').focus();
}

/** Opens a new draft and writes it with the keyboard alone: Tab goes from field to field, and makes what was typed an address. */
export async function write(page: Page, letter: Letter): Promise<void> {
  await begin(page);
  for (const addresses of [letter.to ?? [], letter.cc ?? [], letter.bcc ?? []]) {
    for (const address of addresses) {
      await page.keyboard.insertText(address);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Tab');
  }
  await page.keyboard.insertText(letter.subject ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText(letter.body ?? '');
}

/** Writes with another sender than the one that is offered first. */
export async function writeFrom(page: Page, address: string, letter: Letter): Promise<void> {
  await write(page, letter);
  await button(page, /^From/).click();
  await page.getByRole('menuitem', { name: new RegExp(address) }).click();
  await page.getByRole('button', { name: new RegExp(`^From.*${address}`) }).waitFor();
}

/** Opens the sending options by their key, where they stand beside the text. The draft before may have had them open. */
export async function openOptions(page: Page): Promise<void> {
  const toggle = page.locator('[aria-controls="sending-options-panel"]');
  await toggle.and(page.locator('[aria-expanded="false"]')).waitFor();
  await page.keyboard.press('Control+Shift+O');
  await toggle.and(page.locator('[aria-expanded="true"]')).waitFor();
}

/** Sends what is written, and waits until the server has accepted the message of this subject. */
export async function send(page: Page, subject: string): Promise<void> {
  await page.keyboard.press('Control+Enter');
  const news = page.getByRole('status').filter({ hasText: /The (practice )?server accepted the message/ });
  await news.filter({ hasText: subject }).waitFor();
}

/** Drops a file of so many bytes onto the draft; its bytes are made in the page, as a desktop would hand them over. */
export async function drop(page: Page, name: string, size: number): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, length]) => {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at++) bytes[at] = (at * 7 + (at >> 8)) & 255;
      const data = new DataTransfer();
      data.items.add(new File([bytes], fileName, { type: 'application/octet-stream' }));
      return data;
    },
    [name, size] as const,
  );
  const target = field(page, 'Message');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(kind, { dataTransfer: transfer });
  await attached(page, name);
}

/** What `drop` makes of such a length. */
export function droppedBytes(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 255));
}

export async function attached(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Remove ${name}`, exact: true }).waitFor();
}

/** The next question which files to attach is answered with these. */
export async function answerOpen(app: ElectronApplication, filePaths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...paths] });
  }, filePaths);
}

/** The next question where to save is answered with this. */
export async function answerSave(app: ElectronApplication, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);
}

export interface NewAccount {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user?: string;
  readonly password?: string;
  readonly address: string;
  readonly sender?: string;
}

/** Fills a new account's form; it is saved by `save`. */
export async function fillAccount(page: Page, account: NewAccount): Promise<void> {
  await page.keyboard.press('Control+Shift+a');
  await page.getByRole('option', { name: /New account/, selected: true }).waitFor();
  await button(page, 'Enter host and port by hand').click();
  await field(page, 'Name of this account').fill(account.name);
  await field(page, 'Host').fill(account.host);
  await page.getByLabel('Security', { exact: true }).selectOption(account.security);
  await field(page, 'Port').fill(String(account.port));
  if (account.security === 'none') await page.getByLabel(/I understand/).check();
  if (account.user !== undefined) await field(page, 'User').fill(account.user);
  if (account.password !== undefined)
    await page.getByLabel('Password', { exact: true }).fill(account.password);
  await page.getByRole('tab', { name: /Identities/ }).click();
  await field(page, 'Name').fill(account.sender ?? '');
  await field(page, 'Address').fill(account.address);
  await page.getByRole('tab', { name: /Server/ }).click();
}

export async function addAccount(page: Page, account: NewAccount): Promise<void> {
  await fillAccount(page, account);
  await button(page, 'Save').click();
  await page.getByRole('option', { name: new RegExp(account.name) }).waitFor();
}
