/** What a notification says of how a submission ended, or of an account on hold: nothing of the message itself where the user wants that. Showing it is notifications.ts's. */
import type { CommandId } from '#core/contract/app.ts';
import type { HeldAccount, OutboxItem } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import { worstFirst, type MailingSums } from '#core/mailing/states.ts';
import { wordsKey } from '#core/smtp/situations/situations.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Words } from './words.ts';

type Kind = 'sent' | 'practice' | 'failed' | 'partly' | 'unknown' | 'late';
type Wishes = Pick<Settings, 'notifyOnSuccess' | 'notifyOnFailure' | 'discreetNotifications'>;

export interface News {
  readonly title: string;
  readonly body: string;
  /** where more is to be read */
  readonly place: CommandId;
}

/** of whom it was said once that they still wait */
const saidLate = new Set<SubmissionId>();
/** ms of trying after which somebody should know */
const LATE = 60 * 60 * 1000;

/** undefined: it is no news, or none that the user wants. `now`: ms since the epoch. Of a mailing there is one, once all of it has ended. */
export function newsOf(
  item: OutboxItem,
  settings: Wishes,
  t: Words,
  now: number,
  ofMailing: () => MailingSums | null = () => null,
): News | undefined {
  if (!settings.notifyOnSuccess && !settings.notifyOnFailure) return undefined;
  const { mailing } = item.submission;
  const sums = mailing === null ? null : ofMailing();
  const kind = mailing === null ? kindOf(item, now) : kindOfMailing(item, mailing.id, sums, now);
  if (kind === undefined) return undefined;
  const accepted = kind === 'sent' || kind === 'practice';
  if (!(accepted ? settings.notifyOnSuccess : settings.notifyOnFailure)) return undefined;
  const place = accepted ? 'go-sent' : 'go-outbox';
  const subject = subjectOf(item, t);
  const discreet = t(accepted ? 'app.notification.discreet.accepted' : 'app.notification.discreet.outbox');
  if (mailing === null) {
    const body = t(`app.notification.${kind}.body`, { subject, recipients: recipientsOf(item, t) });
    const title = t(`app.notification.${kind}.title`);
    return { title, body: settings.discreetNotifications ? discreet : body, place };
  }
  const some = sums === null ? 0 : meant(kind, sums);
  const body = t(`app.notification.each.${kind}.body`, { subject, of: mailing.of, some });
  const title = t(`app.notification.each.${kind}.title`);
  return { title, body: settings.discreetNotifications ? discreet : body, place };
}

/** Once for all the mail of an account. `t`: with the rooms that tell why, as page-words.ts has them. */
export function newsOfHeld(held: HeldAccount, settings: Wishes, t: Words): News | undefined {
  if (!settings.notifyOnFailure) return undefined;
  const body = settings.discreetNotifications
    ? t('app.notification.discreet.outbox')
    : t('app.notification.held.body', {
        account: held.accountName,
        reason: t(wordsKey(held.diagnosis, 'title'), { replace: held.diagnosis.params }),
      });
  return { title: t('app.notification.held.title'), body, place: 'go-outbox' };
}

/** How each mailing ended, as it was said; until one of its messages is tried again it is not said once more. */
const saidOfMailing = new Map<SubmissionId, string>();

/** `sums`: null while some of it goes on. */
function kindOfMailing(
  { submission }: OutboxItem,
  id: SubmissionId,
  sums: MailingSums | null,
  now: number,
): Kind | undefined {
  const { hold, status, practice, queuedSince } = submission;
  if (hold === 'account') return undefined;
  if (sums === null) {
    saidOfMailing.delete(id);
    const isTried = status === 'deferred' || status === 'queued';
    if (!isTried || now - queuedSince < LATE || saidLate.has(id)) return undefined;
    saidLate.add(id);
    return 'late';
  }
  const said = JSON.stringify(worstFirst(sums));
  if (saidOfMailing.get(id) === said) return undefined;
  saidOfMailing.set(id, said);
  const { unknown = 0, refused = 0, held = 0, accepted = 0 } = sums;
  if (unknown > 0) return 'unknown';
  if (refused + held > 0) return accepted > 0 ? 'partly' : 'failed';
  return practice ? 'practice' : 'sent';
}

/** How many messages the news is about. */
function meant(kind: Kind, { unknown = 0, refused = 0, held = 0, accepted = 0 }: MailingSums): number {
  switch (kind) {
    case 'unknown':
      return unknown;
    case 'failed':
    case 'partly':
      return refused + held;
    case 'sent':
    case 'practice':
    case 'late':
      return accepted;
  }
}

/** undefined: nothing has ended, the user ended it, or its account's notification says it. */
function kindOf({ submission }: OutboxItem, now: number): Kind | undefined {
  switch (submission.status) {
    case 'sent':
      return submission.practice ? 'practice' : 'sent';
    case 'failed':
      return 'failed';
    case 'held':
      return submission.hold === 'account' ? undefined : 'failed';
    case 'partly-sent':
      return 'partly';
    case 'unknown':
      return 'unknown';
    case 'deferred':
    case 'queued': {
      if (now - submission.queuedSince < LATE || saidLate.has(submission.id)) return undefined;
      saidLate.add(submission.id);
      return 'late';
    }
    case 'scheduled':
    case 'paused':
    case 'sending':
    case 'cancelled':
      return undefined;
  }
}

function subjectOf({ subject }: OutboxItem, t: Words): string {
  return subject === '' ? t('app.notification.noSubject') : subject;
}

function recipientsOf({ submission, fates }: OutboxItem, t: Words): string {
  const [first] = submission.recipients;
  const count = Object.values(fates).reduce((all, some) => all + some, 0) - 1;
  if (first === undefined || count <= 0) return first?.address ?? '';
  return t('app.notification.others', { first: first.address, count });
}
