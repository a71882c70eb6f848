/** The program's own facts and notices. */
import { z } from 'zod';
import { LANGUAGES } from '../i18n/languages.ts';
import { COMMAND_IDS } from './commands.ts';

/** Something the user must know and can put away: a damaged store, a journal that was recovered. Words: i18n `notice.<code>`. */
export const Notice = z.strictObject({
  id: z.string(),
  code: z.enum([
    'accounts-recovered',
    'accounts-reset',
    'settings-recovered',
    'settings-reset',
    'journal-damaged',
    'message-files-gone',
    'drafts-damaged',
    'index-rebuilding',
    'index-rebuilt',
    'vault-key-missing',
    'vault-damaged',
    'practice-failed',
  ]),
  severity: z.enum(['info', 'warning', 'error']),
  params: z.record(z.string(), z.string()),
});
export type Notice = z.infer<typeof Notice>;

export const AppFacts = z.strictObject({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** what `system` stands for now */
  language: z.enum(LANGUAGES),
  /** true for --demo: a temporary profile, nothing leaves the machine */
  demo: z.boolean(),
  /** nothing was ever written or sent here: the first-run view */
  firstRun: z.boolean(),
  /** where data lives, to show in Settings */
  profile: z.string(),
});
export type AppFacts = z.infer<typeof AppFacts>;

/** Commands the menu (or a second start) sends to the page. The palette has the same ones. */
export const CommandId = z.enum(COMMAND_IDS);
export type CommandId = z.infer<typeof CommandId>;

/** Links that begin with `mailto:`. `possible`: this program is installed, so that the system can be told of it. */
export const MailLinks = z.strictObject({ possible: z.boolean(), ours: z.boolean() });
export type MailLinks = z.infer<typeof MailLinks>;
