/** How rows of index.db are read: as bytes, which a schema parses. */
import { z } from 'zod';
import { type SentList, SentRow } from '#core/contract/sent.ts';
import { blobText } from '../database/salvage.ts';

export const practiceOf = (list: SentList): number => (list === 'practice' ? 1 : 0);

export const toRow = (row: unknown): SentRow => SentRow.parse(fromBlob(row));

/** Of a column `data`. */
export function fromBlob(row: unknown): unknown {
  return JSON.parse(z.object({ data: blobText }).parse(row).data);
}
