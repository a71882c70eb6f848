/**
 * Who comes first: recency and frequency in one number. Each time that somebody is written to weighs 1 and loses half of it in 30 days;
 * a contact's weight is the sum. Since all weights shrink alike, their order stays as it is between two uses, and what is kept is a time
 * that does not change: the rank is when a single use would have had to be to weigh as much. Twice as many letters are worth 30 days.
 */

/** ms */
export const HALF_LIFE = 30 * 24 * 3600 * 1000;

/** Of who was never written to. */
export const NEVER_USED = 0;

/** After one more use at this time (ms since the epoch), in whatever order uses become known. */
export function rankAfter(rank: number, at: number): number {
  const later = Math.max(rank, at);
  const weight = 2 ** ((rank - later) / HALF_LIFE) + 2 ** ((at - later) / HALF_LIFE);
  return rank === NEVER_USED ? at : later + HALF_LIFE * Math.log2(weight);
}
