/** Mailings in the lists of Outbox and Sent: one line each, and below it, where the window has it unfolded, its messages. */
import { z } from 'zod';
import { UNFOLDED_AT_MOST } from '../mailing/lines.ts';
import { MAILING_ACTIONS, MAILING_STATES } from '../mailing/states.ts';
import { AccountId, SubmissionId } from '../message/ids.ts';
import { OutboxFilter, OutboxItem } from './outbox.ts';
import { SentList, SentRow } from './sent.ts';

/** The mailings whose messages stand below them, by their ids. */
const UnfoldedMailings = z.array(SubmissionId).max(UNFOLDED_AT_MOST);

const rows = { offset: z.int().nonnegative(), limit: z.int().min(1).max(500) };

/** Which of how many it is: of the list's lines, or of its mailing's messages; the first is 1. */
const Standing = { position: z.int(), of: z.int() };

const MailingSums = z.partialRecord(z.enum(MAILING_STATES), z.int().nonnegative());

const MailingFacts = {
  /** its first submission's */
  id: SubmissionId,
  /** messages in all, wherever they are by now */
  messages: z.int(),
  sums: MailingSums,
  subject: z.string(),
  accountName: z.string(),
  hue: z.int(),
  practice: z.boolean(),
};

export const OutboxMailing = z.strictObject({
  ...MailingFacts,
  /** how many of it the list has */
  listed: z.int(),
  submittedAt: z.number(),
  /** one of those listed that speaks for the others: the first that waits, else the first */
  lead: OutboxItem,
  /** what may be asked of all of it now */
  actions: z.array(z.enum(MAILING_ACTIONS)),
});
export type OutboxMailing = z.infer<typeof OutboxMailing>;

export const OutboxLine = z.discriminatedUnion('kind', [
  /** `mailing`: that it stands below; null: a message alone */
  z.strictObject({
    kind: z.literal('message'),
    item: OutboxItem,
    mailing: SubmissionId.nullable(),
    ...Standing,
  }),
  z.strictObject({
    kind: z.literal('mailing'),
    mailing: OutboxMailing,
    isUnfolded: z.boolean(),
    ...Standing,
  }),
]);
export type OutboxLine = z.infer<typeof OutboxLine>;

export const OutboxLinesRequest = z.strictObject({
  filter: OutboxFilter,
  unfolded: UnfoldedMailings,
  ...rows,
});
export type OutboxLinesRequest = z.infer<typeof OutboxLinesRequest>;

/** Newest first; the messages of a mailing in the order in which they were written to. `total`: rows, unfolded ones included. */
export const OutboxLines = z.strictObject({
  total: z.int(),
  offset: z.int(),
  lines: z.array(OutboxLine),
});
export type OutboxLines = z.infer<typeof OutboxLines>;

export const SentMailing = z.strictObject({
  ...MailingFacts,
  /** how many of it Sent lists */
  listed: z.int(),
  /** ms since the epoch: the latest acceptance */
  at: z.number(),
  accountId: AccountId,
  hasAttachment: z.boolean(),
});
export type SentMailing = z.infer<typeof SentMailing>;

export const SentLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    row: SentRow,
    mailing: SubmissionId.nullable(),
    ...Standing,
  }),
  z.strictObject({
    kind: z.literal('mailing'),
    mailing: SentMailing,
    isUnfolded: z.boolean(),
    ...Standing,
  }),
]);
export type SentLine = z.infer<typeof SentLine>;

export const SentLinesRequest = z.strictObject({ list: SentList, unfolded: UnfoldedMailings, ...rows });
export type SentLinesRequest = z.infer<typeof SentLinesRequest>;

/** Newest first, each mailing by its latest acceptance. `hasMailings`: anywhere in the list. */
export const SentLines = z.strictObject({
  total: z.int(),
  offset: z.int(),
  hasMailings: z.boolean(),
  lines: z.array(SentLine),
});
export type SentLines = z.infer<typeof SentLines>;

export const SentDaysRequest = z.strictObject({ list: SentList, unfolded: UnfoldedMailings });
export type SentDaysRequest = z.infer<typeof SentDaysRequest>;

export const SentPlaceRequest = z.strictObject({
  list: SentList,
  submissionId: SubmissionId,
  unfolded: UnfoldedMailings,
});
export type SentPlaceRequest = z.infer<typeof SentPlaceRequest>;

/** Where a message stands in the list of Sent, the newest being 0, with its mailing unfolded. Null: nobody accepted it. */
export const SentPlace = z.strictObject({ row: z.int(), mailing: SubmissionId.nullable() }).nullable();
export type SentPlace = z.infer<typeof SentPlace>;
