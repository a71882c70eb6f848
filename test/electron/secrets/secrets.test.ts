// The secrets service on a real vault file and a real gnome-keyring, and where there is none.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Notice } from '#core/contract/app.ts';
import { AccountId } from '#core/message/ids.ts';
import { Keychain } from '#electron/secrets/keychain-client.ts';
import { Secrets } from '#electron/secrets/secrets.ts';
import { VaultFile } from '#electron/secrets/vault.ts';
import { busWithKeyring, busWithoutKeyring, type Keyring } from '#test/servers/keyring.ts';
import { keychainInChild } from './keychain-in-child.ts';
import { filesWith, temporaryFolder } from './temporary-folder.ts';

const id = AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ0');
const account = { id, host: 'SMTP.example.org', user: 'lea@example.org' };
const binding = { accountId: id, host: 'smtp.example.org', user: 'lea@example.org' };
const password = 'Zü$-passw0rd-7f3a91';

interface Run {
  readonly secrets: Secrets;
  readonly notices: Notice[];
  readonly asked: () => number;
  /** ends the run, as the program's quitting does */
  quit(): void;
}

/** A run of the program on this profile. */
async function run(folder: string, env: NodeJS.ProcessEnv, keyKeptFor?: number): Promise<Run> {
  const notices: Notice[] = [];
  const child = keychainInChild(env);
  const keychain = new Keychain({ spawn: child.spawn, promptOpen: () => undefined });
  const secrets = new Secrets({
    file: new VaultFile(folder),
    keychain,
    raise: (notice) => notices.push(notice),
    changed: () => undefined,
    ...(keyKeptFor === undefined ? {} : { keyKeptFor }),
  });
  await secrets.start();
  onTestFinished(() => secrets.close());
  return { secrets, notices, asked: () => child.children.length, quit: () => secrets.close() };
}

async function revealed(secrets: Secrets, wanted = binding): Promise<string> {
  const answer = await secrets.secretFor(wanted);
  return answer.kind === 'secret' ? answer.secret.reveal() : answer.code;
}

const refusal = (reason: string) => ({ error: { code: 'keychain', reason } });
const vaultText = (folder: string): string => readFileSync(path.join(folder, 'vault.json'), 'utf8');

