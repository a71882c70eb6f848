/**
 * What servers put into the comments of Received: names and addresses, TLS, sign-in, their own name. RFC 5321 §4.4 gives the form of the
 * TCP-info alone; the rest is custom of Postfix, Exim, Sendmail, Microsoft, Google, qmail, OpenSMTPD and others.
 */
import { ipAddress, type IpAddress } from './ip.ts';
import type { Clause } from './received.ts';

export interface Peer {
  /** what the host called itself, or is called by the server; null when only an address is known */
  readonly name: string | null;
  /** what the DNS calls the address, by the server's word; null when it is not told or unknown */
  readonly dnsName: string | null;
  readonly address: IpAddress | null;
}

export interface Tls {
  /** `1.3`; null when only the fact is known */
  readonly version: string | null;
  readonly cipher: string | null;
}

/** Comments that are longer hold nothing that is looked for here. */
const LONGEST = 2000;

export function peerOf(clause: Pick<Clause, 'value' | 'comments'> | undefined): Peer | null {
  if (clause === undefined) return null;
  const [word = ''] = clause.value.split(' ', 1);
  let address = ipAddress(word);
  let name = address === null && word !== '' ? word : null;
  let dnsName: string | null = null;
  for (const comment of clause.comments.slice(0, 8)) {
    const parts = comment.slice(0, LONGEST).split(/[\s()]+/);
    const named = /(?:^|\s)(?:helo|ehlo)[= ]\s?(\S+)/i.exec(comment.slice(0, LONGEST))?.[1];
    // With Exim and qmail the name of the greeting stands in the comment, and the DNS's before it.
    if (named !== undefined && ipAddress(named) === null) {
      dnsName ??= name === 'unknown' ? null : name;
      name = named;
    }
    for (const part of parts)
      address ??= ipAddress(
        part
          .replace(/^.*@(?=\[)/, '')
          .replace(/[.,;]$/, '')
          .replace(/:\d+$/, (port) => (part.split(':').length === 2 ? '' : port)),
      );
    const [first = ''] = parts;
    const hasAddress = parts.some((part) => ipAddress(part) !== null);
    if (named === undefined && hasAddress && isHostName(first)) dnsName ??= first.replace(/\.$/, '');
  }
  if (name === null && address === null && dnsName === null) return null;
  return { name: name === 'unknown' ? null : name, dnsName, address };
}

const isHostName = (word: string) =>
  word.length <= 255 &&
  word !== 'unknown' &&
  ipAddress(word) === null &&
  /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i.test(word);

/** `using TLSv1.3 with cipher …`, `version=TLS1_2, cipher=…`, `TLS1.3`, `TLSv1.2:ECDHE-…:256`. */
const VERSION = /\b(?:TLS ?v?|SSL ?v?)([123])(?:[._]([0-3]))?(?![\w.])/i;
const CIPHER = /\bcipher[= ]\s?([\w-]{5,80})/i;
const SUITE =
  /\b((?:TLS|ECDHE|DHE|AEAD|AES\d+)[_-][A-Z0-9_-]{6,80}|(?:AES|DHE|ECDHE|RC4|DES)[A-Z0-9]*-[A-Z0-9-]{3,80})/;

export function tlsOf(comments: readonly string[], protocol: string): Tls | null {
  for (const long of comments) {
    const comment = long.slice(0, LONGEST);
    const version = VERSION.exec(comment);
    const cipher = CIPHER.exec(comment)?.[1] ?? SUITE.exec(comment)?.[1] ?? SUITE.exec(protocol)?.[1] ?? null;
    if (version === null && !/\bcipher[= ]/i.test(comment)) continue;
    return { version: version === null ? null : versionWords(version), cipher };
  }
  return SUITE.test(protocol) && / tls /i.test(protocol)
    ? { version: null, cipher: SUITE.exec(protocol)?.[1] ?? null }
    : null;
}

function versionWords([whole, major = '', minor]: RegExpExecArray): string {
  return /^ssl/i.test(whole) ? `SSL ${major}` : `TLS ${major}.${minor ?? '0'}`;
}

export function authenticatedAs(comments: readonly string[]): string | null {
  for (const comment of comments) {
    const found =
      /\b(?:authenticated (?:sender|user|as|id)|authenticated|auth(?:id)?)[:=]? ?<?([^\s<>,)]{1,320})/i.exec(
        comment.slice(0, LONGEST),
      );
    if (found && /^(?:authenticated|auth)/i.test(comment.trimStart()) && found[1] !== 'bits')
      return found[1] ?? null;
  }
  return null;
}

const PROGRAMS =
  /\b(Postfix|Exim [\d.]+|Exim|Sendmail|qmail|OpenSMTPD|Dovecot|Cyrus|PowerMTA|Haraka|Mailman|Microsoft SMTP Server|amavisd-new|CommuniGate|MailEnable|Zimbra|Halon|LMTPProxy|Authentication Milter)\b/i;

/** Sendmail names only its versions: `(8.15.2/8.15.2)`. */
export function commentSoftware(comments: readonly string[], protocol: string | null): string | null {
  for (const text of [...comments, protocol ?? '']) {
    const found = PROGRAMS.exec(text.slice(0, LONGEST))?.[1];
    if (found !== undefined) return found;
    if (/^8\.\d+\.\d+\/[\w.+-]+$/.test(text)) return `Sendmail ${text.split('/')[0] ?? ''}`;
  }
  return null;
}
