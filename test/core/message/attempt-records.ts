// What a message's record says of an attempt, for tests to which only its lines matter.
import type { AttemptLines, AttemptRecorded } from '#core/message/record.ts';

type Of = Pick<AttemptRecorded, 'submissionId' | 'attemptId' | 'beganAt'>;
/** ms since the epoch, or any time that only has to be told from another */
export type Said = readonly [at: number, text: string];

const said = (texts: readonly Said[]) => texts.map(([at, text]) => ({ at, from: 'client' as const, text }));

export const linesOf = (of: Of, ...texts: readonly Said[]): AttemptLines => ({
  record: 'attempt-lines',
  ...of,
  lines: said(texts),
});

export const attemptOf = (of: Of, endedAt: number, ...texts: readonly Said[]): AttemptRecorded => ({
  record: 'attempt',
  ...of,
  endedAt,
  remoteAddress: null,
  remotePort: null,
  localAddress: null,
  ehloName: null,
  extensions: [],
  tls: null,
  steps: [],
  transcript: said(texts),
  recipientReplies: [],
  finalReply: null,
  streamedSha256: null,
  streamedBytes: 0,
  diagnosis: null,
});
