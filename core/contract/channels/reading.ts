/** Messages that are read: sent, opened, verified, rendered. */
import { z } from 'zod';
import { StoredMessageId, SubmissionId } from '../../message/ids.ts';
import { AuthenticationReport, FedId, VerifiedMessage } from '../authentication.ts';
import { OpenedFile, OpenedFileId, PastedText } from '../opened.ts';
import { MailBody, MailViewId, MailViewPlace } from '../mail-view.ts';
import {
  BytesRange,
  MessageView,
  NamedRow,
  ReportedBy,
  ReportedRow,
  SentDay,
  SentList,
  SentPage,
} from '../sent.ts';
import { SentDaysRequest, SentLines, SentLinesRequest, SentPlace, SentPlaceRequest } from '../mailings.ts';
import { MAX_CHUNK } from '../uploads.ts';
import { call, nothing, range } from './call.ts';

export const readingChannels = {
  /** Each message by itself, mailings or not. */
  'sent.page': call(
    z.strictObject({ list: SentList, offset: z.int().nonnegative(), limit: z.int().min(1).max(500) }),
    SentPage,
  ),
  /** As the window lists them: each mailing in one line, and unfolded those that are named. */
  'sent.lines': call(SentLinesRequest, SentLines),
  'sent.days': call(SentDaysRequest, z.array(SentDay)),
  'sent.place': call(SentPlaceRequest, SentPlace),
  /** Messages of Sent and of the practice mail, by Message-ID with its angle brackets. */
  'sent.named': call(z.strictObject({ names: z.array(z.string().max(1000)).max(200) }), z.array(NamedRow)),
  /** Whose mail a report speaks of: by ENVID, else by Message-ID, else by recipient. */
  'sent.reported': call(ReportedBy, z.array(ReportedRow)),
  'sent.rebuild': call(nothing, z.strictObject({ messages: z.int() })),
  'lens.open': call(z.strictObject({ messageId: StoredMessageId, submissionId: SubmissionId }), MessageView),
  /** Exact bytes of the `.eml`, at most 4 MiB a call. */
  'lens.bytes': call(
    z.strictObject({
      messageId: StoredMessageId,
      ...range,
    }),
    BytesRange,
  ),
  'lens.save': call(z.strictObject({ messageId: StoredMessageId }), z.strictObject({ saved: z.boolean() })),
  /** What was verified of this message since the program started; asks nobody. */
  'authentication.kept': call(VerifiedMessage, AuthenticationReport.nullable()),
  /** Asks the DNS for keys and policies. The user's word is behind each call. */
  'authentication.verify': call(VerifiedMessage, AuthenticationReport),
  /** The same for bytes that were opened: they are fed from their beginning, a piece a call, and then verified. Another `begin` of the window ends the one before. */
  'authentication.begin': call(
    z.strictObject({
      headerSize: z
        .int()
        .nonnegative()
        .max(4 << 20),
    }),
    z.strictObject({ id: FedId }),
  ),
  'authentication.feed': call(
    z.strictObject({
      id: FedId,
      bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_CHUNK),
    }),
    nothing,
  ),
  'authentication.finish': call(z.strictObject({ id: FedId }), AuthenticationReport),
  /** Opens the system's dialog; the page learns names and sizes, never paths. What is handed out is good in that window alone. */
  'opened.choose': call(nothing, z.array(OpenedFile)),
  /** The files that a start of the program named, for this window; handed over once. */
  'opened.take': call(nothing, z.array(OpenedFile)),
  /** Exact bytes of an opened file, at most 4 MiB a call. `file` when it is gone, or no longer the one that was opened. */
  'opened.bytes': call(
    z.strictObject({
      id: OpenedFileId,
      ...range,
    }),
    BytesRange,
  ),
  'opened.close': call(z.strictObject({ id: OpenedFileId }), nothing),
  /** The clipboard's text, if it begins as a header does: nothing else of it comes to the page. */
  'opened.paste': call(nothing, PastedText),
  /** Makes a mail view in this window, hidden until it has a place; one too many ends the oldest. */
  'mailView.show': call(MailBody, z.strictObject({ id: MailViewId })),
  'mailView.place': call(z.strictObject({ id: MailViewId, place: MailViewPlace }), nothing),
  /** `picture`: a data address of how it looked, to stand there meanwhile. */
  'mailView.hide': call(
    z.strictObject({ id: MailViewId }),
    z.strictObject({ picture: z.string().nullable() }),
  ),
  'mailView.focus': call(z.strictObject({ id: MailViewId }), nothing),
  'mailView.close': call(z.strictObject({ id: MailViewId }), nothing),
};
