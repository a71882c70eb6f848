/** Accounts from other programs' files on their way into the list, and the list on its way into a file. */
import { describe, expect, it } from 'vitest';
import { secretBinding } from '#core/account/secrets.ts';
import { ageIn } from '#electron/accounts/age.ts';
import { Transfer } from '#electron/accounts/transfer.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { input, open } from './stage.ts';

const age = ageIn(new URL('../../../electron/accounts/age-worker.ts', import.meta.url));

function start() {
  const { accounts, secrets, names } = open(temporaryFolder());
  const another = () => new Transfer({ accounts, secrets, age });
  return { accounts, secrets, names, transfer: another(), another };
}

describe('accounts from another program', () => {
  const RC =
    'account a\nhost h.example\nfrom a@h.example\n\naccount b\nhost H.example\n\naccount c\nhost c.example\n';
  /** The user has taken the risk: no account of this file is encrypted. */
  const take = (transfer: Transfer, windowId: number, handle: string, chosen: number[]) =>
    transfer.take(windowId, { handle, chosen, plainAccepted: true, where: 'memory' });
  const duplicates = (transfer: Transfer): boolean[] =>
    transfer.preview(1, RC).accounts.map(({ duplicate }) => duplicate);

  it('are stored only when they are chosen, and are then known', async () => {
    const { transfer, names, another } = start();
    const { handle } = transfer.preview(1, RC);
    expect(names()).toEqual(['Practice']);
    expect(duplicates(another())).toEqual([false, true, false]);
    expect(await take(transfer, 1, handle, [0, 2, 2, 9])).toBe(2);
    expect(names()).toEqual(['a', 'c', 'Practice']);
    expect(duplicates(transfer)).toEqual([true, true, true]);
  });

  it('have their rich signatures cleaned, whatever the file says', async () => {
    const { transfer, accounts } = start();
    const prefs = [
      ['mail.smtpserver.smtp1.hostname', 'h.example'],
      ['mail.identity.id1.useremail', 'eva@h.example'],
      ['mail.identity.id1.htmlSigFormat', true],
      [
        'mail.identity.id1.htmlSigText',
        '<div onclick="x()"><b>Eva</b></div><img src="https://t.example/p.png">',
      ],
    ].map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
    await take(transfer, 1, transfer.preview(1, prefs.join('\n')).handle, [0]);
    expect(accounts.list().accounts[0]?.account.identities).toMatchObject([
      { signature: 'Eva', signatureHtml: '<p><b>Eva</b></p>' },
    ]);
  });

  it('are taken once, and by the window that read them', async () => {
    const { transfer } = start();
    const { handle } = transfer.preview(1, RC);
    await expect(take(transfer, 2, handle, [0])).rejects.toThrow('not-found');
    await take(transfer, 1, handle, [0]);
    await expect(take(transfer, 1, handle, [0])).rejects.toThrow('not-found');
  });

  it('are all stored, or none', async () => {
    const { transfer, names } = start();
    const all = Array.from({ length: 500 }, (_, n) => `account a${String(n)}\nhost h${String(n)}.example\n`);
    const chosen = all.map((_, index) => index);
    await take(transfer, 1, transfer.preview(1, all.join('')).handle, chosen);
    const before = names().length;
    const { handle } = transfer.preview(1, all.join(''));
    await expect(take(transfer, 1, handle, chosen)).rejects.toThrow('not-now');
    expect(names()).toHaveLength(before);
  });

  it('go into a file of their own and come back, the practice account aside', async () => {
    const { transfer } = start();
    await take(transfer, 1, transfer.preview(1, RC).handle, [0, 2]);
    const { text, count } = transfer.exported();
    expect(count).toBe(2);
    expect(transfer.preview(1, text)).toMatchObject({ source: 'facteur', problems: [] });
    expect(transfer.preview(1, text).accounts.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('without encryption wait for the user’s word', async () => {
    const { transfer, names } = start();
    const { handle } = transfer.preview(1, `${RC}\naccount d\nhost d.example\ntls on\n`);
    await expect(
      transfer.take(1, { handle, chosen: [0, 3], plainAccepted: false, where: 'memory' }),
    ).rejects.toThrow('not-now');
    expect(names()).toEqual(['Practice']);
    expect(await transfer.take(1, { handle, chosen: [3], plainAccepted: false, where: 'memory' })).toBe(1);
  });
});

describe('accounts with their secrets', () => {
  const passphrase = new Secret('correct horse battery');

  async function withPassword() {
    const started = start();
    const { account } = await started.accounts.save(input('Atelier'));
    await started.secrets.store(secretBinding(account), 'hunter2', 'memory');
    await started.accounts.save(input('Without', { host: 'other.example' }));
    return started;
  }

  let sealing: Promise<Uint8Array> | undefined;
  /** One file for all: its key takes a second to derive. */
  const sealed = () =>
    (sealing ??= withPassword().then(async ({ transfer }) => {
      const { bytes, count } = await transfer.sealed(passphrase);
      expect(count).toBe(2);
      return bytes;
    }));

  it('are sealed, and open with the passphrase alone', async () => {
    const bytes = await sealed();
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/hunter2|Atelier/);
    const { transfer: elsewhere } = start();
    const locked = elsewhere.previewFile(1, 'list.age', bytes);
    await expect(elsewhere.unlock(1, locked.handle, new Secret('another horse'))).rejects.toMatchObject({
      error: { code: 'file', reason: 'wrong-passphrase' },
    });
    const preview = await elsewhere.unlock(1, locked.handle, passphrase);
    expect(preview.accounts.map(({ name, secrets }) => [name, secrets])).toEqual([
      ['Atelier', ['password']],
      ['Without', []],
    ]);
    expect(JSON.stringify(preview)).not.toContain('hunter2');
  });

  it('come back with them, bound to the new account', async () => {
    const bytes = await sealed();
    const { transfer: elsewhere, accounts, secrets } = start();
    const { handle } = elsewhere.previewFile(1, 'list.age', bytes);
    const preview = await elsewhere.unlock(1, handle, passphrase);
    await take(elsewhere, preview.handle, 'memory');
    const account = accounts.list().accounts.find((view) => view.account.name === 'Atelier')?.account;
    const answer = account === undefined ? null : await secrets.secretFor(secretBinding(account));
    expect(answer?.kind === 'secret' && answer.secret.reveal()).toBe('hunter2');
  });

  it('are not stored at all where the keychain takes none', async () => {
    const bytes = await sealed();
    const { transfer: elsewhere, names } = start();
    const { handle } = elsewhere.previewFile(1, 'list.age', bytes);
    const preview = await elsewhere.unlock(1, handle, passphrase);
    await expect(take(elsewhere, preview.handle, 'keychain')).rejects.toThrow('asked');
    expect(names()).toEqual(['Practice']);
    expect(await take(elsewhere, preview.handle, 'memory')).toBe(2);
  });

  it('are told from a file that was cut', async () => {
    const bytes = await sealed();
    const { transfer } = start();
    const { handle } = transfer.previewFile(1, 'list.age', bytes.subarray(0, bytes.length - 5));
    await expect(transfer.unlock(1, handle, passphrase)).rejects.toMatchObject({
      error: { code: 'file', reason: 'unreadable' },
    });
  });

  it('are not taken from a list that anybody can read', () => {
    const { transfer } = start();
    const { text } = transfer.exported();
    const open = text.replace('[]', '[{"secrets":{"password":"x"}}]');
    expect(transfer.preview(1, open)).toMatchObject({ accounts: [], problems: [{ code: 'bad-value' }] });
  });

  const take = (transfer: Transfer, handle: string, where: 'keychain' | 'memory') =>
    transfer.take(1, { handle, chosen: [0, 1], plainAccepted: false, where });
});
