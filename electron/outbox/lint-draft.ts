/**
 * What the lint says of a draft before it is sent: the message is built as it would go out, but for the contents of its attachments, which
 * the writer encodes by itself. Nothing is kept. Loaded with the first draft that is looked at.
 */
import type { Identity } from '#core/account/identity.ts';
import type { DraftFinding } from '#core/contract/findings.ts';
import { bodyReader } from '#core/headers/lint/read/body.ts';
import { lint } from '#core/headers/lint/run.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { splitAddress } from '#core/message/address.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import { deriveEnvelope } from '#core/message/derive-envelope.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { messageOptions, newMessageId } from '#core/message/message-options.ts';
import { estimateSize } from '#core/message/size.ts';
import type { ServerOffers } from '#core/smtp/offers.ts';
import { headBytes } from './build-message.ts';
import type { AttachmentSource } from './ports.ts';

export interface DraftToLint {
  readonly content: DraftContent;
  readonly identity: Identity;
  readonly sources: readonly AttachmentSource[];
  /** what the account's server offered when it was last spoken to; null: it was not */
  readonly offers: ServerOffers | null;
  /** ms since the epoch */
  readonly at: number;
}

/** Empty for a draft that cannot be built yet: what is wrong with it is said where it is written. */
export async function lintDraft({
  content,
  identity,
  sources,
  offers,
  at,
}: DraftToLint): Promise<DraftFinding[]> {
  const derived = deriveEnvelope(content, identity);
  if (checkDraft(content, identity, sources).length > 0 || !derived.ok) return [];
  const { envelope } = derived;
  const domain = splitAddress(identity.address)?.domain ?? '';
  const options = messageOptions(content, identity, {
    messageId: newMessageId('01AAAAAAAAAAAAAAAAAAAAAAAA', at, domain),
    date: new Date(at),
  });
  const bytes = await headBytes(options, sources);
  const header = parseHeader(bytes);
  const reader = bodyReader(header, bytes);
  reader.push(bytes.subarray(header.end));
  const { findings } = lint({
    bytes,
    header,
    origin: 'composed',
    body: reader.end(),
    sending: {
      recipients: envelope.recipients.map(({ address }) => address),
      smtpUtf8: envelope.smtpUtf8,
      eightBitMime: envelope.body === '8bitmime',
      size: estimateSize(content, identity, sources),
      offers: keywordsOf(offers),
    },
    now: at,
  });
  return findings.map(({ rule, severity, source, place, params }) => {
    const at = place?.item ?? null;
    const item = at === null ? undefined : header.items[at];
    return {
      rule,
      severity,
      source,
      field: item?.kind === 'field' ? item.name : null,
      params: { ...params },
    };
  });
}

function keywordsOf(offers: ServerOffers | null): ReadonlyMap<string, string> | null {
  const extensions = offers?.afterTls ?? offers?.beforeTls ?? null;
  return (
    extensions && new Map(extensions.map(({ keyword, parameters }) => [keyword.toUpperCase(), parameters]))
  );
}
