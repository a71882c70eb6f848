/** The thread that owns journal.db: each commit is on disk before it is answered. Batching and recovery are decided in journal.ts. */
import { AccountHold, type OutboxEvent } from '#core/outbox/events.ts';
import { StoreFailure } from '../database/failure.ts';
import { check, type Database, migrate, openDatabase } from '../database/database.ts';
import { isDamage, readBothEnds, undamaged } from '../database/salvage.ts';
import { walIntact } from '../database/wal-check.ts';
import type { CallsOf } from '../database/worker-link.ts';
import { serve } from '../database/worker-serve.ts';
import { type Damage, decodeRow, type Found, journalProtocol, ownerOf, Row } from './journal-protocol.ts';
import { Witness } from './journal-witness.ts';

const versions = [
  // The index also tells whose rows are missing when a page of the table cannot be read.
  `CREATE TABLE event (seq INTEGER PRIMARY KEY, submission TEXT NOT NULL, body TEXT NOT NULL, sum TEXT NOT NULL) STRICT;
   CREATE INDEX event_submission ON event (submission);
   CREATE TABLE damage (submission TEXT PRIMARY KEY) STRICT;`,
  'CREATE TABLE hold (account TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;',
  // The last number that was given when rows were forgotten: none is given twice.
  'CREATE TABLE tail (seq INTEGER NOT NULL) STRICT; INSERT INTO tail VALUES (0);',
];
/** Stands in the damage table for what nobody can name. */
const LOST = '';

/** After the number given. */
const INSERT = `INSERT INTO event (seq, submission, body, sum)
  SELECT CAST(?1 AS INTEGER) + 1 + key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) ORDER BY key`;
const TAIL = 'UPDATE tail SET seq = CAST(? AS INTEGER)';
const LAST =
  'SELECT max(coalesce((SELECT max(seq) FROM event), 0), coalesce((SELECT max(seq) FROM tail), 0)) AS seq';
const FORGET = 'DELETE FROM event WHERE submission IN (SELECT value FROM json_each(?))';
const ROW =
  'seq, CAST(submission AS BLOB) AS submission, CAST(body AS BLOB) AS body, CAST(sum AS BLOB) AS sum';
const WHOSE = 'SELECT seq, CAST(submission AS BLOB) AS submission FROM event INDEXED BY event_submission';
const HOLDS = 'SELECT CAST(body AS BLOB) AS body FROM hold';
const KNOWN = 'SELECT CAST(submission AS BLOB) AS submission FROM damage';

let opened: Database | undefined;
let witness: Witness | undefined;
/** the number of the last event that was written */
let last = 0;
/** what was read and main has not yet asked for */
let loaded: readonly OutboxEvent[] = [];
const database = (): Database => {
  if (opened === undefined) throw new Error('journal not open');
  return opened;
};

function open(path: string): Found {
  witness = new Witness(path);
  const witnessed = witness.read();
  try {
    opened = openDatabase(path, {
      journalMode: 'wal',
      synchronous: 'full',
      exclusive: true,
      pageSize: 1024,
      autocheckpoint: 400,
    });
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { sound: false, events: 0, damage: { submissionIds: [], lost: true }, last: witnessed };
  }
  // Nothing may be written before the log was looked at.
  const logWhole = walIntact(path);
  const whole = logWhole && undamaged(() => check(database()));
  if (whole) migrate(database(), versions);
  const found = salvage(database());
  const damage = merge(found.damage, known(database()));
  loaded = found.events;
  const events = loaded.length;
  undamaged(() => (last = Last.parse(database().get(LAST)).seq));
  const isShort = last < witnessed;
  last = Math.max(last, witnessed);
  if (whole && !isShort) return { sound: found.damage === null, events, damage, last };
  // Commits that fell out of the log, or a spoilt page of which no row could be told.
  const lost = !logWhole || isShort || found.damage === null;
  return { sound: false, events, damage: merge(damage, { submissionIds: [], lost }), last };
}
const Last = Row.pick({ seq: true });

/** What lies between the rows that can be read is named by the index, if that can be read. */
function salvage(from: Database): { events: OutboxEvent[]; damage: Damage | null } {
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
function known(from: Database): Damage | null {
  const owners: (string | undefined)[] = [];
  undamaged(() => {
    for (const row of from.iterate(KNOWN)) owners.push(ownerOf(Known.parse(row)));
  });
  if (owners.length === 0) return null;
  const submissionIds = owners.filter((owner) => owner !== undefined);
  return { submissionIds, lost: submissionIds.length < owners.length };
}
const Known = Row.pick({ submission: true });

/** One that cannot be read is none: the server is asked once more, and says it again. */
function readHold(row: unknown): AccountHold[] {
  try {
    return [AccountHold.parse(JSON.parse(new TextDecoder().decode(HeldRow.parse(row).body)))];
  } catch {
    return [];
  }
}
const HeldRow = Row.pick({ body: true });

function merge(...all: readonly (Damage | null)[]): Damage | null {
  const found = all.filter((damage) => damage !== null);
  if (found.length === 0) return null;
  return {
    submissionIds: [...new Set(found.flatMap(({ submissionIds }) => submissionIds))],
    lost: found.some(({ lost }) => lost),
  };
}

serve<CallsOf<typeof journalProtocol>>(
  journalProtocol,
  {
    open: ({ path }) => open(path),
    recover: ({ path, rows, damage, last: given }) => {
      const copy = openDatabase(path, { journalMode: 'delete', synchronous: 'full', pageSize: 1024 });
      migrate(copy, versions);
      copy.transaction(() => {
        copy.run(INSERT, [0, rows]);
        copy.run(TAIL, [given]);
        const names = [...damage.submissionIds, ...(damage.lost ? [LOST] : [])];
        copy.run('INSERT OR IGNORE INTO damage SELECT value FROM json_each(?)', [JSON.stringify(names)]);
      });
      copy.close();
      return null;
    },
    write: ({ rows, forget }) => {
      const insert = (): number => (rows === null ? last : last + database().run(INSERT, [last, rows]));
      // One statement is a commit of its own.
      last =
        forget === null
          ? insert()
          : database().transaction(() => {
              const after = insert();
              database().run(FORGET, [forget]);
              database().run(TAIL, [after]);
              return after;
            });
      witness?.write(last);
      return null;
    },
    load: () => {
      const { events, damage } = salvage(database());
      if (damage !== null) throw new StoreFailure('damaged', 'journal');
      loaded = events;
      return events.length;
    },
    page: ({ offset, limit }) => {
      const page = loaded.slice(offset, offset + limit);
      if (offset + limit >= loaded.length) loaded = [];
      return page;
    },
    of: (id) =>
      database()
        .all(`SELECT ${ROW} FROM event WHERE submission = ? ORDER BY seq`, [id])
        .map((row) => {
          const event = decodeRow(Row.parse(row));
          if (event === undefined) throw new StoreFailure('damaged', 'journal');
          return event;
        }),
    holds: () => database().all(HOLDS).flatMap(readHold),
    hold: (hold) => {
      database().run('INSERT OR REPLACE INTO hold (account, body) VALUES (?, ?)', [
        hold.accountId,
        JSON.stringify(hold),
      ]);
      return null;
    },
    release: (accountId) => {
      database().run('DELETE FROM hold WHERE account = ?', [accountId]);
      return null;
    },
    settle: () => {
      database().exec('DELETE FROM damage');
      return null;
    },
  },
  () => {
    opened?.close();
    witness?.close();
  },
);
