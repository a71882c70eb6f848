/**
 * Short errands to the disk, done on the spot: what was written a moment ago is in memory, and each errand to the thread pool costs
 * several times what the system needs. A disk that is seen to be slow is not waited for again for a while.
 */

/** ms: longer than a busy machine keeps a process from its work, and how long a disk is then taken to be slow */
const SLOW = 30;
const SLOW_FOR = 5_000;
let slowUntil = 0;

export const isDiskSlow = (): boolean => performance.now() < slowUntil;

export function atOnce<T>(errand: () => T): T {
  const began = performance.now();
  try {
    return errand();
  } finally {
    const now = performance.now();
    if (now - began > SLOW) slowUntil = now + SLOW_FOR;
  }
}
