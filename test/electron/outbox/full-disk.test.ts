import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { onSmallDisk } from '../database/small-disk.ts';

const Told = z.array(
  z.strictObject({
    when: z.string(),
    room: z.number(),
    hasLog: z.boolean(),
    fate: z.string(),
    why: z.string().nullable(),
    dots: z.number(),
    after: z.string().nullable(),
    sent: z.number(),
    drafts: z.number(),
  }),
);

it('loses and doubles nothing, wherever the disk fills up', { timeout: 60_000 }, () => {
  const told = Told.parse(onSmallDisk(3_000_000, path.join(import.meta.dirname, 'outbox-full-disk.ts')));
  expect(told).toHaveLength(8);
  for (const { dots, after, sent, drafts } of told) {
    // The message is in exactly one place, and in Sent only where the server took it.
    expect((after === null ? 0 : 1) + sent + drafts).toBe(1);
    expect(sent).toBe(dots);
  }
  // It says what it was, not that something was unexpected.
  const atData = told.filter(({ when }) => when === 'DATA');
  expect(atData.find(({ hasLog }) => !hasLog)?.why).toBe('disk-full');
  // A marker needs no room where the journal's log has it.
  expect(atData.find(({ hasLog }) => hasLog)?.sent).toBe(1);
  expect(told.map(({ why }) => why)).not.toContain('unexpected');
});
