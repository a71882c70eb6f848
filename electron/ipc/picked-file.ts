/** A file that the user picked, read whole within a bound. */
import { open } from 'node:fs/promises';
import { AppFailure } from '#core/contract/errors.ts';

/** Rejects with AppFailure `file`: a file picked by mistake may be of any size. */
export async function readFile(file: string, max: number): Promise<Buffer> {
  const handle = await open(file).catch(() => {
    throw new AppFailure({ code: 'file', reason: 'unreadable' });
  });
  try {
    const { size } = await handle.stat();
    if (size > max) throw new AppFailure({ code: 'file', reason: 'too-large' });
    return await handle.readFile();
  } catch (cause) {
    if (cause instanceof AppFailure) throw cause;
    throw new AppFailure({ code: 'file', reason: 'unreadable' }, { cause });
  } finally {
    await handle.close();
  }
}
