// The secrets service on a real vault file and a real, unlocked gnome-keyring.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountId } from '#core/message/ids.ts';
import { busWithKeyring, type Keyring } from '#test/servers/keyring.ts';
import { account, binding, id, password, revealed, run, vaultText } from './secrets-run.ts';
import { filesWith, temporaryFolder } from './temporary-folder.ts';

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
      expect(two.notices()).toMatchObject([
        { code: 'vault-damaged', params: { file: path.join(folder, aside ?? '') } },
      ]);
      await two.secrets.store(binding, password, 'keychain');
      expect(await revealed(two.secrets)).toBe(password);
      expect(readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe('{"version":1');
    });
  });
});
