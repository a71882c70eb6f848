/** Rich text that comes back: of a draft that was sent, or of anybody's mail, to be written on. Loaded when there is some. */
import { cidName } from '../../mime/readable.ts';
import { canonical } from './canonical.ts';
import { richOfMail } from './mail.ts';
import { textOfNodes } from './text.ts';
import { parsed, serialized } from './tree.ts';

/** A mail's HTML as rich text; its pictures still have their Content-IDs, `cid:…` undone, those from elsewhere are left out. */
export function richTextOf(html: string): { readonly html: string; readonly picturesLeftOut: boolean } {
  let picturesLeftOut = false;
  const nodes = canonical(richOfMail(html), (src) => {
    const name = cidName(src) ?? '';
    picturesLeftOut ||= name === '';
    return name === '' ? null : `cid:${name}`;
  });
  return { html: serialized(nodes), picturesLeftOut };
}

/** With other addresses for its pictures; one that has none is left out. `body` is its plain text. */
export const withAddresses = (
  html: string,
  addresses: ReadonlyMap<string, string>,
): { readonly html: string; readonly body: string } => {
  const nodes = canonical(parsed(html), (src) => addresses.get(src) ?? null);
  return { html: serialized(nodes), body: textOfNodes(nodes) };
};

/** What its pictures are called, each once. */
export function pictureNames(html: string): readonly string[] {
  const names = new Set<string>();
  canonical(parsed(html), (src) => {
    names.add(src);
    return src;
  });
  return [...names];
}
