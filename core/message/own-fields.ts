/**
 * Date and Message-ID, which the program writes by itself, as an identity wants them. By default they tell neither where the sender is nor on
 * which machine: UTC, and the domain of the address.
 */
import type { Identity } from '../account/identity.ts';
import { domainToAscii, isFullyQualified, splitAddress } from './address.ts';
import { newMessageId } from './message-options.ts';

/** Of MIME boundaries, in place of the writer's own name: it stands in no encoded text (RFC 2045 §6.7). */
export const BOUNDARY_PREFIX = '=_';

/** RFC 5321 §4.5.3.1.2 */
const MAX_DOMAIN = 255;

export type MessageIdDomainProblem = 'not-a-domain' | 'not-qualified';

/** Empty takes the sender's. It has to be one that others cannot use by accident, or Message-IDs are not unique (RFC 5322 §3.6.4). */
export function checkMessageIdDomain(domain: string): MessageIdDomainProblem | null {
  const text = domain.trim();
  if (text === '') return null;
  const ascii = domainToAscii(text);
  if (ascii === null || ascii.startsWith('[') || ascii.length > MAX_DOMAIN) return 'not-a-domain';
  return isFullyQualified(ascii) ? null : 'not-qualified';
}

/** `random` as newMessageId has it; `at` in ms. A domain that is wrong, as in a file that was edited by hand, is not used. */
export function messageIdOf(
  { address, messageIdDomain }: Pick<Identity, 'address' | 'messageIdDomain'>,
  random: string,
  at: number,
): string {
  const own = checkMessageIdDomain(messageIdDomain) === null ? messageIdDomain.trim() : '';
  return newMessageId(random, at, own === '' ? (splitAddress(address)?.domain ?? '') : own);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** RFC 5322 §3.3, e.g. `Fri, 27 Nov 2026 13:05:09 +0100`. `at` in ms since the epoch; `offset` in minutes east of UTC. */
export function dateField(at: number, offset: number): string {
  const there = new Date(at + offset * 60_000);
  const day = `${DAYS[there.getUTCDay()] ?? ''}, ${two(there.getUTCDate())} ${MONTHS[there.getUTCMonth()] ?? ''}`;
  const time = [there.getUTCHours(), there.getUTCMinutes(), there.getUTCSeconds()].map(two).join(':');
  const away = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}${two(away % 60)}`;
  return `${day} ${String(there.getUTCFullYear())} ${time} ${zone}`;
}

/** `localOffset`: minutes east of UTC at that moment, where the sender is. */
export const dateOf = ({ dateZone }: Pick<Identity, 'dateZone'>, at: number, localOffset: number): string =>
  dateField(at, dateZone === 'local' ? localOffset : 0);
