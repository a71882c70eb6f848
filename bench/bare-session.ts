/** The submission session alone, without journal and archive: what the outbox stands on. */
import { Account } from '#core/account/account.ts';
import type { MessageSource, SubmissionSession } from '#electron/submission/session.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';

export const FROM = 'ada@example.org';
export const TO = 'jonas@dest.example';

/** Hands one message over; rejects when it is not accepted. */
export async function submitted(session: SubmissionSession, source: MessageSource): Promise<void> {
  const { recipients, diagnosis } = await session.submit({
    returnPath: FROM,
    recipients: [{ address: TO, field: 'to' }],
    parameters: { smtpUtf8: false },
    allOrNone: false,
    source,
    beforeDot: () => Promise.resolve(),
  });
  if (recipients[0]?.outcome !== 'accepted') throw new Error(diagnosis?.code ?? 'not accepted');
}

export function openSession(port: number): SubmissionSession {
  const nothing = (): void => undefined;
  return smtpSessions()({
    account: Account.parse({
      id: '01JD0000000000000000000000',
      name: 'Bench',
      host: '127.0.0.1',
      port,
      security: 'none',
      user: '',
      ehloName: '',
      hue: 1,
      identities: [
        { id: '01JD0000000000000000000001', name: 'Ada', address: FROM, replyTo: '', returnPath: '' },
      ],
    }),
    pinned: [],
    reporter: { step: nothing, line: nothing, bytes: nothing },
  });
}
