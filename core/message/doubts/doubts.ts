/**
 * What may not be meant in a message that could go: each is asked about once, before it goes, and never again where the user says so. What
 * others will stumble over is the lint's to find; what cannot be sent, check-draft.ts's.
 */
import type { Account } from '../../account/account.ts';
import type { Identity } from '../../account/identity.ts';
import type { DraftFinding } from '../../contract/findings.ts';
import type { DoubtKind } from '../../contract/settings.ts';
import { mailboxKey } from '../address.ts';
import type { AttachmentView, DraftContent } from '../draft.ts';
import { goesOneEach } from '../one-each.ts';
import { goesAlong } from '../rich/pictures.ts';
import { speaksOfAttachment } from './attachment-words.ts';
import { foreignDomain } from './fits-account.ts';
import { ownWords } from './own-words.ts';

export type Doubt =
  /** `words`: as they were written */
  | { readonly kind: 'attachment'; readonly words: string }
  | { readonly kind: 'subject' }
  | { readonly kind: 'visible'; readonly count: number }
  | { readonly kind: 'identity'; readonly address: string; readonly domain: string }
  /** bytes */
  | { readonly kind: 'size'; readonly size: number; readonly limit: number };

/** So many may see each other's addresses without a question. */
export const MANY_VISIBLE = 20;

/** RFC 1870 §6.1 by the lint: the one error that is asked about here by name. */
export const TOO_LARGE = 'R12';

export interface Doubted {
  readonly content: Pick<DraftContent, 'to' | 'cc' | 'subject' | 'body' | 'html' | 'sending'>;
  readonly attachments: readonly AttachmentView[];
  readonly account: Pick<Account, 'user' | 'host'>;
  readonly identity: Pick<Identity, 'address'>;
  /** of the lint */
  readonly findings: readonly DraftFinding[];
}

export function doubtsOf(
  { content, attachments, account, identity, findings }: Doubted,
  dismissed: readonly DoubtKind[],
): Doubt[] {
  const doubts: Doubt[] = [];
  const words = attachments.some((file) => goesAlong(file, content))
    ? null
    : speaksOfAttachment(`${content.subject}\n${ownWords(content.body)}`);
  if (words !== null) doubts.push({ kind: 'attachment', words });
  if (content.subject.trim() === '') doubts.push({ kind: 'subject' });
  const visible = new Set([...content.to, ...content.cc].map(({ address }) => mailboxKey(address)));
  if (visible.size > MANY_VISIBLE && !goesOneEach(content))
    doubts.push({ kind: 'visible', count: visible.size });
  const foreign = foreignDomain(identity.address, account);
  if (foreign !== null) doubts.push({ kind: 'identity', address: identity.address, domain: foreign.account });
  const large = findings.find(({ rule }) => rule === TOO_LARGE);
  if (large !== undefined)
    doubts.push({ kind: 'size', size: Number(large.params.size), limit: Number(large.params.limit) });
  return doubts.filter(({ kind }) => !dismissed.includes(kind));
}
