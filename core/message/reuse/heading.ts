/** What a message's header gives to a draft that is made of it: recipients, subject, what it answers. As lenient as its readers are. */
import { addressList } from '../../headers/address-list.ts';
import { fieldsNamed, type ParsedHeader } from '../../headers/parse.ts';
import { decoded, unfolded } from '../../headers/unfold.ts';
import type { DraftContent, RecipientEntry } from '../draft.ts';
import { MESSAGE_ID } from '../message-id.ts';

/** The draft's bounds (draft.ts). */
const MOST_RECIPIENTS = 5000;
const MAX_NAME = 1000;
const MAX_ADDRESS = 2000;
const MAX_SUBJECT = 10_000;

export interface Bytes {
  readonly bytes: Uint8Array;
  readonly parsed: ParsedHeader;
}

export function headingOf(header: Bytes): Pick<DraftContent, 'to' | 'cc' | 'bcc' | 'subject' | 'inReplyTo'> {
  const answers = valueOf(header, 'In-Reply-To');
  return {
    to: recipientsIn(header, 'To'),
    cc: recipientsIn(header, 'Cc'),
    bcc: recipientsIn(header, 'Bcc'),
    subject: subjectOf(header),
    ...(MESSAGE_ID.test(answers) ? { inReplyTo: answers } : {}),
  };
}

export function subjectOf({ bytes, parsed }: Bytes): string {
  const [field] = fieldsNamed(parsed, 'Subject');
  const text = field === undefined ? '' : decoded(bytes, field);
  return text.replace(/[\r\n\0]+/g, ' ').slice(0, MAX_SUBJECT);
}

/** The addresses of From, lower case: whoever they belong to may write as them again. */
export const sendersIn = ({ bytes, parsed }: Bytes): string[] =>
  fieldsNamed(parsed, 'From').flatMap((field) =>
    addressList(unfolded(bytes, field)).map(({ address }) => address.toLowerCase()),
  );

/** Members of groups as mailboxes: an envelope names mailboxes only. */
function recipientsIn({ bytes, parsed }: Bytes, name: string): RecipientEntry[] {
  return fieldsNamed(parsed, name)
    .flatMap((field) => addressList(unfolded(bytes, field)))
    .filter(({ address }) => address !== '')
    .slice(0, MOST_RECIPIENTS)
    .map((one) => ({ name: one.name.slice(0, MAX_NAME), address: one.address.slice(0, MAX_ADDRESS) }));
}

function valueOf({ bytes, parsed }: Bytes, name: string): string {
  const [field] = fieldsNamed(parsed, name);
  return field === undefined ? '' : unfolded(bytes, field).trim();
}

const FORWARDED = /^\s*(?:fwd?|tr|wg|rv)\s?:/i;
const PREFIX = { en: 'Fwd: ', fr: 'TR : ' } as const;

/** Once only: what was forwarded already says so, in whatever language. */
export const forwardedSubject = (subject: string, language: keyof typeof PREFIX): string =>
  (FORWARDED.test(subject) ? subject : PREFIX[language] + subject).trim().slice(0, MAX_SUBJECT);
