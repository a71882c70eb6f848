// The accounts service on electron-store, with the real secrets service (memory alone, so that no keychain is asked).
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SETTINGS } from '#core/account/account.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { secretBinding } from '#core/account/secrets.ts';
import type { AccountInput, AccountsState } from '#core/contract/accounts.ts';
import type { Notice } from '#core/contract/app.ts';
import { AccountId, IdentityId, PRACTICE_ACCOUNT_ID } from '#core/message/ids.ts';
import { Accounts } from '#electron/accounts/accounts.ts';
import { Transfer } from '#electron/accounts/transfer.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { Secrets } from '#electron/secrets/secrets.ts';
import { VaultFile } from '#electron/secrets/vault.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { openWithElectronStore } from './electron-store-in-node.ts';

const noKeychain = {
  read: () => Promise.reject(new Error('asked')),
  write: () => Promise.reject(new Error('asked')),
  cancelPrompt: () => undefined,
};
const facts = {
  host: '127.0.0.1',
  port: 40123,
  user: 'practice',
  password: new Secret('of practice'),
  fingerprint256: 'AA:BB',
};

function open(folder: string, start = () => Promise.resolve(facts)) {
  const notices: string[] = [];
  const told: AccountsState[] = [];
  const raise = (notice: Notice): void => void notices.push(notice.code);
  const secrets = new Secrets({
    file: new VaultFile(folder),
    keychain: noKeychain,
    raise,
    withdraw: () => undefined,
    changed: () => undefined,
  });
  const accounts = new Accounts({
    folder,
    open: openWithElectronStore,
    raise,
    secrets,
    practice: { start },
    practiceWords: { name: 'Practice', identityName: 'You' },
    changed: (state) => told.push(state),
  });
  const names = (): string[] => accounts.list().accounts.map(({ account }) => account.name);
  return { accounts, secrets, notices, told, names };
}

const identity = {
  id: null,
  name: 'Léa',
  address: 'lea@example.org',
  ...USUAL_IDENTITY,
};
const input = (name: string, change: Partial<AccountInput> = {}): AccountInput => ({
  id: null,
  name,
  host: 'smtp.example.org',
  port: 465,
  security: 'tls',
  user: 'lea',
  ehloName: '',
  hue: 1,
  ...USUAL_SETTINGS,
  identities: [identity],
  ...change,
});
const notFound = { error: { code: 'not-found' } };
const notNow = { error: { code: 'not-now' } };
const stranger = AccountId.parse('01JABCDEFGHJKMNPQRSTVWXYZ0');

