/** What the whole outbox is lent, and whom it tells what happens in it. */
import type { HeldAccount, OutboxItem, OutboxSummary, Progress } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import type { MailingSums } from '#core/mailing/states.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { HandingOverTools } from './making/handing-over.ts';
import type { ArchiveIndex } from './ports.ts';
import type { DispatcherTools } from './sending/dispatcher.ts';

interface OutboxListener {
  /** null: it left the outbox */
  changed(id: SubmissionId, item: OutboxItem | null): void;
  summaryChanged(summary: OutboxSummary): void;
  progress(progress: Progress): void;
  /** An attempt ended; `item` as it is now. `ofMailing`: how all of its mailing ended; null: it has not, or it is a message alone. */
  settled(item: OutboxItem, ofMailing: () => MailingSums | null): void;
  /** All mail of an account waits for its user from now on. */
  accountHeld(held: HeldAccount): void;
  /** What a server answered to QUIT is in the message's record, after all else was told. */
  recordGrew(id: SubmissionId): void;
}

export type OutboxSettings = Pick<
  Settings,
  'undoSeconds' | 'missedSchedule' | 'giveUpAfterHours' | 'outboxPaused'
>;

export interface OutboxTools
  extends HandingOverTools, Omit<DispatcherTools, 'giveUpAfterHours' | 'allPaused' | 'asksAboutMissed'> {
  readonly index: ArchiveIndex;
  readonly settings: () => OutboxSettings;
  readonly listener: OutboxListener;
}
