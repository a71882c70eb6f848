/** What is done with a template: a message is begun from it, its text goes into the draft in front, a draft becomes one. */
import type { DraftContent } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import { swapSignature } from '#core/message/signature.ts';
import { filled } from '#core/templates/fields.ts';
import type { Template, TemplateContent } from '#core/templates/template.ts';
import { call, queries } from '../../api.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { sessionFor } from '../compose/draft/sessions.ts';

export type Values = ReadonlyMap<string, string>;

/** A subject is one line, whatever was filled in. */
export const filledSubject = (subject: string, values: Values): string =>
  filled(subject, values).replace(/[\r\n\0]+/g, ' ');

/** For the default account, its signature below the text. */
export async function letterFrom(template: Template, values: Values): Promise<DraftId> {
  const draft = await call('drafts.create', { accountId: null });
  const { to, cc, bcc } = template;
  const body = filled(template.body, values).replace(/\n+$/, '') + draft.content.body;
  const content: DraftContent = {
    ...draft.content,
    to,
    cc,
    bcc,
    subject: filledSubject(template.subject, values),
    body,
  };
  const saved = await call('drafts.save', { id: draft.id, revision: draft.revision, content });
  sessionFor({ ...draft, ...saved, content });
  return draft.id;
}

/** At the caret of the text, or in place of what is selected in it. */
export function insertInto(session: DraftSession, text: string): void {
  const area = document.querySelector<HTMLTextAreaElement>('#composer textarea');
  const { body } = session.state().content;
  const [start, end] = [area?.selectionStart ?? body.length, area?.selectionEnd ?? body.length];
  session.edit({ body: body.slice(0, start) + text + body.slice(end) });
  // The text is in the field with the next paint.
  requestAnimationFrame(() => {
    area?.focus();
    area?.setSelectionRange(start + text.length, start + text.length);
  });
}

/** What is written, without its sender's signature: every message gets its own. */
export async function keepAs(
  name: string,
  { to, cc, bcc, subject, body }: DraftContent,
  known: readonly Template[],
): Promise<Template> {
  const { accounts } = await call('accounts.list', null);
  const signatures = accounts.flatMap(({ account }) => account.identities.map(({ signature }) => signature));
  const text = signatures.reduce((left, signature) => swapSignature(left, signature, ''), body);
  const content: TemplateContent = { name: name.trim(), to, cc, bcc, subject, body: text };
  return save(known.find((one) => one.name === content.name)?.id ?? null, content);
}

/** What is saved of it. */
export const contentOf = ({ name, to, cc, bcc, subject, body }: Template): TemplateContent => ({
  name,
  to,
  cc,
  bcc,
  subject,
  body,
});

export async function save(id: Template['id'] | null, content: TemplateContent): Promise<Template> {
  const saved = await call('templates.save', { id, content });
  await queries.invalidateQueries({ queryKey: ['templates.list'] });
  return saved;
}

export async function remove(id: Template['id']): Promise<void> {
  await call('templates.remove', { id });
  await queries.invalidateQueries({ queryKey: ['templates.list'] });
}