describe('the practice account', () => {
  it('is there from the start, and is the default while it is alone', () => {
    const folder = temporaryFolder();
    const { accounts } = open(folder);
    const { accounts: views, defaultId } = accounts.list();
    expect(views).toMatchObject([
      {
        account: { id: 'practice', name: 'Practice', host: '127.0.0.1', security: 'starttls' },
        practice: true,
        secret: 'memory',
      },
    ]);
    expect(defaultId).toBe('practice');
    expect(open(folder).accounts.list()).toEqual({ accounts: views, defaultId });
  });

  it('has its identities edited, and keeps its connection', async () => {
    const folder = temporaryFolder();
    const { accounts } = open(folder);
    await accounts.save(
      input('Drill', { id: PRACTICE_ACCOUNT_ID, host: 'smtp.evil.example', port: 25, security: 'none' }),
    );
    expect(open(folder).accounts.account(PRACTICE_ACCOUNT_ID)).toMatchObject({
      name: 'Drill',
      host: '127.0.0.1',
      security: 'starttls',
      user: 'practice',
      identities: [{ address: 'lea@example.org' }],
    });
  });

  it('cannot be removed, duplicated, or be the default beside another', async () => {
    const { accounts } = open(temporaryFolder());
    await expect(accounts.remove(PRACTICE_ACCOUNT_ID)).rejects.toMatchObject(notNow);
    expect(() => accounts.duplicate(PRACTICE_ACCOUNT_ID)).toThrow(expect.objectContaining(notNow));
    accounts.setDefault(PRACTICE_ACCOUNT_ID);
    const { account } = await accounts.save(input('Work'));
    expect(accounts.list().defaultId).toBe(account.id);
    expect(() => accounts.setDefault(PRACTICE_ACCOUNT_ID)).toThrow(expect.objectContaining(notNow));
    await accounts.remove(account.id);
    expect(accounts.list().defaultId).toBe(PRACTICE_ACCOUNT_ID);
  });

  it('starts its server for an attempt, and knows its port, password and certificate from then on', async () => {
    const { accounts, secrets } = open(temporaryFolder());
    expect(accounts.pinned(PRACTICE_ACCOUNT_ID)).toEqual([]);
    const account = await accounts.forAttempt(PRACTICE_ACCOUNT_ID);
    expect(account).toMatchObject({ host: '127.0.0.1', port: 40123, user: 'practice' });
    expect(accounts.pinned(PRACTICE_ACCOUNT_ID)).toEqual(['AA:BB']);
    if (account === undefined) return;
    expect(await secrets.secretFor(secretBinding(account))).toEqual({
      kind: 'secret',
      secret: facts.password,
    });
  });

  it('tells when its server cannot start', async () => {
    const { accounts, notices } = open(temporaryFolder(), () => Promise.reject(new Error('no port')));
    await expect(accounts.forAttempt(PRACTICE_ACCOUNT_ID)).rejects.toThrow('no port');
    expect(notices).toEqual(['practice-failed']);
  });

  it('comes back when the file lost it, the same each time it is asked for', () => {
    const folder = temporaryFolder();
    open(folder);
    const file = path.join(folder, 'accounts.json');
    const text = JSON.stringify({
      version: 1,
      data: { accounts: [], defaultId: 'practice', lastTests: 'unreadable' },
    });
    writeFileSync(file, text);
    const { accounts, notices } = open(folder);
    expect(accounts.list()).toEqual(accounts.list());
    expect(accounts.list().accounts).toHaveLength(1);
    expect(notices).toEqual([]);
  });
});

