/** Received-SPF (RFC 7208 §9.1): the result, the server's words, and what it was asked about. */
import { resultSegments } from './results-tokens.ts';

export interface ReceivedSpf {
  /** in lower case */
  readonly result: string;
  readonly comment: string | null;
  /** `client-ip`, `envelope-from`, `helo`, `receiver`, `identity`, `mechanism`, `problem`, in their order */
  readonly pairs: readonly { readonly key: string; readonly value: string }[];
  /** the host that checked: `receiver`, or the name that Google and others begin their comment with */
  readonly server: string | null;
}

const MAX_PAIRS = 30;

export function readReceivedSpf(text: string): ReceivedSpf {
  const segments = resultSegments(text);
  const words = segments.flatMap((segment) => segment.words);
  const comment = segments[0]?.comments[0] ?? null;
  const pairs = words
    .flatMap(({ name, value }) => (value === null ? [] : [{ key: name.toLowerCase(), value }]))
    .slice(0, MAX_PAIRS);
  const receiver = pairs.find(({ key }) => key === 'receiver')?.value;
  const named = /^([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}):/i.exec(comment ?? '')?.[1];
  return {
    result: (words[0]?.value === null ? words[0].name : '').toLowerCase(),
    comment,
    pairs,
    server: receiver ?? named ?? null,
  };
}
