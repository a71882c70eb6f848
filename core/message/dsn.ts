/** What a sender may ask about delivery (RFC 3461): when to be told, and how much comes back. How it is put on the wire is envelope.ts's. */
import { z } from 'zod';
import { xtext } from './xtext.ts';

/** When the sender asks to be told (RFC 3461 §4.1). None of them is NEVER. */
export const NotifyWhen = z.enum(['success', 'failure', 'delay']);
export type NotifyWhen = z.infer<typeof NotifyWhen>;

/** NOTIFY; empty is NEVER */
export const Notify = z.array(NotifyWhen).max(3);
export type Notify = z.infer<typeof Notify>;

/** How much of the message a failure notice brings back (RFC 3461 §4.3). */
export const Ret = z.enum(['full', 'hdrs']);
export type Ret = z.infer<typeof Ret>;

/** What an identity asks for when a message says nothing of its own; null leaves it to the server. */
export const DsnDefault = z.strictObject({ notify: Notify.nullable(), ret: Ret.nullable() });
export type DsnDefault = z.infer<typeof DsnDefault>;

export const NO_DSN: DsnDefault = { notify: null, ret: null };

/** RFC 3461 §4.4: printable ASCII, at most 100 octets once it is xtext. Null: nothing is wrong. */
export function checkEnvid(envid: string): 'envid-not-printable' | 'envid-too-long' | null {
  if (!/^[\x20-\x7e]*$/.test(envid)) return 'envid-not-printable';
  return xtext(envid).length > 100 ? 'envid-too-long' : null;
}

/** The recipient as its sender named it (RFC 3461 §4.2, RFC 6533 §3), before it is encoded for the wire. */
export const orcptOf = (address: string): string =>
  `${/^[\x20-\x7e]*$/.test(address) ? 'rfc822' : 'utf-8'};${address}`;
