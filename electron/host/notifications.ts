/** Tells the user, while no window of ours is in front, how a submission ended. In front, the page says it itself. */
import { BrowserWindow, Notification } from 'electron';
import type { CommandId } from '#core/contract/app.ts';
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { Settings } from '#core/contract/settings.ts';
import type { Words } from './words.ts';

type Kind = 'sent' | 'practice' | 'failed' | 'partly' | 'unknown';

/** Kept until they are gone: a notification that is collected no longer answers a click. */
const shown = new Set<Notification>();

/** `open` brings the window forward at the place where more is to be read. */
export function notifySettled(
  item: OutboxItem,
  settings: Settings,
  t: Words,
  open: (place: CommandId) => void,
): void {
  const kind = kindOf(item);
  if (kind === undefined || BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const accepted = kind === 'sent' || kind === 'practice';
  if (!(accepted ? settings.notifyOnSuccess : settings.notifyOnFailure)) return;
  const notification = new Notification({
    title: t(`app.notification.${kind}.title`),
    body: settings.discreetNotifications
      ? t(accepted ? 'app.notification.discreet.accepted' : 'app.notification.discreet.outbox')
      : t(`app.notification.${kind}.body`, {
          subject: subjectOf(item, t),
          recipients: recipientsOf(item, t),
        }),
  });
  shown.add(notification);
  notification.on('close', () => shown.delete(notification));
  notification.on('click', () => {
    shown.delete(notification);
    open(accepted ? 'go-sent' : 'go-outbox');
  });
  notification.show();
}

/** undefined: nothing has ended, or the user ended it. */
function kindOf({ submission }: OutboxItem): Kind | undefined {
  switch (submission.status) {
    case 'sent':
      return submission.practice ? 'practice' : 'sent';
    case 'failed':
    case 'held':
    case 'deferred':
      return submission.diagnosis?.code === 'stopped-by-user' ? undefined : 'failed';
    case 'partly-sent':
      return 'partly';
    case 'unknown':
      return 'unknown';
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'cancelled':
      return undefined;
  }
}

function subjectOf({ subject }: OutboxItem, t: Words): string {
  return subject === '' ? t('app.notification.noSubject') : subject;
}

function recipientsOf({ submission }: OutboxItem, t: Words): string {
  const [first, ...others] = submission.recipients;
  if (first === undefined || others.length === 0) return first?.address ?? '';
  return t('app.notification.others', { first: first.address, count: others.length });
}
