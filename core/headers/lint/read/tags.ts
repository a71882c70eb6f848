/** Tag lists as DKIM and ARC have them (RFC 6376 §3.2): `a=rsa-sha256; d=stagecraft.example; …`. One pass, bounded. */

export interface TagList {
  /** names as written, white space within values dropped; the first of a name stands */
  readonly tags: ReadonlyMap<string, string>;
  readonly doubled: readonly string[];
  /** what is no tag */
  readonly broken: readonly string[];
}

const MOST_TAGS = 100;

export function tagList(text: string): TagList {
  const tags = new Map<string, string>();
  const doubled: string[] = [];
  const broken: string[] = [];
  for (const piece of text.split(';', MOST_TAGS)) {
    const written = piece.trim();
    if (written === '') continue;
    const at = written.indexOf('=');
    const name = at < 0 ? '' : written.slice(0, at).trim();
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) broken.push(written);
    else if (tags.has(name)) doubled.push(name);
    else tags.set(name, written.slice(at + 1).replaceAll(/\s/g, ''));
  }
  return { tags, doubled, broken };
}
