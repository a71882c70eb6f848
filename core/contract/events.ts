/** Facts that main tells every window. Subscribing returns an unsubscribe. */
import { z } from 'zod';
import { AccountsState, TestStep } from './accounts.ts';
import { AppFacts, CommandId, Notice } from './app.ts';
import { AttachmentId, DraftId, SubmissionId } from '../message/ids.ts';
import { MailViewNews } from './mail-view.ts';
import { OAuthProgress } from './oauth.ts';
import { OutboxItem, OutboxSummary, Progress } from './outbox.ts';
import { DiscoveryProgress } from '../discovery/vocabulary.ts';
import { Settings } from './settings.ts';

/** A draft that was made outside of the window, to be opened in it. `leftOut`: header fields that a link asked for. */
export const HandedDraft = z.strictObject({
  id: DraftId,
  leftOut: z.array(z.string()),
  /** names of files that could not be attached */
  notAttached: z.array(z.string()),
});
export type HandedDraft = z.infer<typeof HandedDraft>;

export const events = {
  'app.command': z.strictObject({ command: CommandId }),
  'app.facts': AppFacts,
  'app.notices': z.array(Notice),
  'settings.changed': Settings,
  'accounts.changed': AccountsState,
  /** the steps so far of the test under way */
  'accounts.testProgress': z.array(TestStep),
  /** all that the search under way knows */
  'discovery.progress': DiscoveryProgress,
  /** the system's keychain asks the user something; it may stay open for two minutes */
  'secrets.prompt': z.strictObject({ open: z.boolean() }),
  /** a sign-in with the browser: how far it is */
  'oauth.progress': OAuthProgress,
  'drafts.changed': z.strictObject({ id: DraftId }),
  'drafts.handed': HandedDraft,
  /** a copy is being made of this file: bytes so far */
  'attachments.copying': z.strictObject({ id: AttachmentId, received: z.int().nonnegative() }),
  'contacts.changed': z.null(),
  /** of the user's own words */
  'spelling.changed': z.null(),
  /** null: it left the outbox */
  'outbox.changed': z.strictObject({ id: SubmissionId, item: OutboxItem.nullable() }),
  /** Told at most a few times a second. What `outbox.changed` does not tell, as a held account's effect on each message, shows here. */
  'outbox.summaryChanged': OutboxSummary,
  'outbox.progress': Progress,
  'sent.changed': z.null(),
  /** something was added to the record of a message of this submission, which is over: what its server answered to QUIT */
  'sent.recordGrew': z.strictObject({ id: SubmissionId }),
  /** a start of the program named files for this window: `opened.take` hands them over */
  'opened.handed': z.null(),
  'mailView.news': MailViewNews,
} as const;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
