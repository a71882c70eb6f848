// Secrets through the whole program: the page's call, the vault, the keychain in its utility process, and a real
// gnome-keyring, locked, asking or missing; and that no secret lies about in what the program leaves or shows.
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Page } from 'playwright-core';
import type { Channel, Reply, Request } from '#core/contract/channels.ts';
import type { Result } from '#core/contract/errors.ts';
import { busWithKeyring, busWithoutKeyring, type Keyring, type SessionBus } from '#test/servers/keyring.ts';
import { filesWith, spellingsOf } from '../electron/secrets/temporary-folder.ts';
import { button, ready } from './hands.ts';
import { launch, newProfile, removeProfile, type Launched } from './launch.ts';

/** ASCII: a heap snapshot writes other letters as escapes. */
const password = 'Zu$-passw0rd-7f3a91';

async function start(bus: SessionBus, profile: string): Promise<Launched> {
  const { DBUS_SESSION_BUS_ADDRESS = '', XDG_RUNTIME_DIR = '' } = bus.env;
  return launch({ profile, env: { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } });
}

/** Written out, because the types of a function's argument do not get through to the page. */
const call = <C extends Channel>(page: Page, channel: C, request: Request<C>) =>
  page.evaluate<Result<Reply<C>>>(
    `window.facteur.call(${JSON.stringify(channel)}, ${JSON.stringify(request)})`,
  );

async function done<C extends Channel>(page: Page, channel: C, request: Request<C>): Promise<Reply<C>> {
  const result = await call(page, channel, request);
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function newAccount(page: Page) {
  const { account } = await done(page, 'accounts.save', {
    id: null,
    name: 'Work',
    host: 'smtp.example.org',
    port: 465,
    security: 'tls',
    user: 'lea',
    ehloName: '',
    hue: 1,
    ...USUAL_SETTINGS,
    identities: [{ ...USUAL_IDENTITY, id: null, name: 'Léa', address: 'lea@example.org' }],
  });
  return account.id;
}

function profileFor(): string {
  const profile = newProfile();
  onTestFinished(() => removeProfile(profile));
  return profile;
}

const refusal = (reason: string) => ({ ok: false, error: { code: 'keychain', reason } });

describe('with a keyring', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await busWithKeyring({ prompter: true, user: 'window' });
  });
  afterAll(() => keyring.stop());

  it('keeps a password for the next run, in plain text nowhere on disk nor in the page', async () => {
    const profile = profileFor();
    const one = await start(keyring, profile);
    const accountId = await newAccount(one.page);
    const stored = await done(one.page, 'secrets.store', { accountId, password, where: 'keychain' });
    expect(stored).toEqual({ state: 'keychain' });
    await one.close();
    const two = await start(keyring, profile);
    const { accounts } = await done(two.page, 'accounts.list', null);
    expect(accounts.map(({ secret }) => secret)).toEqual(['keychain', 'memory']);
    await two.page.evaluate(() => Object.assign(window, { control: 'this is in the heap' }));
    const heap = await heapOf(two.page);
    expect(heap.includes('this is in the heap')).toBe(true);
    expect(spellingsOf(password).filter((spelling) => heap.includes(spelling))).toEqual([]);
    await two.close();
    expect(filesWith(profile, password)).toEqual([]);
  });

  it('says that the system asks, stops when it is told to, and can be quit', async () => {
    const profile = profileFor();
    const program = await start(keyring, profile);
    const accountId = await newAccount(program.page);
    await keyring.lock();
    const prompts = program.page.evaluate(
      () =>
        new Promise<boolean[]>((resolve) => {
          const seen: boolean[] = [];
          window.facteur.on('secrets.prompt', ({ open }) => {
            seen.push(open);
            if (open) void window.facteur.call('secrets.cancelPrompt', null);
            else resolve(seen);
          });
        }),
    );
    const stored = await call(program.page, 'secrets.store', { accountId, password, where: 'keychain' });
    expect(stored).toEqual(refusal('cancelled'));
    expect(await prompts).toEqual([true, false]);
    void call(program.page, 'secrets.store', { accountId, password, where: 'keychain' }).catch(() => null);
    await program.close();
    expect(filesWith(profile, password)).toEqual([]);
    await keyring.unlock();
  });
});

describe('when the vault is there and its key is gone', () => {
  /** The window of a profile whose vault was made with another keyring, with a password typed and not taken. */
  async function refusedSave(): Promise<{ program: Launched; profile: string; keyring: Keyring }> {
    const profile = profileFor();
    const old = await busWithKeyring({ prompter: false, user: 'window' });
    onTestFinished(() => old.stop());
    const one = await start(old, profile);
    const accountId = await newAccount(one.page);
    await done(one.page, 'secrets.store', { accountId, password: 'of the old vault', where: 'keychain' });
    await one.close();
    const keyring = await busWithKeyring({ prompter: false, user: 'window' });
    onTestFinished(() => keyring.stop());
    const program = await start(keyring, profile);
    const { page } = program;
    await ready(page);
    await page.keyboard.press('Control+5');
    await page.getByRole('option', { name: /Work/ }).click();
    await button(page, 'Replace').click();
    await page.getByLabel('New password', { exact: true }).fill(password);
    await button(page, 'Save').click();
    await form(page).getByText('The vault is there, but its key is not in the keychain.').waitFor();
    return { program, profile, keyring };
  }

  const form = (page: Page) => page.locator('form');
  const notice = (page: Page) =>
    page.getByRole('alert').filter({ hasText: 'its key is not in the keychain. Nothing was overwritten.' });
  const newVault = { name: 'Start a new vault', exact: true };

  it('puts the password into a new vault from the form that could not store it, and keeps the old one', async () => {
    const { program, profile, keyring } = await refusedSave();
    await form(program.page).getByRole('button', newVault).click();
    await form(program.page).getByText('stored, locked by the keychain').waitFor();
    await notice(program.page).waitFor({ state: 'detached' });
    await program.close();
    expect(readdirSync(profile).filter((name) => name.startsWith('vault.key-missing-'))).toHaveLength(1);
    const next = await start(keyring, profile);
    const { accounts } = await done(next.page, 'accounts.list', null);
    expect(accounts.map(({ secret }) => secret)).toEqual(['keychain', 'memory']);
    await next.close();
  });

  it('starts a new vault from the notice, into which the password then goes', async () => {
    const { program } = await refusedSave();
    const { page } = program;
    await notice(page).getByRole('button', newVault).click();
    await notice(page).waitFor({ state: 'detached' });
    await button(page, 'Try the keychain again').click();
    await form(page).getByText('stored, locked by the keychain').waitFor();
    await program.close();
  });
});

it('offers memory where there is no keychain, and writes nothing', async () => {
  const bus = await busWithoutKeyring({ user: 'window' });
  onTestFinished(() => bus.stop());
  const profile = profileFor();
  const program = await start(bus, profile);
  const { page } = program;
  const accountId = await newAccount(page);
  const stored = await call(page, 'secrets.store', { accountId, password, where: 'keychain' });
  expect(stored).toEqual(refusal('unavailable'));
  expect(await done(page, 'secrets.store', { accountId, password, where: 'memory' })).toEqual({
    state: 'memory',
  });
  await program.close();
  expect(filesWith(profile, password)).toEqual([]);
});

/** Everything that the page's memory holds, as its own debugger writes it down. */
async function heapOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  await session.detach();
  return Buffer.from(chunks.join(''), 'utf8');
}
