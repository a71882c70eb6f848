/**
 * What the numbers of a reply mean: RFC 5321 §4.2.2's codes, RFC 3463's enhanced ones, and the keywords of EHLO. Only names of words are
 * here; the words are in i18n smtp.json under `reply`, `class`, `enhanced` and `extension`.
 */
import type { Extensions, Reply } from './vocabulary.ts';
import words from '../i18n/en/smtp.json' with { type: 'json' };

type ReplyCode = keyof typeof words.reply;
type ReplyDigit = keyof typeof words.class;
/** RFC 3463's subject and detail: `1-1` of 5.1.1. A class has the same meaning everywhere. */
type EnhancedDetail = keyof typeof words.enhanced;
export type ExtensionKeyword = keyof typeof words.extension;

export type Explanation =
  `smtp.reply.${ReplyCode}` | `smtp.class.${ReplyDigit}` | `smtp.enhanced.${EnhancedDetail}`;

export interface ExplainedReply {
  readonly code: Explanation;
  readonly params: { readonly code: string };
}

const has = <Names extends object>(names: Names, name: string): name is keyof Names & string =>
  Object.hasOwn(names, name);

/** The enhanced code first where there is one, since it says more; then the code, or at least its first digit. Never empty. */
export function explainReply(reply: Reply): ExplainedReply[] {
  const explained: ExplainedReply[] = [];
  const detail = reply.enhanced?.split('.').slice(1).join('-') ?? '';
  if (reply.enhanced !== null && has(words.enhanced, detail))
    explained.push({ code: `smtp.enhanced.${detail}`, params: { code: reply.enhanced } });
  const code = String(reply.code);
  const digit = code.charAt(0);
  if (has(words.reply, code)) explained.push({ code: `smtp.reply.${code}`, params: { code } });
  else if (has(words.class, digit)) explained.push({ code: `smtp.class.${digit}`, params: { code } });
  return explained;
}

/** Null: a keyword that this program has no words for. */
export function explainExtension(extension: Extensions[number]): `smtp.extension.${ExtensionKeyword}` | null {
  const keyword = extension.keyword.toUpperCase();
  return has(words.extension, keyword) ? `smtp.extension.${keyword}` : null;
}
