/** Everything that forbids sending a draft, each with its field. An empty list: it can be built. */
import type { Identity } from '../account/identity.ts';
import type { Problem, ProblemCode } from '../contract/errors.ts';
import { checkAddress, hasLineBreak, needsSmtpUtf8 } from './address.ts';
import type { AttachmentView, DraftContent } from './draft.ts';
import type { RecipientField } from './envelope-schema.ts';
import { checkHeaderField } from './own-header.ts';
import { goesAlong } from './rich/pictures.ts';
import { envelopeProblems, envelopeSlip, RECIPIENT_FIELDS } from './envelope.ts';

/** A line break in a header field or a command would begin another one (RFC 5322 §2.2, RFC 5321 §2.3.8): refused, never mended. */
export function checkDraft(
  content: Pick<DraftContent, RecipientField | 'replyTo' | 'subject' | 'sending' | 'html'>,
  identity: Identity,
  attachments: readonly AttachmentView[] = [],
): Problem[] {
  const problems: Problem[] = [...identityProblems(identity)];
  problems.push(...envelopeProblems(envelopeSlip(content, identity), content));
  for (const field of RECIPIENT_FIELDS)
    for (const { name } of content[field])
      if (hasLineBreak(name)) problems.push({ code: 'name-line-break', field, value: name });
  for (const { name, address } of content.replyTo ?? []) {
    const code = checkReplyTo(address) ?? (hasLineBreak(name) ? 'name-line-break' : null);
    if (code !== null) problems.push({ code, field: 'reply-to', value: address });
  }
  problems.push(...subjectProblems(content.subject));
  for (const field of content.sending.headers) {
    const code = checkHeaderField(field);
    if (code !== null) problems.push({ code, field: 'headers', value: field.name });
  }
  return [...problems, ...attachments.filter((file) => goesAlong(file, content)).flatMap(attachmentProblem)];
}

export const subjectProblems = (subject: string): Problem[] =>
  hasLineBreak(subject) ? [{ code: 'subject-line-break', field: 'subject', value: subject }] : [];

function identityProblems({ name, address, replyTo }: Identity): Problem[] {
  const problems: Problem[] = [];
  const wrong = (code: ProblemCode | null, field: Problem['field'], value: string) => {
    if (code !== null) problems.push({ code, field, value });
  };
  wrong(checkAddress(address) ?? checkAscii(address), 'from', address);
  wrong(hasLineBreak(name) ? 'name-line-break' : null, 'from', name);
  if (replyTo !== '') wrong(checkReplyTo(replyTo), 'reply-to', replyTo);
  return problems;
}

const checkAscii = (address: string): ProblemCode | null =>
  needsSmtpUtf8(address) ? 'address-not-ascii' : null;

/** Of an address that is to stand in Reply-To; null: nothing is wrong with it. */
export const checkReplyTo = (address: string): ProblemCode | null =>
  checkAddress(address) ?? checkAscii(address);

const attachmentProblem = ({ state, name }: AttachmentView): Problem[] =>
  state === 'ready'
    ? []
    : [
        {
          code: state === 'missing' ? 'attachment-missing' : 'attachment-changed',
          field: 'attachments',
          value: name,
        },
      ];
