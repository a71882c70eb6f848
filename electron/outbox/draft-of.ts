/**
 * The draft behind a submission: hidden while its message is under way, gone once somebody has it, back when nobody has. A draft that
 * is hidden for something else by now is left alone.
 */
import type { DraftId, SubmissionId } from '#core/message/ids.ts';
import { foldEvents } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { DraftSource, MessageFiles } from './ports.ts';

/** What a draft is hidden for: the submission it became, the first of them where it became several. */
const hiddenFor = ({ id, mailing }: Submission): SubmissionId => mailing?.id ?? id;

/** Never rejects: the message is mail already, whatever became of the draft; a second sending is refused by the outbox. */
export async function hideDraft(drafts: DraftSource, submission: Submission): Promise<void> {
  const { draftId } = submission;
  if (draftId !== null) await drafts.hideForSubmission(draftId, hiddenFor(submission)).catch(() => undefined);
}

/** Of a submission that is over. Again is no error: a crash may have come between this and forgetting. */
export async function settleDraft(drafts: DraftSource, submission: Submission): Promise<void> {
  const { id, draftId } = submission;
  if (draftId === null) return;
  if (somebodyHas(submission)) await drafts.removeSubmitted(draftId, id, knownBy([submission]));
  else await restoreDraft(drafts, draftId, id);
}

/**
 * Of a mailing that is over, all of it: `known` are those that the journal has not forgotten, as isForgettable says. As long as one of them is
 * not over, the draft stays, for its files may be built into a message again.
 */
export async function settleMailing(drafts: DraftSource, known: readonly Submission[]): Promise<void> {
  const [{ draftId, mailing } = { draftId: null, mailing: null }] = known;
  if (draftId === null || mailing === null) return;
  const isLarge = mailing.of > MAX_KNOWN;
  if ((isLarge && known.length < mailing.of) || known.some(somebodyHas)) {
    // One that is not hidden for this any more is a draft like any other.
    if ((await hiddenDraft(drafts, draftId)) === mailing.id)
      await drafts.removeSubmitted(draftId, mailing.id, isLarge ? [] : knownBy(known));
  } else await restoreDraft(drafts, draftId, mailing.id);
}

/** Whether the journal may forget one that is over before its mailing is: not where it is still to be learned who has it, or that nobody has. */
export const isForgettable = (submission: Submission): boolean =>
  submission.mailing !== null && submission.mailing.of > MAX_KNOWN && somebodyHas(submission);

async function restoreDraft(drafts: DraftSource, draftId: DraftId, hidden: SubmissionId): Promise<void> {
  if ((await hiddenDraft(drafts, draftId)) === hidden) await drafts.restoreFromSubmission(draftId);
}

const hiddenDraft = async (drafts: DraftSource, draftId: DraftId): Promise<SubmissionId | undefined> =>
  (await drafts.submitted()).find(({ id }) => id === draftId)?.submissionId;

/** Of the drafts that are hidden, those whose submission the journal does not know: their message's record decides; without one, nobody is known to have it. */
export async function settleForgotten(
  hidden: Awaited<ReturnType<DraftSource['submitted']>>,
  tools: { readonly drafts: DraftSource; readonly files: MessageFiles },
  known: { has(id: SubmissionId): boolean },
): Promise<void> {
  const { drafts, files } = tools;
  const forgotten = hidden.filter(({ submissionId }) => !known.has(submissionId));
  for (const { id, submissionId } of forgotten)
    if (await isAccepted(files, submissionId)) await drafts.removeSubmitted(id);
    else await drafts.restoreFromSubmission(id);
}

async function isAccepted(files: MessageFiles, id: SubmissionId): Promise<boolean> {
  const records = await files.recordsOfSubmission(id);
  const events = records.flatMap((record) => (record.record === 'event' ? [record.event] : []));
  const submission = foldEvents(events).get(id);
  return submission !== undefined && somebodyHas(submission);
}

/** A mailing to more than this is no acquaintance. */
const MAX_KNOWN = 100;

/** Whom the user knows by this mail: practice reaches nobody, and a refused address may be a slip of the pen. */
function knownBy(submissions: readonly Submission[]): string[] {
  const recipients = submissions.flatMap((submission) => submission.recipients);
  if (submissions.some(({ practice }) => practice) || recipients.length > MAX_KNOWN) return [];
  return recipients.filter(({ fate }) => fate === 'accepted').map(({ address }) => address);
}

const somebodyHas = ({ recipients }: Submission): boolean =>
  recipients.some(({ fate }) => fate === 'accepted');
