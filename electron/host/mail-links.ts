/** Whether `mailto:` links of the system open this program, and the way to have them do so. Only what is installed can be registered. */
import { app } from 'electron';
import type { MailLinks } from '#core/contract/app.ts';

const SCHEME = 'mailto';

export const mailLinks = (): MailLinks => ({
  possible: app.isPackaged,
  ours: app.isPackaged && app.isDefaultProtocolClient(SCHEME),
});

/** As it is then: a system may refuse, or ask the user in settings of its own. */
export function takeMailLinks(): MailLinks {
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME);
  return mailLinks();
}
