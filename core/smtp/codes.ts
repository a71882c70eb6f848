/**
 * What the numbers of a reply mean: RFC 5321 §4.2.2's codes, the whole registry of enhanced ones (RFC 5248), and the keywords of EHLO. Only
 * names of words are here; the words are in i18n status-codes.json and offers.json.
 */
import offers from '../i18n/en/offers.json' with { type: 'json' };
import words from '../i18n/en/status-codes.json' with { type: 'json' };
import { ENHANCED_REFERENCES, REPLY_REFERENCES } from './status-registry.ts';
import type { Extensions, Reply } from './vocabulary.ts';

type ReplyCode = keyof typeof words.reply;
type ReplyDigit = keyof typeof words.class;
/** RFC 3463's subject and detail: `1-1` of 5.1.1. A class has the same meaning everywhere. */
type EnhancedDetail = keyof typeof words.enhanced;
type Subject = keyof typeof words.subject;
export type ExtensionKeyword = keyof typeof offers.extension;

export type Explanation =
  | `status.reply.${ReplyCode}`
  | `status.class.${ReplyDigit}`
  | `status.subject.${Subject}`
  | `status.enhanced.${EnhancedDetail}`;

export interface ExplainedReply {
  readonly code: Explanation;
  readonly params: { readonly code: string };
  /** the document that defines it; null: none does */
  readonly reference: string | null;
}

const has = <Names extends object>(names: Names, name: string): name is keyof Names & string =>
  Object.hasOwn(names, name);

/** The enhanced code first where there is one, since it says more; then the code, or at least its first digit. Never empty. */
export function explainReply(reply: Reply): ExplainedReply[] {
  const enhanced = reply.enhanced === null ? null : explainEnhanced(reply.enhanced);
  const code = String(reply.code);
  const digit = code.charAt(0);
  const params = { code };
  return [
    ...(enhanced === null ? [] : [enhanced]),
    ...(has(words.reply, code)
      ? [{ code: `status.reply.${code}` as const, params, reference: REPLY_REFERENCES[code] }]
      : has(words.class, digit)
        ? [{ code: `status.class.${digit}` as const, params, reference: null }]
        : []),
  ];
}

/** A detail that the registry does not have is the server's own (5.7.139): at least its subject is known (RFC 3463 §3). */
function explainEnhanced(enhanced: string): ExplainedReply | null {
  const [, subject = '', number = ''] = enhanced.split('.');
  const detail = `${subject}-${number}`;
  const params = { code: enhanced };
  if (has(words.enhanced, detail))
    return { code: `status.enhanced.${detail}`, params, reference: ENHANCED_REFERENCES[detail] };
  return has(words.subject, subject) ? { code: `status.subject.${subject}`, params, reference: null } : null;
}

/** Null: a keyword that this program has no words for. */
export function explainExtension(
  extension: Extensions[number],
): `offers.extension.${ExtensionKeyword}` | null {
  const keyword = extension.keyword.toUpperCase();
  return has(offers.extension, keyword) ? `offers.extension.${keyword}` : null;
}
