/** What can be read of a journal.db, whatever happened to it, and whom what cannot be read belongs to. Runs in the journal's thread. */
import type { OutboxEvent } from '#core/outbox/events.ts';
import type { Database } from '../../database/database.ts';
import { readBothEnds, undamaged } from '../../database/salvage.ts';
import { type Damage, decodeRow, ownerOf, Row } from './protocol.ts';

export const ROW =
  'seq, CAST(submission AS BLOB) AS submission, CAST(body AS BLOB) AS body, CAST(sum AS BLOB) AS sum';
const WHOSE = 'SELECT seq, CAST(submission AS BLOB) AS submission FROM event INDEXED BY event_submission';
const KNOWN = 'SELECT CAST(submission AS BLOB) AS submission FROM damage';

/** What lies between the rows that can be read is named by the index, if that can be read. */
export function salvage(from: Database): { events: OutboxEvent[]; damage: Damage | null } {
  const rows = new Map<number, Row>();
  const touched = new Set<string>();
  let lost = false;
  const blame = (row: Pick<Row, 'submission'>): void => {
    const owner = ownerOf(row);
    if (owner === undefined) lost = true;
    else touched.add(owner);
  };
  const whole = readBothEnds(from, 'event', ROW, (row) => {
    const read = Row.parse(row);
    rows.set(read.seq, read);
  });
  if (!whole) {
    const named = undamaged(() => {
      for (const row of from.iterate(WHOSE)) {
        const missing = Whose.parse(row);
        if (!rows.has(missing.seq)) blame(missing);
      }
    });
    lost ||= !named || touched.size === 0;
  }
  const events = [...rows.values()]
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap((row) => {
      const event = decodeRow(row);
      if (event === undefined) blame(row);
      return event ?? [];
    });
  return { events, damage: touched.size > 0 || lost ? { submissionIds: [...touched], lost } : null };
}
const Whose = Row.pick({ seq: true, submission: true });

/** Damage that an earlier start found and nobody has settled. */
export function knownDamage(from: Database): Damage | null {
  const owners: (string | undefined)[] = [];
  undamaged(() => {
    for (const row of from.iterate(KNOWN)) owners.push(ownerOf(Known.parse(row)));
  });
  if (owners.length === 0) return null;
  const submissionIds = owners.filter((owner) => owner !== undefined);
  return { submissionIds, lost: submissionIds.length < owners.length };
}
const Known = Row.pick({ submission: true });

export function merge(...all: readonly (Damage | null)[]): Damage | null {
  const found = all.filter((damage) => damage !== null);
  if (found.length === 0) return null;
  return {
    submissionIds: [...new Set(found.flatMap(({ submissionIds }) => submissionIds))],
    lost: found.some(({ lost }) => lost),
  };
}
