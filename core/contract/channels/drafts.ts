/** What is being written, what it begins with, and the user's own words. */
import { z } from 'zod';
import { AccountId, DraftId } from '../../message/ids.ts';
import { Draft, DraftContent, DraftSummary } from '../../message/draft.ts';
import { DraftVersion } from '../../message/versions/version.ts';
import { DraftFinding } from '../findings.ts';
import { PersonalWord } from '../../spelling/spelling.ts';
import { Template, TemplateContent, TemplateId } from '../../templates/template.ts';
import { call, nothing } from './call.ts';

export const draftsChannels = {
  'drafts.list': call(nothing, z.array(DraftSummary)),
  'drafts.create': call(z.strictObject({ accountId: AccountId.nullable() }), Draft),
  'drafts.open': call(z.strictObject({ id: DraftId }), Draft),
  'drafts.save': call(
    z.strictObject({ id: DraftId, revision: z.int().nonnegative(), content: DraftContent }),
    z.strictObject({ revision: z.int(), savedAt: z.number() }),
  ),
  'drafts.remove': call(z.strictObject({ id: DraftId }), nothing),
  'drafts.restore': call(z.strictObject({ id: DraftId }), Draft),
  /** newest first */
  'drafts.versions': call(z.strictObject({ id: DraftId }), z.array(DraftVersion)),
  'drafts.version': call(z.strictObject({ id: DraftId, number: z.int().positive() }), DraftContent),
  /** What stands in the draft becomes the version `kept`: Undo restores that. */
  'drafts.restoreVersion': call(
    z.strictObject({ id: DraftId, revision: z.int().nonnegative(), number: z.int().positive() }),
    z.strictObject({ kept: z.int() }),
  ),
  /** Of the words as they stand in the window, with the files that the draft has; empty for a draft that cannot be built yet. */
  'drafts.lint': call(
    z.strictObject({ id: DraftId, content: DraftContent }),
    z.strictObject({ findings: z.array(DraftFinding) }),
  ),
  /** by name */
  'templates.list': call(nothing, z.array(Template)),
  /** Without an id a new one; Undo of a removal saves it with its own. */
  'templates.save': call(z.strictObject({ id: TemplateId.nullable(), content: TemplateContent }), Template),
  'templates.remove': call(z.strictObject({ id: TemplateId }), nothing),
  /** the user's own words, in no order */
  'spelling.words': call(nothing, z.array(PersonalWord)),
  'spelling.add': call(z.strictObject({ word: PersonalWord }), nothing),
  'spelling.remove': call(z.strictObject({ word: PersonalWord }), nothing),
};
