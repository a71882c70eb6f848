/** Copies a message's bytes to where the user wants them: as a stream, under a temporary name until the copy is whole and synced. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { diskFailure } from '../database/failure.ts';

/** Throws AppFailure `disk`; what stood at `target` before is then still there. */
export async function saveCopy(source: string, target: string): Promise<void> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(createReadStream(source));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskFailure(error);
  }
}

const MAX_NAME = 80;

/** A file name made of a subject: no folder, no device, nothing that any system refuses. `fallback` when nothing of it is left. */
export function fileNameFor(subject: string, fallback: string): string {
  const words = subject
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, MAX_NAME)
    // Windows drops a dot or a space at the end; a dot at the beginning hides the file elsewhere.
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i.test(words);
  return `${words === '' || device ? fallback : words}.eml`;
}
