/** The program itself, its windows and settings. */
import { z } from 'zod';
import { DraftId } from '../../message/ids.ts';
import { AppFacts, MailLinks, Notice } from '../app.ts';
import { Settings, SettingsPatch } from '../settings.ts';
import { call, nothing } from './call.ts';

export const appChannels = {
  'app.facts': call(nothing, AppFacts),
  'app.notices': call(nothing, z.array(Notice)),
  'app.dismissNotice': call(z.strictObject({ id: z.string().max(100) }), nothing),
  /** Shows the address and asks; `https:` only. */
  'app.openExternal': call(
    z.strictObject({ url: z.string().max(2000) }),
    z.strictObject({ opened: z.boolean() }),
  ),
  'app.copyText': call(z.strictObject({ text: z.string().max(8_000_000) }), nothing),
  /** The page has painted and takes keys: main may now open what can wait. */
  'app.ready': call(nothing, nothing),
  'app.newWindow': call(z.strictObject({ draftId: DraftId.nullable() }), nothing),
  'app.mailLinks': call(nothing, MailLinks),
  'app.takeMailLinks': call(nothing, MailLinks),
  'settings.get': call(nothing, Settings),
  'settings.set': call(SettingsPatch, Settings),
};
