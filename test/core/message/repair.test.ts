import { expect, it } from 'vitest';
import { repairOf } from '#core/message/repair.ts';
import { mailbox } from './drafts.ts';

it.each([
  ['a@mairie-velmont', ['b.example', 'mairie-velmont.example'], ['a@mairie-velmont.example']],
  ['a@gmail', [], ['a@gmail.com']],
  ['a@b.example.', [], ['a@b.example']],
  ['a @b.example', [], ['a@b.example']],
  ['a@b..example', [], ['a@b.example']],
  ['Friends: a@b.example, Zoë <c@d.example>;', [], ['a@b.example', 'c@d.example']],
])('makes of %s, knowing %j: %j', (address, known, repaired) => {
  expect(repairOf(mailbox(address), known)?.map((entry) => entry.address)).toEqual(repaired);
});

it.each(['a@b.example', 'a', 'a@unheard', '@', 'Friends: a@b;', ''])('has nothing for %j', (address) => {
  expect(repairOf(mailbox(address), ['c.example'])).toBe(null);
});

it('keeps the name', () => {
  expect(repairOf(mailbox('a@gmail', 'Alice'), [])).toEqual([mailbox('a@gmail.com', 'Alice')]);
});
