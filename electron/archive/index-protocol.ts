/** The calls between index.ts and its worker. */
import { z } from 'zod';
import {
  SentDaysRequest,
  SentLines,
  SentLinesRequest,
  SentPlace,
  SentPlaceRequest,
} from '#core/contract/mailings.ts';
import {
  NamedRow,
  ReportedBy,
  ReportedRow,
  SentDay,
  SentList,
  SentPage,
  SentRow,
} from '#core/contract/sent.ts';
import { StoredMessageId, SubmissionId } from '#core/message/ids.ts';

const nothing = z.null();

export const indexProtocol = {
  /** `complete` false: it is new and must be rebuilt. Ends with `damaged` when it must be thrown away first. */
  open: {
    request: z.strictObject({ path: z.string(), archive: z.string() }),
    reply: z.strictObject({ complete: z.boolean() }),
  },
  /** Reads these messages' records again. */
  update: { request: z.array(StoredMessageId), reply: nothing },
  /** Makes a whole index at `path`, which also gets every update until the worker ends. */
  rebuild: { request: z.strictObject({ path: z.string() }), reply: z.strictObject({ messages: z.int() }) },
  page: {
    request: z.strictObject({ list: SentList, offset: z.int(), limit: z.int() }),
    reply: SentPage,
  },
  lines: { request: SentLinesRequest, reply: SentLines },
  days: { request: SentDaysRequest, reply: z.array(SentDay) },
  place: { request: SentPlaceRequest, reply: SentPlace },
  total: { request: SentList, reply: z.int() },
  row: { request: SubmissionId, reply: SentRow.nullable() },
  rows: { request: StoredMessageId, reply: z.array(SentRow) },
  named: { request: z.array(z.string()), reply: z.array(NamedRow) },
  reported: { request: ReportedBy, reply: z.array(ReportedRow) },
};

/** How many messages a rebuild has read. */
export const RebuildNote = z.strictObject({ messages: z.int() });
export type RebuildNote = z.infer<typeof RebuildNote>;
