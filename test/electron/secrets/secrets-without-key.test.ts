// The secrets service where its key cannot be had: a locked keyring, one that asks, one that lost the key, none at all.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AccountId } from '#core/message/ids.ts';
import { busWithKeyring, busWithoutKeyring } from '#test/servers/keyring.ts';
import { account, binding, password, refusal, revealed, run, vaultText } from './secrets-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

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
    expect(notices()).toEqual([]);
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

describe('when the key is gone and the vault is there', () => {
  /** The same profile with a keyring that never saw its key. */
  async function bereft() {
    const keyring = await busWithKeyring({ prompter: false });
    onTestFinished(() => keyring.stop());
    const folder = temporaryFolder();
    const one = await run(folder, keyring.env);
    await one.secrets.store(binding, password, 'keychain');
    const other = await busWithKeyring({ prompter: false });
    onTestFinished(() => other.stop());
    return { folder, keyring, before: vaultText(folder), two: await run(folder, other.env) };
  }

  it('says so, and overwrites nothing', async () => {
    const { folder, keyring, before, two } = await bereft();
    expect(await revealed(two.secrets)).toBe('vault-key-missing');
    expect(two.secrets.stateOf(account)).toBe('unreadable');
    expect(two.notices()).toMatchObject([{ code: 'vault-key-missing' }]);
    await expect(two.secrets.store(binding, 'new', 'keychain')).rejects.toMatchObject(refusal('key-missing'));
    expect(await two.secrets.store(binding, 'new', 'memory')).toBe('memory');
    expect(vaultText(folder)).toBe(before);
    expect(await revealed((await run(folder, keyring.env)).secrets)).toBe(password);
  });

  it('starts a new vault when the user says so, and keeps the old one', async () => {
    const { folder, before, two } = await bereft();
    expect(await revealed(two.secrets)).toBe('vault-key-missing');
    await two.secrets.startNewVault();
    expect(two.notices()).toEqual([]);
    expect(two.secrets.stateOf(account)).toBe('none');
    expect(await two.secrets.store(binding, 'new', 'keychain')).toBe('keychain');
    expect(await revealed(two.secrets)).toBe('new');
    const aside = readdirSync(folder).find((name) => name.startsWith('vault.key-missing-')) ?? '';
    expect(readFileSync(path.join(folder, aside), 'utf8')).toBe(before);
  });

  it('starts no new vault while the old one can be opened', async () => {
    const keyring = await busWithKeyring({ prompter: false });
    onTestFinished(() => keyring.stop());
    const { secrets } = await run(temporaryFolder(), keyring.env);
    await secrets.store(binding, password, 'keychain');
    await expect(secrets.startNewVault()).rejects.toMatchObject({ error: { code: 'not-now' } });
    expect(await revealed(secrets)).toBe(password);
  });
});
