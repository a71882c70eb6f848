/** What the outbox needs of other rooms, as it needs it. Their services implement these; tests use the real ones. */
import type { Account } from '#core/account/account.ts';
import type { SecretBinding } from '#core/account/secrets.ts';
import type { AttachmentView, Draft } from '#core/message/draft.ts';
import type { AccountId, DraftId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import type { AttemptLines, AttemptRecorded, MessageBuilt, MessageRecord } from '#core/message/record.ts';
import type { AccountHold, OutboxEvent } from '#core/outbox/events.ts';
import type { DiagnosisCode } from '#core/smtp/vocabulary.ts';
import type { Secret } from '../secrets/secret.ts';

/**
 * `now`: an effect waits for it. `alone`: it does, and this process has nothing better to do than to sync it. `soon`: it goes along with the next
 * that is urgent, or alone a moment later; a sync less for each message.
 */
export type Urgency = 'now' | 'alone' | 'soon';

/** `append` resolves when the batch is synced (journal.db, WAL, FULL). Rejects with AppFailure `disk`. */
export interface Journal {
  append(events: readonly OutboxEvent[], when?: Urgency): Promise<void>;
  /** everything not yet forgotten, in order */
  readAll(): Promise<OutboxEvent[]>;
  eventsOf(id: SubmissionId): Promise<OutboxEvent[]>;
  /** forgets, soon, the events of submissions that are over and repeated in their records */
  forget(submissionIds: readonly string[]): Promise<void>;
  /** accounts whose mail waits for the user; it outlives the program, or the next start would sign in again unasked */
  holds(): Promise<AccountHold[]>;
  hold(hold: AccountHold): Promise<void>;
  release(accountId: AccountId): Promise<void>;
  close(): Promise<void>;
}

/** Messages that are built and not mail yet; the next start clears them away. */
export interface StagedMessages {
  /** Streams a built message to a file, checks it (CRLF only, ends with CRLF, 7-bit unless said otherwise), and syncs it. */
  write(id: StoredMessageId, bytes: AsyncIterable<Uint8Array>, eightBit?: boolean): Promise<StoredBytes>;
  /** At most `length` bytes from `offset`; rejects with AppFailure `not-found`. */
  read(
    id: StoredMessageId,
    offset: number,
    length: number,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; total: number }>;
  /** It is there, and has so many bytes. */
  has(id: StoredMessageId, size: number): Promise<boolean>;
  /** It is a message of the archive from now on: renamed, its folder synced. */
  keep(id: StoredMessageId): Promise<void>;
  remove(id: StoredMessageId): Promise<void>;
}

/** The two files of each message. */
export interface MessageFiles {
  readonly staged: StagedMessages;
  /** Where the synced bytes of a message are. */
  pathOf(id: StoredMessageId): string;
  /**
   * Streams a built message to a temporary file, checks it (CRLF only, ends with CRLF, 7-bit unless said otherwise), syncs, renames, syncs
   * the folder.
   */
  write(
    id: StoredMessageId,
    at: number,
    bytes: AsyncIterable<Uint8Array>,
    eightBit?: boolean,
  ): Promise<StoredBytes>;
  /** Appends lines to `<id>.jsonl` and syncs it. */
  record(id: StoredMessageId, records: readonly MessageRecord[]): Promise<void>;
  /** As `record`, but not synced: for what is only there so that a crash keeps it. */
  stream(id: StoredMessageId, records: readonly MessageRecord[]): Promise<void>;
  /** As `stream`, for many in a short time: kept together until each is in its message's record. */
  keep(id: StoredMessageId, said: AttemptLines | AttemptRecorded): Promise<void>;
  /** At a start, before records are read: what an earlier program kept goes to the messages' records. */
  takeUp(): Promise<void>;
  /** Rejects with AppFailure `not-found` when there is no record. */
  readRecords(id: StoredMessageId): Promise<MessageRecord[]>;
  /** Of the message that this submission handed over; empty when no record names it. Looks at every record since then. */
  recordsOfSubmission(id: SubmissionId): Promise<MessageRecord[]>;
  /** Those of them whose record is not there. Looks at names alone. */
  withoutRecord(ids: readonly StoredMessageId[]): Promise<ReadonlySet<StoredMessageId>>;
  /** At most `length` bytes from `offset`. */
  readBytes(
    id: StoredMessageId,
    offset: number,
    length: number,
  ): Promise<{ bytes: Uint8Array; total: number }>;
  /** Removes both files of a message that was never submitted. */
  discard(id: StoredMessageId): Promise<void>;
}

export type StoredBytes = Pick<MessageBuilt, 'size' | 'sha256' | 'headerSize'>;

/** Accounts at the time of an attempt. */
export interface AccountSource {
  /** As it stands now, ready to be connected to (the practice server is started for this); undefined when it is gone. */
  forAttempt(id: AccountId): Promise<Account | undefined>;
  account(id: AccountId): Account | undefined;
  /** SHA-256 fingerprints trusted for this account. */
  pinned(id: AccountId): readonly string[];
}

/** A file of a draft: what the page knows of it, and where it is. */
export interface AttachmentSource extends AttachmentView {
  readonly path: string;
  /** of a picture of the rich text, without angle brackets: what the message calls it (RFC 2392) */
  readonly contentId?: string;
}

export interface DraftSource {
  open(id: DraftId): Promise<Draft>;
  sourcesFor(id: DraftId): Promise<readonly AttachmentSource[]>;
  /** The draft became a submission: it leaves the list, and stays for an undo. */
  hideForSubmission(id: DraftId, submissionId: SubmissionId): Promise<void>;
  /** Nothing was accepted: the draft comes back as it was. */
  restoreFromSubmission(id: DraftId): Promise<void>;
  /**
   * It went out: the draft is no longer needed, unless it is hidden by now for another submission than the one that is named. `learned`:
   * addresses that have become known as somebody's who is written to.
   */
  removeSubmitted(id: DraftId, submissionId?: SubmissionId, learned?: readonly string[]): Promise<void>;
  /** Those that are hidden, and for what. */
  submitted(): Promise<readonly { readonly id: DraftId; readonly submissionId: SubmissionId }[]>;
}

export type SecretAnswer =
  | { readonly kind: 'secret'; readonly secret: Secret }
  | {
      readonly kind: 'failed';
      readonly code: Extract<
        DiagnosisCode,
        | 'password-missing'
        | 'client-certificate-missing'
        | 'proxy-password-missing'
        | 'consent-needed'
        | 'keychain-unavailable'
        | 'keychain-locked'
        | 'vault-key-missing'
      >;
    };

export interface SecretSource {
  /** The secret of this kind that was entered for exactly this host and user, or why there is none. */
  secretFor(binding: SecretBinding): Promise<SecretAnswer>;
}

/** What the sent index is told; the index worker may fall behind, the files are the truth. */
export interface ArchiveIndex {
  /** (Re)reads one message's files into the index. */
  update(id: StoredMessageId): Promise<void>;
}

export interface Clock {
  /** ms since the epoch */
  now(): number;
}

/** Time that only passes, and what is done when some of it has. */
export interface Timers {
  /** ms; it never leaps, whatever is done to the clock */
  monotonic(): number;
  /** Answers how to take it back. */
  after(ms: number, run: () => void): () => void;
}

export interface Network {
  /** What the system says; true where nobody knows. */
  online(): boolean;
}
