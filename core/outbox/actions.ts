/** What the user may do with a submission as it stands: the window shows these and no others, and the service refuses all others. */
import { z } from 'zod';
import { someoneWaits, type Submission } from './submission.ts';

export const OutboxAction = z.enum([
  /** ends the attempt before its final dot */
  'stop',
  /** gives it up and brings its draft back as it was: also what Undo does */
  'edit',
  'send-now',
  'pause',
  'resume',
  /** another time; before any attempt */
  'reschedule',
  /** through another account, the same bytes */
  'reroute',
  /** through another account, built again for it */
  'rebuild',
  /** another address for one that was refused */
  'correct',
  /** gives up whoever waits */
  'cancel',
  /** says what became of the unknown */
  'word',
  /** puts away what is over */
  'dismiss',
]);
export type OutboxAction = z.infer<typeof OutboxAction>;

/** Nobody has it, and nobody may have it. */
export const isOurs = ({ recipients }: Pick<Submission, 'recipients'>): boolean =>
  recipients.every(({ fate }) => fate !== 'accepted' && fate !== 'unknown');

export function allowedActions(submission: Submission): OutboxAction[] {
  const { status, draftId, attempts, paused, dismissed, recipients } = submission;
  if (status === 'sending') return ['stop'];
  if (dismissed) return [];
  const has = (wanted: string): boolean => recipients.some(({ fate }) => fate === wanted);
  const waits = someoneWaits(submission);
  const ours = isOurs(submission);
  const allowed: Record<Exclude<OutboxAction, 'stop'>, boolean> = {
    edit: ours && draftId !== null,
    'send-now': waits,
    pause: waits && !paused,
    resume: waits && paused,
    reschedule: waits && attempts === 0 && draftId !== null,
    reroute: waits,
    rebuild: waits && ours && draftId !== null,
    correct: has('refused'),
    cancel: waits,
    word: has('unknown'),
    dismiss: !waits,
  };
  return OutboxAction.options.filter((action) => action !== 'stop' && allowed[action]);
}
