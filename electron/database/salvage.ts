/** Reading what a damaged database still gives. What to do about the rest is its owner's. */
import { z } from 'zod';
import type { Database } from './database.ts';
import { StoreFailure } from './failure.ts';

/** Texts of a file that may be damaged are read as the bytes they are: spoilt UTF-8 would abort the process inside the binding. */
export const blobText = z.instanceof(ArrayBuffer).transform((bytes) => new TextDecoder().decode(bytes));

/** False when the work met damage; anything else that goes wrong is thrown. */
export function undamaged(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** A damaged schema shows as a table that is not there. */
export const isDamage = (error: unknown): boolean =>
  (error instanceof StoreFailure && error.code === 'damaged') ||
  error instanceof z.ZodError ||
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR');

/**
 * All rows of a table; false when it is damaged. Then each row is read for itself, from the front until the way to the next is lost,
 * then from the back; `take` may see a row twice.
 */
export function readBothEnds(
  database: Database,
  table: string,
  columns: string,
  take: (row: unknown) => void,
): boolean {
  const select = `SELECT ${columns} FROM ${table} NOT INDEXED`;
  const whole = undamaged(() => {
    for (const row of database.iterate(`${select} ORDER BY rowid`)) take(row);
  });
  if (whole) return true;
  for (const [beyond, order, start] of [
    ['>', 'ASC', -1],
    ['<', 'DESC', Number.MAX_SAFE_INTEGER],
  ] as const) {
    const step = `SELECT rowid AS key FROM ${table} NOT INDEXED WHERE rowid ${beyond} ? ORDER BY rowid ${order} LIMIT 1`;
    for (let key = next(database, step, start); key !== undefined; key = next(database, step, key)) {
      const values = [key];
      undamaged(() => {
        const row = database.get(`${select} WHERE rowid = ?`, values);
        if (row !== undefined) take(row);
      });
    }
  }
  return false;
}

function next(database: Database, step: string, after: number): number | undefined {
  let found: number | undefined;
  undamaged(() => (found = Key.optional().parse(database.get(step, [after]))?.key));
  return found;
}
const Key = z.strictObject({ key: z.int() });
