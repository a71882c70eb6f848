/** What a report can name a submission by, beside the Message-ID: its ENVID (RFC 3461 §4.4) and its recipients. */
import type { SubmissionId } from '#core/message/ids.ts';
import type { MessageRecord } from '#core/message/record.ts';

export interface Known {
  readonly word: string;
  readonly submissionId: SubmissionId;
}

/** A mailing to more is found by its ENVID or Message-ID alone. */
const MOST_RECIPIENTS = 100;

export const envidWord = (envid: string): string => `envid ${envid}`;
export const recipientWord = (address: string): string => `rcpt ${address.toLowerCase()}`;

export function knownOf(records: readonly MessageRecord[]): Known[] {
  const known = new Map<string, Known>();
  for (const record of records) {
    if (record.record !== 'submission') continue;
    const { submissionId, envelope } = record;
    const words = [
      ...(envelope.envid === undefined ? [] : [envidWord(envelope.envid)]),
      ...envelope.recipients.slice(0, MOST_RECIPIENTS).map(({ address }) => recipientWord(address)),
    ];
    for (const word of words) known.set(`${submissionId} ${word}`, { word, submissionId });
  }
  return [...known.values()];
}
