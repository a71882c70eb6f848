/**
 * What the lint says of a draft before it is sent: the message is built as it would go out, but for the contents of its attachments, which
 * the writer encodes by itself. Nothing is kept. Loaded with the first draft that is looked at, in main or in a thread (draft-lint.ts).
 */
import type { DraftFinding } from '#core/contract/findings.ts';
import { bodyReader } from '#core/headers/lint/read/body.ts';
import { lint } from '#core/headers/lint/run.ts';
import { parseHeader } from '#core/headers/parse.ts';
import { checkDraft } from '#core/message/check-draft.ts';
import { deriveEnvelope } from '#core/message/derive-envelope.ts';
import { messageOptions } from '#core/message/message-options.ts';
import { firstMessageOf } from '#core/message/one-each.ts';
import { messageIdOf } from '#core/message/own-fields.ts';
import { estimateSize } from '#core/message/size.ts';
import { keywordsOf } from '#core/smtp/keywords.ts';
import { asItGoes } from '../../compose/as-it-goes.ts';
import type { CallsOf } from '../../database/worker-link.ts';
import { headBytes } from '../making/build-message.ts';
import type { lintProtocol } from './lint-protocol.ts';

export type DraftToLint = CallsOf<typeof lintProtocol>['findings']['request'];

/** Empty for a draft that cannot be built yet: what is wrong with it is said where it is written. */
export async function lintDraft({
  content: written,
  identity: sender,
  sources,
  offers,
  at,
}: DraftToLint): Promise<DraftFinding[]> {
  if (checkDraft(written, sender, sources).length > 0) return [];
  // Of several messages, one each, the first speaks for all.
  const { content, identity } = firstMessageOf(written, sender);
  const messageId = messageIdOf(identity, '01AAAAAAAAAAAAAAAAAAAAAAAA', at);
  const letter = await asItGoes(content, sources, messageId);
  const derived = deriveEnvelope(letter.content, identity);
  if (checkDraft(content, identity, letter.sources).length > 0 || !derived.ok) return [];
  const { envelope } = derived;
  const options = messageOptions(letter.content, identity, {
    messageId,
    date: new Date(at),
    html: letter.html,
  });
  const bytes = await headBytes(options, letter.sources);
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
