/** Accounts from other programs' files on their way into the list, and the list on its way into a file. */
import { describe, expect, it } from 'vitest';
import { Transfer } from '#electron/accounts/transfer.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { open } from './stage.ts';

describe('accounts from another program', () => {
  const RC =
    'account a\nhost h.example\nfrom a@h.example\n\naccount b\nhost H.example\n\naccount c\nhost c.example\n';
  /** The user has taken the risk: no account of this file is encrypted. */
  const take = (transfer: Transfer, windowId: number, handle: string, chosen: number[]) =>
    transfer.take(windowId, { handle, chosen, plainAccepted: true });
  const duplicates = (transfer: Transfer): boolean[] =>
    transfer.preview(1, RC).accounts.map(({ duplicate }) => duplicate);

  it('are stored only when they are chosen, and are then known', () => {
    const { accounts, names } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const { handle } = transfer.preview(1, RC);
    expect(names()).toEqual(['Practice']);
    expect(duplicates(new Transfer(accounts))).toEqual([false, true, false]);
    expect(take(transfer, 1, handle, [0, 2, 2, 9])).toBe(2);
    expect(names()).toEqual(['a', 'c', 'Practice']);
    expect(duplicates(transfer)).toEqual([true, true, true]);
  });

  it('are taken once, and by the window that read them', () => {
    const { accounts } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const { handle } = transfer.preview(1, RC);
    expect(() => take(transfer, 2, handle, [0])).toThrow('not-found');
    take(transfer, 1, handle, [0]);
    expect(() => take(transfer, 1, handle, [0])).toThrow('not-found');
  });

  it('are all stored, or none', () => {
    const { accounts, names } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const all = Array.from({ length: 500 }, (_, n) => `account a${String(n)}\nhost h${String(n)}.example\n`);
    const chosen = all.map((_, index) => index);
    take(transfer, 1, transfer.preview(1, all.join('')).handle, chosen);
    const before = names().length;
    const { handle } = transfer.preview(1, all.join(''));
    expect(() => take(transfer, 1, handle, chosen)).toThrow('not-now');
    expect(names()).toHaveLength(before);
  });

  it('go into a file of their own and come back, the practice account aside', () => {
    const { accounts } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    take(transfer, 1, transfer.preview(1, RC).handle, [0, 2]);
    const { text, count } = transfer.exported();
    expect(count).toBe(2);
    expect(transfer.preview(1, text)).toMatchObject({ source: 'facteur', problems: [] });
    expect(transfer.preview(1, text).accounts.map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('without encryption wait for the user’s word', () => {
    const { accounts, names } = open(temporaryFolder());
    const transfer = new Transfer(accounts);
    const { handle } = transfer.preview(1, `${RC}\naccount d\nhost d.example\ntls on\n`);
    expect(() => transfer.take(1, { handle, chosen: [0, 3], plainAccepted: false })).toThrow('not-now');
    expect(names()).toEqual(['Practice']);
    expect(transfer.take(1, { handle, chosen: [3], plainAccepted: false })).toBe(1);
  });
});
