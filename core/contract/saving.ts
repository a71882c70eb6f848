/** A file that the page hands over to be saved where the user said. */
import { z } from 'zod';
import { ULID } from '../message/ulid.ts';

/** Stands for a file that is being written, in the window that began it. */
export const SavingId = z.string().regex(ULID).brand<'SavingId'>();
export type SavingId = z.infer<typeof SavingId>;