describe('with a keyring', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await busWithKeyring({ prompter: false });
  });
  afterAll(() => keyring.stop());

  it('gives back in the next run what was stored, and knows that it is there without asking', async () => {
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    expect(one.secrets.stateOf(account)).toBe('none');
    expect(await one.secrets.store(binding, password, 'keychain')).toBe('keychain');
    one.quit();
    const two = await run(folder, keyring.env);
    expect(two.secrets.stateOf(account)).toBe('keychain');
    expect(two.asked()).toBe(0);
    expect(await revealed(two.secrets)).toBe(password);
  });

  it('writes it nowhere in plain text, and prints it nowhere', async () => {
    const folder = temporaryFolder();
    const { secrets } = await run(folder, keyring.env);
    await secrets.store(binding, password, 'keychain');
    expect(filesWith(folder, password)).toEqual([]);
    const answer = await secrets.secretFor(binding);
    expect(JSON.stringify(answer) + inspect(answer, { depth: 9, showHidden: true })).not.toContain(password);
    expect(inspect(secrets, { depth: 9, showHidden: true })).not.toContain(password);
  });

  it('never gives it for another host or user, and drops it when they change', async () => {
    const folder = temporaryFolder();
    const { secrets } = await run(folder, keyring.env);
    await secrets.store(binding, password, 'keychain');
    expect(await revealed(secrets, { ...binding, host: 'smtp.evil.example' })).toBe('password-missing');
    expect(await revealed(secrets, { ...binding, user: 'mallory' })).toBe('password-missing');
    expect(secrets.stateOf({ ...account, host: 'smtp.evil.example' })).toBe('none');
    await secrets.accountChanged(account);
    expect(await revealed(secrets)).toBe(password);
    await secrets.accountChanged({ ...account, host: 'smtp.evil.example' });
    expect(await revealed(secrets)).toBe('password-missing');
    expect(vaultText(folder)).not.toContain(id);
  });

  it('does not open for an entry that someone moved to another host in the file', async () => {
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    await one.secrets.store(binding, password, 'keychain');
    one.quit();
    writeFileSync(
      path.join(folder, 'vault.json'),
      vaultText(folder).replace('smtp.example.org', 'smtp.evil.example'),
    );
    const two = await run(folder, keyring.env);
    const evil = { ...binding, host: 'smtp.evil.example' };
    expect(await revealed(two.secrets, evil)).toBe('password-missing');
    expect(two.secrets.stateOf({ ...account, host: 'smtp.evil.example' })).toBe('unreadable');
  });

  it('does not copy a secret to a copy of the account', async () => {
    const { secrets } = await run(temporaryFolder(), keyring.env);
    await secrets.store(binding, password, 'keychain');
    const copy = AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ1');
    expect(secrets.stateOf({ ...account, id: copy })).toBe('none');
    expect(await revealed(secrets, { ...binding, accountId: copy })).toBe('password-missing');
  });

  it('removes it with its account at once, and brings it back by an undo until the program quits', async () => {
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    await one.secrets.store(binding, password, 'keychain');
    await one.secrets.accountRemoved(id);
    expect(vaultText(folder)).not.toContain(id);
    expect(one.secrets.stateOf(account)).toBe('none');
    await one.secrets.accountRestored(id);
    expect(await revealed(one.secrets)).toBe(password);
    await one.secrets.accountRemoved(id);
    one.quit();
    const two = await run(folder, keyring.env);
    await two.secrets.accountRestored(id);
    expect(two.secrets.stateOf(account)).toBe('none');
  });

  it('forgets it when it is told so', async () => {
    const folder = temporaryFolder();
    const { secrets } = await run(folder, keyring.env);
    await secrets.store(binding, password, 'keychain');
    await secrets.forget(id);
    expect(secrets.stateOf(account)).toBe('none');
    expect(vaultText(folder)).not.toContain(id);
  });

  it('asks the keychain once for many secrets, and again when the key was not used for a while', async () => {
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    await one.secrets.store(binding, password, 'keychain');
    one.quit();
    const two = await run(folder, keyring.env);
    await Promise.all([revealed(two.secrets), revealed(two.secrets), revealed(two.secrets)]);
    expect(two.asked()).toBe(1);
    const three = await run(folder, keyring.env, 1);
    await revealed(three.secrets);
    // Timers of one length fire in the order in which they were set: the key's comes first.
    await new Promise((done) => setTimeout(done, 1));
    await revealed(three.secrets);
    expect(three.asked()).toBe(2);
  });

  it('does not give one that was removed while the keychain was asked', async () => {
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    await one.secrets.store(binding, password, 'keychain');
    one.quit();
    const two = await run(folder, keyring.env);
    const answer = revealed(two.secrets);
    await two.secrets.forget(id);
    expect(await answer).toBe('password-missing');
  });

  it('keeps all of several first secrets that are stored at once', async () => {
    const folder = temporaryFolder();
    const { secrets } = await run(folder, keyring.env);
    const ids = [0, 1, 2].map((n) => AccountId.parse(`01JABCDEFGHJKMNPQRSTVWXYZ${String(n)}`));
    await Promise.all(
      ids.map((accountId) => secrets.store({ ...binding, accountId }, accountId, 'keychain')),
    );
    const two = await run(folder, keyring.env);
    for (const accountId of ids)
      expect(await revealed(two.secrets, { ...binding, accountId })).toBe(accountId);
  });

  it('needs no secret where no user signs in', async () => {
    const { secrets } = await run(temporaryFolder(), keyring.env);
    expect(secrets.stateOf({ ...account, user: '' })).toBe('not-needed');
  });

  describe('in memory only', () => {
    it('keeps it until the program quits, and writes no file', async () => {
      const folder = temporaryFolder();
      const one = await run(folder, keyring.env);
      expect(await one.secrets.store(binding, password, 'memory')).toBe('memory');
      expect(await revealed(one.secrets)).toBe(password);
      expect(readdirSync(folder)).toEqual([]);
      expect(one.asked()).toBe(0);
      one.quit();
      expect((await run(folder, keyring.env)).secrets.stateOf(account)).toBe('none');
    });

    it('takes the place of one that was stored, and is itself replaced by one', async () => {
      const folder = temporaryFolder();
      const { secrets } = await run(folder, keyring.env);
      await secrets.store(binding, 'older', 'keychain');
      await secrets.store(binding, password, 'memory');
      expect(await revealed(secrets)).toBe(password);
      expect(vaultText(folder)).not.toContain(id);
      expect(await secrets.store(binding, 'newest', 'keychain')).toBe('keychain');
      expect(await revealed(secrets)).toBe('newest');
    });

    it('is bound to host and user too', async () => {
      const { secrets } = await run(temporaryFolder(), keyring.env);
      await secrets.store(binding, password, 'memory');
      expect(await revealed(secrets, { ...binding, host: 'smtp.evil.example' })).toBe('password-missing');
      await secrets.accountChanged({ ...account, user: 'other' });
      expect(await revealed(secrets)).toBe('password-missing');
    });
  });

  describe('when the vault is damaged', () => {
    it('moves it aside, says so, and makes a new one with the next secret', async () => {
      const folder = temporaryFolder();
      const one = await run(folder, keyring.env);
      await one.secrets.store(binding, password, 'keychain');
      writeFileSync(path.join(folder, 'vault.json'), '{"version":1');
      const two = await run(folder, keyring.env);
      const [aside] = readdirSync(folder);
      expect(aside).toMatch(/^vault\.damaged-/);
      expect(two.notices).toMatchObject([
        { code: 'vault-damaged', params: { file: path.join(folder, aside ?? '') } },
      ]);
      await two.secrets.store(binding, password, 'keychain');
      expect(await revealed(two.secrets)).toBe(password);
      expect(readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe('{"version":1');
    });
  });

  describe('when the key is gone and the vault is there', () => {
    /** The same profile with a keyring that never saw its key. */
    async function bereft() {
      const folder = temporaryFolder();
      const one = await run(folder, keyring.env);
      await one.secrets.store(binding, password, 'keychain');
      const other = await busWithKeyring({ prompter: false });
      onTestFinished(() => other.stop());
      return { folder, other, before: vaultText(folder), two: await run(folder, other.env) };
    }

    it('says so, and overwrites nothing', async () => {
      const { folder, before, two } = await bereft();
      expect(await revealed(two.secrets)).toBe('vault-key-missing');
      expect(two.secrets.stateOf(account)).toBe('unreadable');
      expect(two.notices).toMatchObject([{ code: 'vault-key-missing' }]);
      await expect(two.secrets.store(binding, 'new', 'keychain')).rejects.toMatchObject(
        refusal('key-missing'),
      );
      expect(await two.secrets.store(binding, 'new', 'memory')).toBe('memory');
      expect(vaultText(folder)).toBe(before);
      expect(await revealed((await run(folder, keyring.env)).secrets)).toBe(password);
    });

    it('starts a new vault when the user says so, and keeps the old one', async () => {
      const { folder, before, two } = await bereft();
      await two.secrets.startNewVault();
      expect(two.secrets.stateOf(account)).toBe('none');
      expect(await two.secrets.store(binding, 'new', 'keychain')).toBe('keychain');
      expect(await revealed(two.secrets)).toBe('new');
      const aside = readdirSync(folder).find((name) => name.startsWith('vault.key-missing-')) ?? '';
      expect(readFileSync(path.join(folder, aside), 'utf8')).toBe(before);
    });

    it('starts no new vault while the old one can be opened', async () => {
      const folder = temporaryFolder();
      const { secrets } = await run(folder, keyring.env);
      await secrets.store(binding, password, 'keychain');
      await expect(secrets.startNewVault()).rejects.toMatchObject({ error: { code: 'not-now' } });
      expect(await revealed(secrets)).toBe(password);
    });
  });
});

