/** ULIDs in the order they are asked for, their chance taken from the system a block at a time: asked for letter by letter it costs more than a dot. */
import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

const BLOCK = 1024;

/** Gives ids for a time in ms. */
export function newIds(): (at: number) => string {
  const block = new Uint8Array(BLOCK);
  let used = BLOCK;
  return monotonicFactory(() => {
    if (used === BLOCK) {
      randomFillSync(block);
      used = 0;
    }
    const byte = block[used] ?? 0;
    used += 1;
    return byte / 256;
  });
}
