/** Where the links of a mail lead, and whether their words say something else. */
import { remoteAddress } from '../structure/references.ts';

export interface MailLink {
  /** as a browser would write it: the host in ASCII, so that look-alikes show */
  readonly address: string;
  /** the host in its own script, where that differs */
  readonly readable: string | null;
  /** the host that the link's words name, where it is another one */
  readonly says: string | null;
}

/** `within`: it leads to a place in the same text. null: it leads nowhere. */
export function linkOf(element: Element, base: string): MailLink | 'within' | null {
  const written = element.getAttribute('href')?.trim() ?? '';
  // Without one it leads nowhere; with a base, nothing would lead there.
  if (written === '') return null;
  if (written.startsWith('#')) return 'within';
  const address = /^(?:mailto|tel|sms|xmpp|matrix|callto):/i.test(written)
    ? written
    : remoteAddress(written, base);
  if (address === null || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  const named = hostNamed(element.textContent);
  return {
    address,
    readable: hostname.includes('xn--')
      ? (/^[a-z]+:\/*(?:[^/@]*@)?([^/:?#]*)/i.exec(written)?.[1] ?? null)
      : null,
    says: hostname === '' || named === null || sameSite(named, hostname) ? null : named,
  };
}

/** Words that look like an address, as those that deceive do; null: they do not. */
function hostNamed(words: string): string | null {
  const trimmed = words.slice(0, 300).trim();
  const host = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63})(?:[/:?#]\S*)?$/iu.exec(
    trimmed,
  )?.[1];
  if (host === undefined) return null;
  return URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : null;
}

/** `example.org` and `www.example.org` are no deceit. */
const sameSite = (a: string, b: string) => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
