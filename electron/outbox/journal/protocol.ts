/** The calls between journal.ts and its worker, and the form of a row. Both sides must agree on nothing else. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { AccountId, SubmissionId } from '#core/message/ids.ts';
import { AccountHold, OutboxEvent } from '#core/outbox/events.ts';

/** Which submissions are touched for certain, and whether something is gone that nobody can name. */
export const Damage = z.strictObject({ submissionIds: z.array(z.string()), lost: z.boolean() });
export type Damage = z.infer<typeof Damage>;

/** What could be read; its events are then asked for in pages, so that main never parses thousands at once. */
export const Found = z.strictObject({
  /** false: the file itself is damaged and must be moved aside */
  sound: z.boolean(),
  events: z.int(),
  /** found now, or by an earlier start and not settled since */
  damage: Damage.nullable(),
  /** the number of the last event that was ever written */
  last: z.int(),
  /** bytes of the log that are in use: its events are not in the database yet */
  logEnd: z.int(),
});
export type Found = z.infer<typeof Found>;

export const journalProtocol = {
  open: { request: z.strictObject({ path: z.string() }), reply: Found },
  /** Writes a complete journal of its own, for what could be read of a damaged one. */
  recover: {
    request: z.strictObject({ path: z.string(), rows: z.string(), damage: Damage, last: z.int() }),
    reply: z.null(),
  },
  /**
   * One commit, with whatever `open` found in the log. `rows`: one JSON array, null for none; `first`: the number of the first of them, or else
   * of the next that will be written; `forget`: a JSON array of submission ids, or null.
   */
  write: {
    request: z.strictObject({
      first: z.int(),
      rows: z.string().nullable(),
      forget: z.string().nullable(),
    }),
    reply: z.null(),
  },
  /** Reads everything again; how many events there are. */
  load: { request: z.null(), reply: z.int() },
  /** Of what `open` or `load` read, in order. The last page lets it go. */
  page: {
    request: z.strictObject({ offset: z.int(), limit: z.int() }),
    reply: z.array(OutboxEvent),
  },
  /** those of one submission */
  of: { request: SubmissionId, reply: z.array(OutboxEvent) },
  settle: { request: z.null(), reply: z.null() },
  holds: { request: z.null(), reply: z.array(AccountHold) },
  hold: { request: AccountHold, reply: z.null() },
  release: { request: AccountId, reply: z.null() },
};

/** Texts are read as the bytes they are: spoilt UTF-8 would abort the process inside the binding. */
const bytes = z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer));
export const Row = z.strictObject({ seq: z.int(), submission: bytes, body: bytes, sum: bytes });
export type Row = z.infer<typeof Row>;

/** For one statement: `[[submission, body, sum], …]`. */
export function encodeRows(events: readonly OutboxEvent[]): string {
  return JSON.stringify(
    events.map((event) => {
      const body = JSON.stringify(event);
      return [event.submissionId, body, sumOf(body)];
    }),
  );
}

/** What `encodeRows` says. */
export const Rows = z.array(z.tuple([z.string(), z.string(), z.string()]));

/** Of a row that is not in the database: none, when it is not what was written. */
export function eventOf([, submission, body, sum]: readonly [number, string, string, string]): OutboxEvent[] {
  if (sumOf(body) !== sum) return [];
  const event = OutboxEvent.safeParse(JSON.parse(body));
  return event.success && event.data.submissionId === submission ? [event.data] : [];
}

/** Undefined when the row is not what was written. */
export function decodeRow(row: Row): OutboxEvent | undefined {
  if (sumOf(row.body) !== decodeText(row.sum)) return undefined;
  const event = OutboxEvent.safeParse(JSON.parse(decodeText(row.body)));
  return event.success && event.data.submissionId === decodeText(row.submission) ? event.data : undefined;
}

/** Undefined when a spoilt row does not even say whose it is. */
export function ownerOf(row: Pick<Row, 'submission'>): SubmissionId | undefined {
  return SubmissionId.safeParse(decodeText(row.submission)).data;
}

const decodeText = (text: Uint8Array): string => new TextDecoder().decode(text);

/** Guards against what disk and memory do, not against people: eight bytes are enough. */
const sumOf = (body: string | Uint8Array): string => hash('sha256', body).slice(0, 16);
