/** Names of header fields that a user may add to messages. The page asks here at the start: no schema. */

/** RFC 5322 §2.2: printable ASCII without the colon. */
const FIELD_NAME = /^[!-9;-~]{1,76}$/;

/** Fields that the program writes itself: a second one would contradict it, or would be forged. */
const OURS =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|return-path|received|mime-version|dkim-signature|organization|content-.*|arc-.*|resent-.*)$/i;

export type FieldNameProblem = 'not-a-name' | 'ours';

export function checkFieldName(name: string): FieldNameProblem | null {
  if (!FIELD_NAME.test(name)) return 'not-a-name';
  return OURS.test(name) ? 'ours' : null;
}
