/** What leaves the window for a file or for paper. */
import { z } from 'zod';
import { PageHeading, PrintOutcome } from '../printing.ts';
import { SavingId } from '../saving.ts';
import { MAX_CHUNK } from '../uploads.ts';
import { call, nothing } from './call.ts';

export const outputChannels = {
  /** Opens the system's dialog for a file that the page has in hand; null: the user thought better of it. The path stays in main. */
  'saving.begin': call(
    z.strictObject({ name: z.string().max(1000) }),
    z.strictObject({ id: SavingId }).nullable(),
  ),
  /** In order, each chunk at most MAX_CHUNK. */
  'saving.chunk': call(
    z.strictObject({
      id: SavingId,
      bytes: z.instanceof(Uint8Array).refine((b) => b.byteLength <= MAX_CHUNK),
    }),
    nothing,
  ),
  /** Now it is there, whole and synced; until then what stood there before still does. */
  'saving.finish': call(z.strictObject({ id: SavingId }), nothing),
  'saving.abort': call(z.strictObject({ id: SavingId }), nothing),
  /** What the window has ready for paper, into a file that the system's dialog asks for. */
  'printing.pdf': call(
    z.strictObject({ name: z.string().max(1000), heading: PageHeading }),
    z.strictObject({ saved: z.boolean() }),
  ),
  /** The same by the system's print dialog. */
  'printing.paper': call(PageHeading, z.strictObject({ outcome: PrintOutcome })),
};
