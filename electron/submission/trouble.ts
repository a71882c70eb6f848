/** What can go wrong, as the session saw it, and which of it kept a transaction from being wholly accepted. What it means is explain.ts's. */
import { situationOfReply } from '#core/smtp/situations/texts.ts';
import type { Reply, SmtpStep } from '#core/smtp/vocabulary.ts';
import type { Ending } from './connection/conversation.ts';
import type { DialTrouble } from './connection/dial.ts';
import type { Encrypted } from './connection/encryption.ts';
import type { TunnelTrouble } from './connection/proxy/route.ts';
import type { Seen } from './connection/second-look.ts';
import type { ServerFacts } from './session.ts';
import type { TokenFailure } from './sign-in/credentials.ts';
import type { TransactionLog } from './transaction-log.ts';

export type NotEncrypted = Exclude<Encrypted, { kind: 'encrypted' }>;

export type Trouble =
  | { readonly kind: 'dial'; readonly step: 'dns' | 'tcp'; readonly trouble: DialTrouble }
  | { readonly kind: 'tls'; readonly encrypted: NotEncrypted }
  /** `proxy` is its name for words */
  | {
      readonly kind: 'tunnel';
      readonly trouble: TunnelTrouble | { readonly kind: 'unreachable' };
      readonly proxy: string;
    }
  | { readonly kind: 'starttls-not-offered' }
  | { readonly kind: 'sign-in-not-offered'; readonly offered: string }
  | { readonly kind: 'sign-in-needs-encryption' }
  | { readonly kind: 'sign-in-challenge'; readonly mechanism: string; readonly reply: Reply }
  | { readonly kind: 'server-unproven'; readonly mechanism: string }
  | { readonly kind: 'token'; readonly code: TokenFailure['code']; readonly reason: string }
  | { readonly kind: 'token-refused'; readonly reply: Reply; readonly reason: string }
  /** `address`: of the one recipient that it was for */
  | {
      readonly kind: 'refused';
      readonly step: SmtpStep;
      readonly reply: Reply;
      readonly address?: string | undefined;
    }
  /** the reply is the first address's */
  | {
      readonly kind: 'recipients-refused';
      readonly reply: Reply;
      readonly addresses: readonly string[];
      /** for different reasons: no one situation explains them */
      readonly isMixed: boolean;
      readonly all: boolean;
    }
  /** `taken` of `all` recipients, and they go together or not at all */
  | { readonly kind: 'not-all-at-once'; readonly reply: Reply; readonly taken: number; readonly all: number }
  /** bytes */
  | { readonly kind: 'too-large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'extension-missing'; readonly extension: string }
  /** an address or parameter holds control characters */
  | { readonly kind: 'unsayable' }
  /** the file cannot be opened */
  | { readonly kind: 'source'; readonly errorCode: string | null }
  /** the connection ended after the final dot and before its reply */
  | { readonly kind: 'outcome-unknown' }
  | { readonly kind: 'ended'; readonly step: SmtpStep; readonly ending: Ending };

/** What is known of the connection beside the trouble itself. */
export type Known = Partial<Pick<ServerFacts, 'greeting' | 'extensions' | 'tls'>> & Seen;

/** What kept a transaction from being wholly accepted; null when nothing did. `step` is where the connection ended, if it did. */
export function troubleOf(
  log: TransactionLog,
  dotWritten: boolean,
  step: SmtpStep,
  ending: Ending | null,
): Trouble | null {
  const { dataReply, dotReply, mailReply } = log;
  if (dotReply !== null && dotReply.code >= 300) {
    const { accepted } = log;
    const address = accepted.length === 1 ? accepted[0] : undefined;
    return { kind: 'refused', step: 'reply', reply: dotReply, address };
  }
  const refused = log.refusedRecipients;
  const first = refused[0];
  const all = refused.length === log.recipientCount;
  const recipients: Trouble | null =
    first === undefined
      ? null
      : {
          kind: 'recipients-refused',
          reply: first.reply,
          addresses: refused.map(({ address }) => address),
          isMixed: new Set(refused.map(({ reply }) => situationOfReply(reply, 'rcpt'))).size > 1,
          all,
        };
  if (dotReply !== null) return recipients;
  if (dotWritten) return { kind: 'outcome-unknown' };
  if (mailReply !== null && mailReply.code >= 300) return { kind: 'refused', step: 'mail', reply: mailReply };
  const { tooMany, recipientCount } = log;
  if (tooMany !== null)
    return { kind: 'not-all-at-once', reply: tooMany, taken: log.accepted.length, all: recipientCount };
  // A closing server (421) ended the connection by its word, which says more than the loss that follows.
  if (recipients !== null && (all || log.isLost || first?.reply.code === 421)) return recipients;
  if (dataReply !== null && dataReply.code !== 354)
    return { kind: 'refused', step: 'data', reply: dataReply };
  return { kind: 'ended', step, ending: ending ?? { kind: 'unexpected' } };
}
