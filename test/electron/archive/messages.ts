/** Made-up messages with their records, for the archive's tests. */
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { USUAL_SENDING } from '#core/message/sending.ts';
import { ulid } from 'ulid';
import { AccountId, AttemptId, IdentityId, StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import type { MessageRecord } from '#core/message/record.ts';
import type { Mailing, RecipientResult } from '#core/outbox/events.ts';

/** A pipe of one message's bytes, in pieces of `size`. */
export async function* pieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

export interface Made {
  readonly id: StoredMessageId;
  readonly submissionId: SubmissionId;
  readonly records: readonly MessageRecord[];
}

export interface Making {
  readonly at: number;
  readonly practice?: boolean;
  readonly subject?: string;
  readonly result?: RecipientResult['result'];
  readonly to?: readonly { name: string; address: string }[];
  readonly attachments?: number;
  readonly envid?: string;
  readonly mailing?: Mailing;
}

const identityId = IdentityId.parse('01BX5ZZKBKACTAV9WEVGEMMVRZ');

/** A message that was submitted at `at`, and decided a second later. */
export function made({
  at,
  practice = false,
  subject = 'Réunion',
  result = 'accepted',
  to = [{ name: 'Zoë', address: 'zoe@example.test' }],
  attachments = 0,
  envid,
  mailing,
}: Making): Made {
  const id = StoredMessageId.parse(ulid(at));
  const submissionId = SubmissionId.parse(ulid(at));
  const attemptId = AttemptId.parse(ulid(at));
  const accountId = AccountId.parse(practice ? 'practice' : '01BX5ZZKBKACTAV9WEVGEMMVRA');
  const recipients = to.map(({ address }) => ({ address, field: 'to' as const }));
  const account = {
    id: accountId,
    name: 'Studio',
    host: '127.0.0.1',
    port: 25,
    user: '',
    ehloName: '',
    hue: 2,
  };
  const records: MessageRecord[] = [
    {
      record: 'message',
      version: 1,
      id,
      at,
      messageIdField: `<${id}@example.test>`,
      size: 30,
      sha256: 'ab',
      headerSize: 20,
      composition: {
        accountId,
        identityId,
        to: [...to],
        cc: [],
        bcc: [],
        subject,
        body: 'Bonjour\n',
        sending: USUAL_SENDING,
      },
      attachments: Array.from({ length: attachments }, () => ({
        name: 'a.pdf',
        size: 3,
        mediaType: 'application/pdf',
      })),
    },
    {
      record: 'submission',
      at,
      submissionId,
      envelope: {
        returnPath: 'me@example.test',
        recipients,
        smtpUtf8: false,
        ...(envid === undefined ? {} : { envid }),
      },
      account: { ...account, security: 'none' },
      identity: {
        id: identityId,
        name: 'Me',
        address: 'me@example.test',
        ...USUAL_IDENTITY,
      },
      practice,
    },
    ...[
      {
        kind: 'submitted' as const,
        submissionId,
        at,
        messageId: id,
        accountId,
        practice,
        draftId: null,
        recipients,
        message: null,
        envelope: null,
        notBefore: null,
        schedule: null,
        allOrNone: false,
        mailing: mailing ?? null,
      },
      { kind: 'attempt-began' as const, submissionId, at: at + 500, attemptId },
      {
        kind: 'transaction-ended' as const,
        submissionId,
        at: at + 1000,
        attemptId,
        transaction: 0,
        results: to.map(({ address }) => ({
          address,
          result,
          reply: { code: 250, enhanced: null, lines: ['OK'] },
        })),
      },
      {
        kind: 'attempt-ended' as const,
        submissionId,
        at: at + 1100,
        attemptId,
        diagnosis: null,
        held: false,
        until: null,
      },
    ].map((event) => ({ record: 'event' as const, event })),
  ];
  return { id, submissionId, records };
}
