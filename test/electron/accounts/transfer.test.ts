/** Accounts from other programs' files on their way into the list, and the list on its way into a file. */
import { describe, expect, it } from 'vitest';
import { Transfer } from '#electron/accounts/transfer.ts';
import { temporaryFolder } from '../secrets/temporary-folder.ts';
import { open } from './stage.ts';

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
