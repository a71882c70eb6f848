/** The extensions in an EHLO reply (RFC 5321 §4.1.1.1). */
import type { Extensions, Reply } from '#core/smtp/vocabulary.ts';

/** RFC 5321 §4.1.1.1: the first line names the server; of a keyword given twice the first counts. */
export function extensionsOf(reply: Reply): Extensions {
  const seen = new Set<string>();
  const extensions: Extensions = [];
  for (const line of reply.lines.slice(1)) {
    const [, word = '', parameters = ''] =
      /^([A-Za-z0-9][A-Za-z0-9-]*)(?:[ =](.*))?$/s.exec(line.trim()) ?? [];
    const keyword = word.toUpperCase();
    if (keyword === '' || seen.has(keyword)) continue;
    seen.add(keyword);
    extensions.push({ keyword, parameters: parameters.trim() });
  }
  return extensions;
}
