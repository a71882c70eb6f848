/** What would stand in a message without a field of its own: whose place that takes, by the order of message-options.ts. */
import type { Identity } from '#core/account/identity.ts';
import type { DraftContent } from '#core/message/draft.ts';
import { fieldsOf } from '#core/message/message-options.ts';
import { writtenFields, type HeaderField } from '#core/message/own-header.ts';

export interface Replaced {
  readonly what: 'identity' | 'option' | 'answer';
  readonly value: string;
}

/** Null: nobody's; or it does not go out itself. */
export function replacedBy(
  field: HeaderField,
  { sending, inReplyTo }: Pick<DraftContent, 'sending' | 'inReplyTo'>,
  identity: Identity | undefined,
): Replaced | null {
  if (writtenFields([field]).length === 0) return null;
  const name = field.name.toLowerCase();
  if (inReplyTo !== undefined && (name === 'in-reply-to' || name === 'references'))
    return { what: 'answer', value: inReplyTo };
  if (identity === undefined) return null;
  const named = (from: Identity, asked: Pick<DraftContent['sending'], 'importance' | 'readReceipt'>) =>
    fieldsOf(from, { ...asked, headers: [] }).find(({ key }) => key.toLowerCase() === name);
  const option = named({ ...identity, organisation: '', headers: [] }, sending);
  if (option !== undefined) return { what: 'option', value: option.value };
  const { organisation } = identity;
  const usual =
    name === 'organization'
      ? { value: organisation }
      : identity.headers.find((one) => one.name.toLowerCase() === name);
  return usual === undefined || usual.value === '' ? null : { what: 'identity', value: usual.value };
}