describe('saving', () => {
  it('makes an account with ids, before the practice account, and knows it in the next run', async () => {
    const folder = temporaryFolder();
    const { accounts, told, names } = open(folder);
    const view = await accounts.save(input('Work'));
    await accounts.save(input('Home'));
    expect(names()).toEqual(['Work', 'Home', 'Practice']);
    expect(view).toMatchObject({ practice: false, secret: 'none', lastTest: null });
    expect(told).toHaveLength(2);
    expect(open(folder).accounts.list()).toEqual(accounts.list());
  });

  it('changes an account and keeps the ids of its identities, but takes none from elsewhere', async () => {
    const { accounts } = open(temporaryFolder());
    const { account } = await accounts.save(input('Work'));
    const kept = account.identities[0]?.id ?? null;
    const foreign = IdentityId.parse('01JABCDEFGHJKMNPQRSTVWXYZ9');
    const changed = await accounts.save(
      input('Work', {
        id: account.id,
        identities: [
          { ...identity, id: kept },
          { ...identity, id: kept },
          { ...identity, id: foreign },
        ],
      }),
    );
    const ids = changed.account.identities.map(({ id }) => id);
    expect(ids[0]).toBe(kept);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(foreign);
  });

  it('refuses one that is not there', async () => {
    const { accounts } = open(temporaryFolder());
    await expect(accounts.save(input('x', { id: stranger }))).rejects.toMatchObject(notFound);
  });

  it('drops the secret when host or user change, and keeps it when they do not', async () => {
    const { accounts, secrets } = open(temporaryFolder());
    const { account } = await accounts.save(input('Work'));
    await secrets.store(secretBinding(account), 'sesame', 'memory');
    expect((await accounts.save(input('Job', { id: account.id }))).secret).toBe('memory');
    const moved = await accounts.save(input('Job', { id: account.id, host: 'smtp.evil.example' }));
    expect(moved.secret).toBe('none');
    expect((await accounts.save(input('Job', { id: account.id }))).secret).toBe('none');
  });

  it('refuses what the disk refuses, and keeps what was', async () => {
    const folder = temporaryFolder();
    const { accounts, names } = open(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    await expect(accounts.save(input('Work'))).rejects.toMatchObject({ error: { code: 'disk' } });
    expect(names()).toEqual(['Practice']);
  });

  it('writes no secret', async () => {
    const folder = temporaryFolder();
    const { accounts, secrets } = open(folder);
    const { account } = await accounts.save(input('Work'));
    await secrets.store(secretBinding(account), 'sesame-7f3a91', 'memory');
    await accounts.forAttempt(PRACTICE_ACCOUNT_ID);
    accounts.recordTest(account, 1, null);
    const text = readFileSync(path.join(folder, 'accounts.json'), 'utf8');
    expect(text).not.toContain('sesame-7f3a91');
    expect(text).not.toContain('of practice');
  });
});

describe('duplicating', () => {
  it('copies all but the secret, with ids, a name and a hue of its own', async () => {
    const { accounts, secrets, names } = open(temporaryFolder());
    const { account } = await accounts.save(input('Work'));
    await secrets.store(secretBinding(account), 'sesame', 'memory');
    const copy = accounts.duplicate(account.id);
    expect(copy).toMatchObject({
      secret: 'none',
      account: { host: account.host, user: account.user, hue: 2 },
    });
    expect(copy.account.id).not.toBe(account.id);
    expect(copy.account.identities[0]?.id).not.toBe(account.identities[0]?.id);
    accounts.duplicate(copy.account.id);
    expect(names()).toEqual(['Work', 'Work (2)', 'Work (3)', 'Practice']);
  });

  it('keeps a long name within its bounds', async () => {
    const { accounts } = open(temporaryFolder());
    const { account } = await accounts.save(input('x'.repeat(100)));
    expect(accounts.duplicate(account.id).account.name).toHaveLength(100);
  });
});

describe('removing', () => {
  it('takes the account and its secret, and gives both back to an undo, at their place', async () => {
    const folder = temporaryFolder();
    const { accounts, secrets, names } = open(folder);
    const { account } = await accounts.save(input('Work'));
    await accounts.save(input('Home'));
    accounts.setDefault(account.id);
    await secrets.store(secretBinding(account), 'sesame', 'memory');
    const before = accounts.list();
    await accounts.remove(account.id);
    expect(names()).toEqual(['Home', 'Practice']);
    expect(accounts.account(account.id)).toBeUndefined();
    expect(await accounts.forAttempt(account.id)).toBeUndefined();
    expect((await secrets.secretFor(secretBinding(account))).kind).toBe('failed');
    expect(await accounts.restore(account.id)).toEqual(before);
    await expect(accounts.restore(account.id)).rejects.toMatchObject(notFound);
  });

  it('cannot be undone in another run', async () => {
    const folder = temporaryFolder();
    const one = open(folder);
    const { account } = await one.accounts.save(input('Work'));
    await one.accounts.remove(account.id);
    const two = open(folder);
    expect(two.names()).toEqual(['Practice']);
    await expect(two.accounts.restore(account.id)).rejects.toMatchObject(notFound);
  });
});

it('puts accounts in the order that is asked for, and those that are not named behind them', async () => {
  const folder = temporaryFolder();
  const { accounts, names } = open(folder);
  const a = await accounts.save(input('a'));
  await accounts.save(input('b'));
  const c = await accounts.save(input('c'));
  accounts.reorder([c.account.id, stranger, PRACTICE_ACCOUNT_ID, c.account.id]);
  expect(names()).toEqual(['c', 'Practice', 'a', 'b']);
  accounts.reorder([a.account.id]);
  expect(open(folder).names()).toEqual(['a', 'c', 'Practice', 'b']);
});

describe('the last test', () => {
  it('belongs to exactly the settings that were tested, before and after they were saved', async () => {
    const folder = temporaryFolder();
    const { accounts } = open(folder);
    const diagnosis = { step: 'sign-in', code: 'sign-in-refused', reply: null } as const;
    accounts.recordTest(accounts.preview(input('Work')), 1_000, null);
    const { account, lastTest } = await accounts.save(input('Work'));
    expect(lastTest).toEqual({ at: 1_000, diagnosis: null });
    const other = await accounts.save(input('Work', { id: account.id, port: 587 }));
    expect(other.lastTest).toBeNull();
    expect((await accounts.save(input('Renamed', { id: account.id }))).lastTest?.at).toBe(1_000);
    accounts.recordTest(account, 2_000, { ...diagnosis, params: {}, fixes: [] });
    const { lastTest: latest } = open(folder).accounts.list().accounts[0] ?? {};
    expect(latest).toMatchObject({ at: 2_000, diagnosis });
  });
});

describe('a damaged file', () => {
  it('gives way to its last good copy, and the user is told', async () => {
    const folder = temporaryFolder();
    await open(folder).accounts.save(input('Work'));
    writeFileSync(path.join(folder, 'accounts.json'), '{');
    const { names, notices } = open(folder);
    expect(names()).toEqual(['Work', 'Practice']);
    expect(notices).toEqual(['accounts-recovered']);
  });

  it('leaves the practice account when there is no good copy, and the user is told', async () => {
    const folder = temporaryFolder();
    await open(folder).accounts.save(input('Work'));
    writeFileSync(path.join(folder, 'accounts.json'), '{');
    writeFileSync(path.join(folder, 'accounts.last-good.json'), '{');
    const { names, notices } = open(folder);
    expect(names()).toEqual(['Practice']);
    expect(notices).toEqual(['accounts-reset']);
  });
});

describe('accounts from another program', () => {
  const RC =
    'account a\nhost h.example\nfrom a@h.example\n\naccount b\nhost H.example\n\naccount c\nhost c.example\n';
  const duplicates = (transfer: Transfer): boolean[] =>
    transfer.preview(1, RC).accounts.map(({ duplicate }) => duplicate);

  it('are stored only when they are chosen, and are then known', () => {
    const { accounts, names } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const { handle } = transfer.preview(1, RC);
    expect(names()).toEqual(['Practice']);
    expect(duplicates(new Transfer(accounts))).toEqual([false, true, false]);
    expect(transfer.take(1, handle, [0, 2, 2, 9])).toBe(2);
    expect(names()).toEqual(['a', 'c', 'Practice']);
    expect(duplicates(transfer)).toEqual([true, true, true]);
  });

  it('are taken once, and by the window that read them', () => {
    const { accounts } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const { handle } = transfer.preview(1, RC);
    expect(() => transfer.take(2, handle, [0])).toThrow('not-found');
    transfer.take(1, handle, [0]);
    expect(() => transfer.take(1, handle, [0])).toThrow('not-found');
  });

  it('are all stored, or none', () => {
    const { accounts, names } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const all = Array.from({ length: 500 }, (_, n) => `account a${String(n)}\nhost h${String(n)}.example\n`);
    const chosen = all.map((_, index) => index);
    transfer.take(1, transfer.preview(1, all.join('')).handle, chosen);
    const before = names().length;
    const { handle } = transfer.preview(1, all.join(''));
    expect(() => transfer.take(1, handle, chosen)).toThrow('not-now');
    expect(names()).toHaveLength(before);
  });

  it('go into a file of their own and come back, the practice account aside', () => {
    const { accounts } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    transfer.take(1, transfer.preview(1, RC).handle, [0, 2]);
    const { text, count } = transfer.exported();
    expect(count).toBe(2);
    expect(transfer.preview(1, text)).toMatchObject({ source: 'facteur', problems: [] });
    expect(transfer.preview(1, text).accounts.map(({ name }) => name)).toEqual(['a', 'c']);
  });
});
