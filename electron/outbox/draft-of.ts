/**
 * The draft behind a submission: hidden while its message is under way, gone once somebody has it, back when nobody has. A draft that
 * is hidden for something else by now is left alone.
 */
import type { SubmissionId } from '#core/message/ids.ts';
import { foldEvents } from '#core/outbox/state.ts';
import type { Submission } from '#core/outbox/submission.ts';
import type { DraftSource, MessageFiles } from './ports.ts';

/** Never rejects: the message is mail already, whatever became of the draft; a second sending is refused by the outbox. */
export async function hideDraft(drafts: DraftSource, { id, draftId }: Submission): Promise<void> {
  if (draftId !== null) await drafts.hideForSubmission(draftId, id).catch(() => undefined);
}

/** Of a submission that is over. Again is no error: a crash may have come between this and forgetting. */
export async function settleDraft(drafts: DraftSource, submission: Submission): Promise<void> {
  const { id, draftId } = submission;
  if (draftId === null) return;
  if (somebodyHas(submission)) {
    await drafts.removeSubmitted(draftId, id, knownBy(submission));
    return;
  }
  const hiddenFor = (await drafts.submitted()).find((hidden) => hidden.id === draftId)?.submissionId;
  if (hiddenFor === id) await drafts.restoreFromSubmission(draftId);
}

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
function knownBy({ practice, recipients }: Submission): string[] {
  if (practice || recipients.length > MAX_KNOWN) return [];
  return recipients.filter(({ fate }) => fate === 'accepted').map(({ address }) => address);
}

const somebodyHas = ({ recipients }: Submission): boolean =>
  recipients.some(({ fate }) => fate === 'accepted');
