/** When a submission is tried next: back-off with jitter, the undo delay, a chosen time, and what a leaping clock must not do to them. */
import type { Submission } from './submission.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** RFC 5321 §4.5.4.1 would wait half an hour; a person waits here, and greylisting wants a minute or more. */
const FIRST = MINUTE;
const LONGEST = HOUR;
const SPREAD = 0.25;
/** the longest undo delay */
const LONGEST_UNDO = MINUTE;

/** ms until the next attempt after `failures` in a row (1 or more). `random` in [0, 1) keeps many from coming at one moment. */
export const retryDelay = (failures: number, random: number): number =>
  Math.min(FIRST * 2 ** Math.min(failures - 1, 20), LONGEST) * (1 - SPREAD + 2 * SPREAD * random);

export interface Due {
  /** ms since the epoch */
  readonly at: number;
  /** ms from now after which it is due whatever the clock says: it may have been set back */
  readonly within: number;
}

/** As seen `now`. A time that the user chose is the clock's alone. */
export function dueOf({ notBefore, schedule, until }: Submission, now: number): Due {
  const at = Math.max(notBefore ?? 0, schedule?.at ?? 0, until ?? 0);
  if (schedule !== null && schedule.at > now) return { at, within: Number.POSITIVE_INFINITY };
  const undo = bounded((notBefore ?? 0) - now, LONGEST_UNDO);
  const retry = bounded((until ?? 0) - now, LONGEST * (1 + SPREAD));
  return { at, within: Math.max(undo, retry) };
}

const bounded = (ms: number, most: number): number => Math.min(Math.max(0, ms), most);

/** ms that a scheduled message may be late without having been missed */
const LATE = MINUTE;

/** It still waits for its time, which has passed without anybody to notice: the program was closed, the machine slept. */
export const isMissed = ({ status, schedule }: Submission, now: number): boolean =>
  status === 'scheduled' && schedule !== null && schedule.at < now - LATE;

/** Tried for as long as the user wants; `hours` 0: for ever. */
export const isTooOld = ({ queuedSince, attempts }: Submission, hours: number, now: number): boolean =>
  hours > 0 && attempts > 0 && now - queuedSince >= hours * HOUR;
