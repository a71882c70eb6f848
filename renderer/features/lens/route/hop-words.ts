/** What the timeline says of one hop: its name, its time as written, its second line, the words of its delay. */
import type { TFunction } from 'i18next';
import type { Hop } from '#core/headers/route/route.ts';
import type { HeaderDate } from '#core/headers/identifiers.ts';
import type { Peer } from '#core/headers/route/comments.ts';
import type { Language } from '#core/i18n/languages.ts';
import { formatSpan } from '../../../format.ts';

/** The clock as its server wrote it, `09:14:05`: not in the reader's zone, so that it can be found in that server's log. */
export function clockAsWritten({ at, offset }: HeaderDate): string {
  return new Date(at + (offset ?? 0) * 60_000).toISOString().slice(11, 19);
}

/** `09:14:02 +0100`; -0000 tells no zone (RFC 5322 §3.3). */
export function timeWithOffset(date: HeaderDate): string {
  const { offset } = date;
  const digits = Math.abs(offset ?? 0);
  const zone = `${String(Math.floor(digits / 60)).padStart(2, '0')}${String(digits % 60).padStart(2, '0')}`;
  return `${clockAsWritten(date)} ${offset === null || offset < 0 ? '-' : '+'}${zone}`;
}

export const peerName = (peer: Peer | null): string | null =>
  peer === null ? null : (peer.name ?? peer.dnsName ?? peer.address?.text ?? null);

export function hopName(t: TFunction, { received }: Hop): string {
  return peerName(received.by) ?? received.software ?? t('lens.route.unnamed');
}

export function hopSaid(t: TFunction, { received, protocol }: Hop): string {
  const parts: string[] = [];
  const type = received.protocol;
  if (received.signedInAs !== null)
    parts.push(t('lens.route.signedInAs', { user: received.signedInAs, protocol: type ?? '—' }));
  else if (protocol?.signedIn === true) parts.push(t('lens.route.signedIn', { protocol: protocol.type }));
  else if (type !== null) parts.push(t('lens.route.protocol', { protocol: type }));
  if (received.recipient !== null) parts.push(t('lens.route.for', { address: received.recipient }));
  if (received.id !== null) parts.push(t('lens.route.id', { id: received.id }));
  if (received.software !== null && received.by !== null) parts.push(received.software);
  return parts.length === 0 && received.from === null && received.by === null
    ? t('lens.route.unreadable')
    : parts.join(', ');
}

/** `1 min 12 s`, `−2 s`, `0 s`. */
export function delayWords(ms: number, language: Language): string {
  if (ms === 0) return '0\u00A0s';
  return ms < 0 ? `\u2212${formatSpan(-ms, language)}` : formatSpan(ms, language);
}
