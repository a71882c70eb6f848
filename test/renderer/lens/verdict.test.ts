import { NO_DSN } from '#core/message/dsn.ts';
import { describe, expect, it } from 'vitest';
import { MessageView } from '#core/contract/sent.ts';
import { leftOut, parametersOf, replyTo } from '#renderer/features/lens/envelope/replies.ts';
import { byteVerdict } from '#renderer/features/lens/message.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const accepted = { code: 250, enhanced: '2.0.0', lines: ['Ok'] };
const refused = { code: 550, enhanced: '5.1.1', lines: ['no'] };

interface Attempt {
  readonly streamedSha256: string | null;
  readonly finalReply: typeof accepted | null;
  /** what Facteur said */
  readonly said?: readonly string[];
  readonly leftOut?: readonly string[];
}

const usual = ['MAIL FROM:<a@x.example> SIZE=10 BODY=8BITMIME', 'RCPT TO:<b@y.example>'];

const attempt = ({ streamedSha256, finalReply, said = usual, ...others }: Attempt) => ({
  ...others,
  record: 'attempt',
  submissionId: id,
  attemptId: id,
  beganAt: 0,
  endedAt: 1,
  remoteAddress: '127.0.0.1',
  remotePort: 25,
  localAddress: null,
  ehloName: null,
  extensions: [],
  tls: null,
  steps: [],
  transcript: said.map((text) => ({ at: 0, from: 'client', text })),
  recipientReplies: [
    { address: 'b@y.example', reply: { code: 250, enhanced: '2.1.5', lines: ['Ok'] } },
    { address: 'c@y.example', reply: refused },
  ],
  finalReply,
  streamedSha256,
  streamedBytes: 10,
  diagnosis: null,
});

const view = (attempts: readonly Attempt[], bytesIntact = true): MessageView =>
  MessageView.parse({
    bytesIntact,
    message: {
      record: 'message',
      version: 1,
      id,
      at: 0,
      messageIdField: '<a@x.example>',
      size: 10,
      sha256: 'aa',
      headerSize: 4,
      composition: { accountId: 'practice', identityId: id, to: [], cc: [], bcc: [], subject: '', body: '' },
      attachments: [],
    },
    made: {
      record: 'submission',
      at: 0,
      submissionId: id,
      envelope: {
        returnPath: 'a@x.example',
        recipients: [{ address: 'b@y.example', field: 'to', notify: [] }],
        smtpUtf8: false,
        ret: 'hdrs',
      },
      account: {
        id: 'practice',
        name: 'p',
        host: 'h',
        port: 25,
        security: 'none',
        user: '',
        ehloName: '',
        hue: 1,
      },
      identity: { id, name: '', address: 'a@x.example', replyTo: '', returnPath: '', dsn: NO_DSN },
      practice: true,
    },
    submission: {
      id,
      messageId: id,
      accountId: 'practice',
      practice: true,
      draftId: null,
      submittedAt: 0,
      recipients: [
        { address: 'b@y.example', field: 'to', fate: 'accepted', reply: accepted },
        { address: 'c@y.example', field: 'to', fate: 'refused', reply: refused },
      ],
      status: 'partly-sent',
      attempts: attempts.length,
      diagnosis: null,
      lastAttemptAt: null,
      dismissed: false,
      message: null,
      envelope: null,
      allOrNone: false,
      mailing: null,
      queuedSince: 0,
      notBefore: null,
      schedule: null,
      until: null,
      hold: null,
      paused: false,
    },
    attempts: attempts.map(attempt),
  });

describe('whether the bytes are those the server took', () => {
  it('is said only when the file, the record and the stream agree', () => {
    expect(byteVerdict(view([{ streamedSha256: 'aa', finalReply: accepted }]))).toBe('equal');
  });

  it('is denied when the file changed, whatever was streamed', () => {
    expect(byteVerdict(view([{ streamedSha256: 'aa', finalReply: accepted }], false))).toBe('changed');
  });

  it('is denied when something else was streamed', () => {
    expect(byteVerdict(view([{ streamedSha256: 'bb', finalReply: accepted }]))).toBe('stream-differs');
  });

  it('is left open when no server took them', () => {
    expect(byteVerdict(view([]))).toBe('not-taken');
    expect(byteVerdict(view([{ streamedSha256: 'aa', finalReply: refused }]))).toBe('not-taken');
    expect(byteVerdict(view([{ streamedSha256: null, finalReply: null }]))).toBe('not-taken');
  });

  it('looks at the attempt that was accepted', () => {
    const attempts = [
      { streamedSha256: 'bb', finalReply: refused },
      { streamedSha256: 'aa', finalReply: accepted },
    ];
    expect(byteVerdict(view(attempts))).toBe('equal');
  });
});

describe('replies beside the envelope', () => {
  const of = replyTo(view([{ streamedSha256: 'aa', finalReply: accepted }]));

  it('are those to RCPT for who was accepted, and those that decided for who was not', () => {
    expect(of('b@y.example')).toMatchObject({ fate: 'accepted', reply: { enhanced: '2.1.5' } });
    expect(of('c@y.example')).toMatchObject({ fate: 'refused', reply: { code: 550 } });
    expect(of('unknown@y.example')).toEqual({ fate: 'waiting', reply: null });
  });

  const unsent = { streamedSha256: null, finalReply: null };

  it('come with the parameters of MAIL and RCPT, as the last attempt wrote them', () => {
    const { mail, rcpt } = parametersOf(
      view([
        unsent,
        {
          ...unsent,
          said: ['MAIL FROM:<"a>"@x.example> RET=HDRS ENVID=1>2', 'RCPT TO:<b@y.example> NOTIFY=NEVER'],
        },
      ]),
    );
    expect([mail, rcpt('b@y.example')]).toEqual([['RET=HDRS', 'ENVID=1>2'], ['NOTIFY=NEVER']]);
    expect(rcpt('c@y.example')).toEqual([]);
  });

  it('come with the parameters that will be asked for, before any attempt', () => {
    const { mail, rcpt } = parametersOf(view([]));
    expect([mail, rcpt('b@y.example')]).toEqual([['RET=HDRS'], ['NOTIFY=NEVER']]);
  });

  it('come with what the newest attempt that reached a server went without', () => {
    expect(leftOut(view([{ ...unsent, leftOut: ['DSN'] }, unsent]))).toEqual(['DSN']);
    expect(
      leftOut(
        view([
          { ...unsent, leftOut: ['DSN'] },
          { ...unsent, leftOut: [] },
        ]),
      ),
    ).toEqual([]);
    expect(leftOut(view([unsent]))).toEqual([]);
  });
});
