/** Tells the user, while no window of ours is in front, how a submission ended. In front, the page says it itself. */
import { BrowserWindow, Notification } from 'electron';
import type { CommandId } from '#core/contract/app.ts';
import type { HeldAccount, OutboxItem } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import { wordsKey } from '#core/smtp/situations/situations.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import type { Words } from './words.ts';

type Kind = 'sent' | 'practice' | 'failed' | 'partly' | 'unknown' | 'late';
type Open = (place: CommandId) => void;

/** Kept until they are gone: a notification that is collected no longer answers a click. */
const shown = new Set<Notification>();
/** of whom it was said once that they still wait */
const saidLate = new Set<SubmissionId>();
/** ms of trying after which somebody should know (DESIGN, Fates) */
const LATE = 60 * 60 * 1000;

/** `open` brings the window forward at the place where more is to be read. */
export function notifySettled(item: OutboxItem, settings: Settings, t: Words, open: Open): void {
  const kind = kindOf(item);
  if (kind === undefined) return;
  const accepted = kind === 'sent' || kind === 'practice';
  if (!(accepted ? settings.notifyOnSuccess : settings.notifyOnFailure)) return;
  const body = settings.discreetNotifications
    ? t(accepted ? 'app.notification.discreet.accepted' : 'app.notification.discreet.outbox')
    : t(`app.notification.${kind}.body`, { subject: subjectOf(item, t), recipients: recipientsOf(item, t) });
  show(t(`app.notification.${kind}.title`), body, () => open(accepted ? 'go-sent' : 'go-outbox'));
}

/** Once for all the mail of an account. */
export function notifyHeld(held: HeldAccount, settings: Settings, t: Words, open: Open): void {
  if (!settings.notifyOnFailure) return;
  const body = settings.discreetNotifications
    ? t('app.notification.discreet.outbox')
    : t('app.notification.held.body', {
        account: held.accountName,
        reason: t(wordsKey(held.diagnosis, 'title'), { replace: held.diagnosis.params }),
      });
  show(t('app.notification.held.title'), body, () => open('go-outbox'));
}

function show(title: string, body: string, clicked: () => void): void {
  if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('close', () => shown.delete(notification));
  notification.on('click', () => {
    shown.delete(notification);
    clicked();
  });
  notification.show();
}

/** undefined: nothing has ended, the user ended it, or its account's notification says it. */
function kindOf({ submission }: OutboxItem): Kind | undefined {
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
      if (Date.now() - submission.queuedSince < LATE || saidLate.has(submission.id)) return undefined;
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
