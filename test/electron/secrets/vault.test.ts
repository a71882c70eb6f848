// The vault file: who can open what, and what becomes of a file that is not whole.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AccountId } from '#core/message/ids.ts';
import { Secret } from '#electron/secrets/secret.ts';
import {
  entryFor,
  isKeyOf,
  newVault,
  openEntry,
  VaultFile,
  withSecret,
  type VaultContents,
} from '#electron/secrets/vault.ts';
import { keyFromText, keyToText, newKey } from '#electron/secrets/vault-seal.ts';
import { filesWith, temporaryFolder } from './temporary-folder.ts';

const bound = {
  accountId: AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ0'),
  kind: 'password',
  host: 'smtp.example.org',
  user: 'lea',
} as const;
const text = 'correct horse Ünïcode 🔑';

const filled = (key: Uint8Array): VaultContents => withSecret(newVault(key), key, bound, new Secret(text));
const first = (contents: VaultContents) => {
  const [entry] = contents.entries;
  if (entry === undefined) throw new Error('the vault is empty');
  return entry;
};

describe('sealing', () => {
  it('opens with the key that it was sealed with', () => {
    const key = newKey();
    const contents = filled(key);
    expect(openEntry(contents, key, first(contents))?.reveal()).toBe(text);
  });

  it('does not open with another key, and knows its own', () => {
    const key = newKey();
    const contents = filled(key);
    expect(openEntry(contents, newKey(), first(contents))).toBeNull();
    expect(isKeyOf(contents, key)).toBe(true);
    expect(isKeyOf(contents, newKey())).toBe(false);
  });

  it.each([
    ['host', { host: 'smtp.evil.example' }],
    ['user', { user: 'mallory' }],
    ['account', { accountId: AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ1') }],
  ])('does not open for another %s, even when the file was rewritten', (_what, change) => {
    const key = newKey();
    const contents = filled(key);
    expect(openEntry(contents, key, { ...first(contents), ...change })).toBeNull();
  });

  it('does not open in another vault', () => {
    const key = newKey();
    expect(openEntry(newVault(key), key, first(filled(key)))).toBeNull();
  });

  it('does not open when a bit of it is turned', () => {
    const key = newKey();
    const contents = filled(key);
    const { sealed, ...rest } = first(contents);
    const bytes = Buffer.from(sealed.data, 'base64');
    bytes.writeUInt8(bytes.readUInt8(3) ^ 1, 3);
    const turned = { ...rest, sealed: { ...sealed, data: bytes.toString('base64') } };
    expect(openEntry(contents, key, turned)).toBeNull();
  });

  it('takes a new nonce each time', () => {
    const key = newKey();
    const nonces = Array.from({ length: 100 }, () => first(filled(key)).sealed.nonce);
    expect(new Set(nonces).size).toBe(100);
  });

  it('finds an entry for exactly its host and user', () => {
    const contents = filled(newKey());
    expect(entryFor(contents, bound)).toBe(first(contents));
    expect(entryFor(contents, { ...bound, host: 'example.org' })).toBeUndefined();
    expect(entryFor(contents, { ...bound, user: '' })).toBeUndefined();
  });

  it('keeps one secret per account', () => {
    const key = newKey();
    const contents = withSecret(filled(key), key, { ...bound, host: 'other.example' }, new Secret('b'));
    expect(contents.entries).toHaveLength(1);
    expect(first(contents).host).toBe('other.example');
  });

  it('takes no text for a key but 32 bytes in base64', () => {
    const key = newKey();
    expect(keyFromText(keyToText(key))?.equals(key)).toBe(true);
    for (const wrong of ['', 'probe', keyToText(key).slice(4), `${keyToText(key)}AAAA`, `${keyToText(key)} `])
      expect(keyFromText(wrong)).toBeNull();
  });
});

describe('the file', () => {
  it('is absent at first, and reads back what was written', async () => {
    const folder = path.join(temporaryFolder(), 'deep', 'down');
    const file = new VaultFile(folder);
    expect(await file.read()).toEqual({ state: 'absent' });
    const contents = filled(newKey());
    await file.write(contents);
    expect(await new VaultFile(folder).read()).toEqual({ state: 'present', contents });
  });

  it('is for its owner alone, holds nothing in plain text, and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'vault.json.from-a-crash.tmp'), 'half');
    await new VaultFile(folder).write(filled(newKey()));
    expect(readdirSync(folder)).toEqual(['vault.json']);
    expect(statSync(path.join(folder, 'vault.json')).mode & 0o077).toBe(0);
    expect(filesWith(folder, text)).toEqual([]);
  });

  it.each([
    ['cut short', (whole: string) => whole.slice(0, whole.length / 2)],
    ['empty', () => ''],
    ['no JSON', () => 'not a vault'],
    ['another shape', () => '[]'],
    ['of a later version', (whole: string) => whole.replace('"version":1', '"version":2')],
  ])('is moved aside when it is %s, and never overwritten', async (_what, damage) => {
    const folder = temporaryFolder();
    const file = new VaultFile(folder);
    await file.write(filled(newKey()));
    const damaged = damage(readFileSync(path.join(folder, 'vault.json'), 'utf8'));
    writeFileSync(path.join(folder, 'vault.json'), damaged);
    const reading = await file.read();
    expect(reading.state).toBe('damaged');
    expect(await file.read()).toEqual({ state: 'absent' });
    await file.write(filled(newKey()));
    const aside = readdirSync(folder).find((name) => name.startsWith('vault.damaged-'));
    expect(readFileSync(path.join(folder, aside ?? ''), 'utf8')).toBe(damaged);
  });

  it('is not taken to be absent when the disk does not give it', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    expect((await new VaultFile(path.join(folder, 'file')).read()).state).toBe('unreadable');
  });

  it('stays as it was when it cannot be written', async () => {
    const folder = temporaryFolder();
    const file = new VaultFile(folder);
    mkdirSync(path.join(folder, 'vault.json'));
    await expect(file.write(filled(newKey()))).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['vault.json']);
  });
});
