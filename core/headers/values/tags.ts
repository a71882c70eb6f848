/** `tag=value; tag=value` (RFC 6376 §3.2), as DKIM-Signature and ARC's fields hold. Total and linear. */

export interface Tag {
  readonly name: string;
  readonly value: string;
}

/** Tags whose white space means nothing: base64 and lists that are folded anywhere. */
const FOLDED = new Set(['b', 'bh', 'h', 'z', 'p']);

export function tagList(text: string): Tag[] {
  return text.split(';').flatMap((part): Tag[] => {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(0, equals)).trim();
    if (name === '') return [];
    const value = part.slice(equals + 1).trim();
    return [{ name, value: FOLDED.has(name) ? value.replaceAll(/\s+/g, '') : value.replaceAll(/\s+/g, ' ') }];
  });
}
