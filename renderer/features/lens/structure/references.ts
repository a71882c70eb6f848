/**
 * What a HTML text names outside of its message. The browser's own parser reads it, into a document that is never shown: such a document
 * runs no script and loads nothing (HTML Standard, DOMParser: scripting is disabled, and it has no browsing context). Nothing of it enters
 * the page.
 */

/** `loaded`: asked for when the mail is opened by a program that does; `followed`: on a click; `sent`: a form's address. */
export type ReferenceKind = 'loaded' | 'followed' | 'sent' | 'script';

interface Reference {
  readonly kind: ReferenceKind;
  /** of the element, lower case */
  readonly element: string;
  readonly address: string;
  readonly times: number;
}

export const MOST_REFERENCES = 200;

const kinds: Readonly<Record<string, ReferenceKind>> = {
  a: 'followed',
  area: 'followed',
  form: 'sent',
  script: 'script',
};
const attributes = [
  'src',
  'href',
  'background',
  'poster',
  'data',
  'action',
  'formaction',
  'longdesc',
  'cite',
  'xlink:href',
  'srcset',
];

/** Each once, in the order of the text; those that name nothing on the network are left out. */
export function referencesOf(html: string): Reference[] {
  const document = new DOMParser().parseFromString(html, 'text/html');
  const base = document.querySelector('base[href]')?.getAttribute('href') ?? '';
  const found = new Map<string, Reference>();
  const add = (kind: ReferenceKind, element: string, written: string) => {
    const address = remoteAddress(written, base);
    if (address === null) return;
    const key = `${kind} ${element} ${address}`;
    const times = (found.get(key)?.times ?? 0) + 1;
    found.set(key, { kind, element, address, times });
  };
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    for (const attribute of attributes) {
      const value = element.getAttribute(attribute);
      if (value === null || name === 'base') continue;
      for (const one of attribute === 'srcset' ? candidates(value) : [value])
        add(attribute === 'formaction' ? 'sent' : (kinds[name] ?? 'loaded'), name, one);
    }
    for (const one of addressesInStyle(element.getAttribute('style') ?? '')) add('loaded', name, one);
    if (name === 'style') for (const one of addressesInStyle(element.textContent)) add('loaded', name, one);
    if (name === 'meta' && element.getAttribute('http-equiv')?.toLowerCase() === 'refresh')
      add('loaded', name, /url\s*=\s*['"]?([^'"]*)/i.exec(element.getAttribute('content') ?? '')?.[1] ?? '');
  }
  return [...found.values()];
}

/** https, http, ftp and the like; null for what lies in the message (cid), in the address itself (data), or is no place (mailto). */
export function remoteAddress(written: string, base: string): string | null {
  const outside = URL.canParse(base) ? base : 'cid:';
  const trimmed = written.trim();
  // Without a base, `//host/…` still names a host: programs that show it take http or https for it.
  const text = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed;
  const parsed = URL.canParse(text)
    ? new URL(text)
    : URL.canParse(text, outside)
      ? new URL(text, outside)
      : null;
  return parsed !== null && /^(?:https?|ftp|wss?|file):$/.test(parsed.protocol) ? parsed.href : null;
}

/** `a.png 1x, b.png 2x` */
const candidates = (srcset: string): string[] =>
  srcset.split(',').flatMap((one) => {
    const [address = ''] = one.trim().split(/\s/);
    return address === '' ? [] : [address];
  });

/** `url(…)` and `@import "…"` */
function addressesInStyle(style: string): string[] {
  return Array.from(
    style.matchAll(/url\(\s{0,20}['"]?([^'")\s]{1,4000})|@import\s{1,20}['"]([^'"]{1,4000})/gi),
    ([, inUrl, imported]) => inUrl ?? imported ?? '',
  );
}
