/** Shows the user, while no window of ours is in front, how a submission ended. In front, the page says it itself. */
import { BrowserWindow, Notification } from 'electron';
import type { CommandId } from '#core/contract/app.ts';
import type { News } from './news.ts';

/** Kept until they are gone: a notification that is collected no longer answers a click. */
const shown = new Set<Notification>();

/** `open` brings the window forward at the place where more is to be read. */
export function notify(news: News | undefined, open: (place: CommandId) => void): void {
  if (news === undefined || BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
  const { title, body, place } = news;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('close', () => shown.delete(notification));
  notification.on('click', () => {
    shown.delete(notification);
    open(place);
  });
  notification.show();
}
