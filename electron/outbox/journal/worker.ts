/**
 * The thread that owns journal.db: what is answered is on disk. At a start it also reads what the log in front of the database holds beyond it;
 * from then on the log is main's. Numbers, batching and recovery are decided in journal.ts.
 */
import { z } from 'zod';
import { AccountHold, type OutboxEvent } from '#core/outbox/events.ts';
import { StoreFailure } from '../../database/failure.ts';
import { check, type Database, migrate, openDatabase } from '../../database/database.ts';
import { isDamage, undamaged } from '../../database/salvage.ts';
import { walIntact } from '../../database/wal-check.ts';
import type { CallsOf } from '../../database/worker-link.ts';
import { serve } from '../../database/worker-serve.ts';
import { JournalLog } from './log.ts';
import { decodeRow, eventOf, type Found, journalProtocol, Row, Rows } from './protocol.ts';
import { knownDamage, merge, ROW, salvage } from './salvage.ts';
import { Witness } from './witness.ts';

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

const INSERT = `INSERT INTO event (seq, submission, body, sum)
  SELECT CAST(value ->> 0 AS INTEGER), value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) ORDER BY key`;
const TAIL = 'UPDATE tail SET seq = CAST(? AS INTEGER)';
const LAST =
  'SELECT max(coalesce((SELECT max(seq) FROM event), 0), coalesce((SELECT max(seq) FROM tail), 0)) AS seq';
const FORGET = 'DELETE FROM event WHERE submission IN (SELECT value FROM json_each(?))';
const HOLDS = 'SELECT CAST(body AS BLOB) AS body FROM hold';

type Numbered = readonly [seq: number, submission: string, body: string, sum: string];

let opened: Database | undefined;
/** found in the log and not in the database; they go there with the first write */
let pending: Numbered[] = [];
/** what was read and main has not yet asked for */
let loaded: readonly OutboxEvent[] = [];
const database = (): Database => {
  if (opened === undefined) throw new Error('journal not open');
  return opened;
};

function open(path: string): Found {
  const witnessed = witnessOf(path);
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
    return { sound: false, events: 0, damage: { submissionIds: [], lost: true }, last: witnessed, logEnd: 0 };
  }
  // Nothing may be written before SQLite's log was looked at.
  const logWhole = walIntact(path);
  const whole = logWhole && undamaged(() => check(database()));
  if (whole) migrate(database(), versions);
  const found = salvage(database());
  let inDatabase = 0;
  undamaged(() => (inDatabase = Last.parse(database().get(LAST)).seq));
  const log = new JournalLog(path);
  const { rows, isGapless } = readLog(log, inDatabase);
  const written = rows.at(-1)?.[0] ?? inDatabase;
  const inLog = rows.flatMap(eventOf);
  const damage = merge(found.damage, knownDamage(database()));
  loaded = [...found.events, ...inLog];
  const events = loaded.length;
  const isShort = !isGapless || inLog.length < rows.length || written < witnessed;
  const last = Math.max(written, witnessed);
  if (whole && !isShort && found.damage === null) {
    pending = rows;
    return { sound: true, events, damage, last, logEnd: rows.length === 0 ? 0 : log.end };
  }
  // Commits that fell out of a log, or a spoilt page of which no row could be told.
  const lost = !logWhole || isShort || found.damage === null;
  return { sound: false, events, damage: merge(damage, { submissionIds: [], lost }), last, logEnd: 0 };
}
const Last = Row.pick({ seq: true });

function witnessOf(path: string): number {
  const witness = new Witness(path);
  const witnessed = witness.read();
  witness.close();
  return witnessed;
}

/** What the database does not have, and whether nothing is missing between the two. */
function readLog(from: JournalLog, inDatabase: number): { rows: Numbered[]; isGapless: boolean } {
  const rows: Numbered[] = [];
  let isGapless = true;
  for (const entry of from.read(inDatabase)) {
    isGapless &&= entry.first === (rows.at(-1)?.[0] ?? inDatabase) + 1;
    rows.push(...number(entry.rows, entry.first));
  }
  return { rows, isGapless };
}

const number = (rows: string, first: number): Numbered[] =>
  Rows.parse(JSON.parse(rows)).map((row, index) => [first + index, ...row]);

/** One that cannot be read is none: the server is asked once more, and says it again. */
function readHold(row: unknown): AccountHold[] {
  try {
    return [AccountHold.parse(JSON.parse(new TextDecoder().decode(HeldRow.parse(row).body)))];
  } catch {
    return [];
  }
}
const HeldRow = Row.pick({ body: true });

/** One commit. Who is forgotten meanwhile is not written down first. */
function write(first: number, rows: string | null, forget: string | null): void {
  const fresh = rows === null ? [] : number(rows, first);
  const all = [...pending, ...fresh];
  const over = new Set(forget === null ? [] : Names.parse(JSON.parse(forget)));
  const kept = all.filter(([, submission]) => !over.has(submission));
  database().transaction(() => {
    if (kept.length > 0) database().run(INSERT, [JSON.stringify(kept)]);
    if (forget !== null) database().run(FORGET, [forget]);
    database().run(TAIL, [first - 1 + fresh.length]);
  });
  pending = [];
}

serve<CallsOf<typeof journalProtocol>>(
  journalProtocol,
  {
    open: ({ path }) => open(path),
    recover: ({ path, rows, damage, last: given }) => {
      const copy = openDatabase(path, { journalMode: 'delete', synchronous: 'full', pageSize: 1024 });
      migrate(copy, versions);
      copy.transaction(() => {
        copy.run(INSERT, [JSON.stringify(number(rows, 1))]);
        copy.run(TAIL, [given]);
        const names = [...damage.submissionIds, ...(damage.lost ? [LOST] : [])];
        copy.run('INSERT OR IGNORE INTO damage SELECT value FROM json_each(?)', [JSON.stringify(names)]);
      });
      copy.close();
      return null;
    },
    write: ({ first, rows, forget }) => {
      write(first, rows, forget);
      return null;
    },
    load: () => {
      const { events, damage } = salvage(database());
      if (damage !== null) throw new StoreFailure('damaged', 'journal');
      loaded = [...events, ...pending.flatMap(eventOf)];
      return loaded.length;
    },
    page: ({ offset, limit }) => {
      const page = loaded.slice(offset, offset + limit);
      if (offset + limit >= loaded.length) loaded = [];
      return page;
    },
    of: (id) => {
      const written = database()
        .all(`SELECT ${ROW} FROM event WHERE submission = ? ORDER BY seq`, [id])
        .map((row) => {
          const event = decodeRow(Row.parse(row));
          if (event === undefined) throw new StoreFailure('damaged', 'journal');
          return event;
        });
      return [...written, ...pending.filter(([, submission]) => submission === id).flatMap(eventOf)];
    },
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
  () => opened?.close(),
);
const Names = z.array(z.string());
