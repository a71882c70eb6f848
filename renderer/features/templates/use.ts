/** What is done with a template: a message is begun from it, its text goes into the draft in front, a draft becomes one. */
import type { DraftContent } from '#core/message/draft.ts';
import type { DraftId } from '#core/message/ids.ts';
import {
  NO_SIGNATURE,
  type Signature,
  signatureOf,
  swapSignature,
  withSignature,
} from '#core/message/signature.ts';
import { swapRichSignature, withRichSignature } from '#core/message/rich/signature.ts';
import { filled, filledHtml } from '#core/templates/fields.ts';
import type { Template, TemplateContent } from '#core/templates/template.ts';
import { call, queries } from '../../api.ts';
import { bodyOf } from '../compose/body/body-handle.ts';
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { sessionFor } from '../compose/draft/sessions.ts';

export type Values = ReadonlyMap<string, string>;

/** A subject is one line, whatever was filled in. */
export const filledSubject = (subject: string, values: Values): string =>
  filled(subject, values).replace(/[\r\n\0]+/g, ' ');

/** For the default account, its signature below the text. */
export async function letterFrom(template: Template, values: Values): Promise<DraftId> {
  const draft = await call('drafts.create', { accountId: null });
  const { to, cc, bcc, headers = [] } = template;
  const content: DraftContent = {
    ...draft.content,
    to,
    cc,
    bcc,
    subject: filledSubject(template.subject, values),
    sending: { ...draft.content.sending, headers },
    ...(await textFrom(template, values, draft.content)),
  };
  const saved = await call('drafts.save', { id: draft.id, revision: draft.revision, content });
  sessionFor({ ...draft, ...saved, content });
  return draft.id;
}

async function textFrom(
  { body, html }: Template,
  values: Values,
  { accountId, identityId }: DraftContent,
): Promise<Pick<DraftContent, 'body' | 'html'>> {
  const identity = (await call('accounts.list', null)).accounts
    .flatMap(({ account }) => (account.id === accountId ? account.identities : []))
    .find(({ id }) => id === identityId);
  const signature = signatureOf(identity);
  const place = identity?.signaturePlace;
  if (html === undefined)
    return { body: withSignature(filled(body, values).replace(/\n+$/, ''), signature.text, place) };
  const { withAddresses } = await import('#core/message/rich/reused.ts');
  return withAddresses(withRichSignature(filledHtml(html, values), signature, place), new Map());
}

/** At the caret of the text, or in place of what is selected in it. */
export function insertInto(session: DraftSession, { body, html }: Template, values: Values): void {
  bodyOf(session.id)?.insert(filled(body, values), html === undefined ? undefined : filledHtml(html, values));
}

/** What is written, without its sender's signature: every message gets its own. */
export async function keepAs(
  name: string,
  { to, cc, bcc, subject, body, html, sending: { headers } }: DraftContent,
  known: readonly Template[],
): Promise<Template> {
  const { accounts } = await call('accounts.list', null);
  const signatures = accounts.flatMap(({ account }) => account.identities.map(signatureOf));
  const text = signatures.reduce((left, signature) => swapSignature(left, signature.text, ''), body);
  const content: TemplateContent = {
    name: name.trim(),
    to,
    cc,
    bcc,
    subject,
    body: text,
    ...(html === undefined ? {} : await richWithout(signatures, html)),
    ...(headers.length === 0 ? {} : { headers }),
  };
  return save(known.find((one) => one.name === content.name)?.id ?? null, content);
}

/** Pictures stay with their draft: a template has no files. */
async function richWithout(
  signatures: readonly Signature[],
  html: string,
): Promise<Pick<TemplateContent, 'body' | 'html'>> {
  const { withAddresses } = await import('#core/message/rich/reused.ts');
  return withAddresses(
    signatures.reduce((left, signature) => swapRichSignature(left, signature, NO_SIGNATURE), html),
    new Map(),
  );
}

/** What is saved of it. */
export const contentOf = ({
  name,
  to,
  cc,
  bcc,
  subject,
  body,
  html,
  headers,
}: Template): TemplateContent => ({
  name,
  to,
  cc,
  bcc,
  subject,
  body,
  ...(html === undefined ? {} : { html }),
  ...(headers === undefined ? {} : { headers }),
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