describe('with a locked keyring', () => {
  it('holds what is stored, says so, and goes on when it is unlocked', async () => {
    const keyring = await busWithKeyring({ prompter: false });
    onTestFinished(() => keyring.stop());
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    await one.secrets.store(binding, password, 'keychain');
    one.quit();
    await keyring.lock();
    const before = vaultText(folder);
    const { secrets, notices } = await run(folder, keyring.env);
    expect(await revealed(secrets)).toBe('keychain-locked');
    expect(secrets.stateOf(account)).toBe('unreadable');
    await expect(secrets.store(binding, 'new', 'keychain')).rejects.toMatchObject(refusal('locked'));
    await expect(secrets.startNewVault()).rejects.toMatchObject(refusal('locked'));
    expect(vaultText(folder)).toBe(before);
    expect(notices).toEqual([]);
    await keyring.unlock();
    expect(await revealed(secrets)).toBe(password);
    expect(secrets.stateOf(account)).toBe('keychain');
  });

  it('makes no vault while its key cannot be stored', async () => {
    const keyring = await busWithKeyring({ prompter: false });
    onTestFinished(() => keyring.stop());
    await keyring.lock();
    const folder = temporaryFolder();
    const { secrets } = await run(folder, keyring.env);
    await expect(secrets.store(binding, password, 'keychain')).rejects.toMatchObject(refusal('locked'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stops waiting for the prompt when it is cancelled', async () => {
    const keyring = await busWithKeyring({ prompter: true });
    onTestFinished(() => keyring.stop());
    await keyring.lock();
    const { secrets } = await run(temporaryFolder(), keyring.env);
    const storing = expect(secrets.store(binding, password, 'keychain')).rejects.toMatchObject(
      refusal('cancelled'),
    );
    await keyring.asked();
    secrets.cancelPrompt();
    await storing;
    expect(secrets.stateOf(account)).toBe('none');
  });
});

it('lets other accounts be changed while the system asks', async () => {
  const keyring = await busWithKeyring({ prompter: true });
  onTestFinished(() => keyring.stop());
  await keyring.lock();
  const { secrets } = await run(temporaryFolder(), keyring.env);
  const storing = expect(secrets.store(binding, password, 'keychain')).rejects.toMatchObject(
    refusal('cancelled'),
  );
  await keyring.asked();
  const other = { ...binding, accountId: AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ1') };
  expect(await secrets.store(other, 'other', 'memory')).toBe('memory');
  await secrets.accountRemoved(other.accountId);
  await secrets.accountRestored(other.accountId);
  expect(await revealed(secrets, other)).toBe('other');
  secrets.cancelPrompt();
  await storing;
});

describe('without a keychain', () => {
  it('says so, writes nothing, and keeps it in memory only when the user chooses that', async () => {
    const bus = await busWithoutKeyring();
    onTestFinished(() => bus.stop());
    const folder = temporaryFolder();
    const { secrets } = await run(folder, bus.env);
    await expect(secrets.store(binding, password, 'keychain')).rejects.toMatchObject(refusal('unavailable'));
    expect(secrets.stateOf(account)).toBe('none');
    expect(await revealed(secrets)).toBe('password-missing');
    expect(await secrets.store(binding, password, 'memory')).toBe('memory');
    expect(await revealed(secrets)).toBe(password);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps a vault from another time untouched', async () => {
    const keyring = await busWithKeyring({ prompter: false });
    onTestFinished(() => keyring.stop());
    const bus = await busWithoutKeyring();
    onTestFinished(() => bus.stop());
    const folder = temporaryFolder();
    await (await run(folder, keyring.env)).secrets.store(binding, password, 'keychain');
    const before = vaultText(folder);
    const { secrets } = await run(folder, bus.env);
    expect(await revealed(secrets)).toBe('keychain-unavailable');
    expect(await secrets.store(binding, 'bridge', 'memory')).toBe('memory');
    expect(vaultText(folder)).toBe(before);
  });
});
