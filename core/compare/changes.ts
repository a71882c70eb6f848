/** What servers and lists usually do to a header on the way, told in one sentence each: codes and their facts; the words are the view's. */
import { addressList } from '../headers/address-list.ts';
import { fieldsNamed } from '../headers/parse.ts';
import { decoded, unfolded } from '../headers/unfold.ts';
import type { ComparedHeader, FieldRow, HeaderComparison } from './fields.ts';

export type TypicalChange =
  | { readonly code: 'other-message'; readonly was: string; readonly is: string }
  | { readonly code: 'same-header' }
  | { readonly code: 'transport'; readonly count: number; readonly servers: number }
  | { readonly code: 'list' }
  /** `kept`: the field that keeps the author's address now; empty: none does */
  | { readonly code: 'from-rewritten'; readonly was: string; readonly is: string; readonly kept: string }
  | { readonly code: 'subject-marked'; readonly mark: string }
  | { readonly code: 'bcc-removed' }
  | { readonly code: 'layout'; readonly count: number }
  | { readonly code: 'encoding'; readonly count: number }
  | { readonly code: 'moved'; readonly count: number }
  | { readonly code: 'line-ends'; readonly count: number };

export function typicalChanges(
  before: ComparedHeader,
  after: ComparedHeader,
  { rows, lineEnds }: HeaderComparison,
): TypicalChange[] {
  const changes: TypicalChange[] = [];
  const ids = [firstText(before, 'Message-ID'), firstText(after, 'Message-ID')] as const;
  if (ids[0] !== '' && ids[1] !== '' && ids[0] !== ids[1])
    changes.push({ code: 'other-message', was: ids[0], is: ids[1] });
  if (lineEnds > 0) changes.push({ code: 'line-ends', count: lineEnds });
  else if (rows.every(({ relation, moved }) => relation === 'same' && !moved))
    changes.push({ code: 'same-header' });
  const carried = rows.filter(isOfTransport);
  if (carried.length > 0) {
    const servers = carried.filter((row) => isNamed(row, /^received$/)).length;
    changes.push({ code: 'transport', count: carried.length, servers });
  }
  if (rows.some((row) => row.relation === 'added' && isNamed(row, /^list-(?!unsubscribe)/)))
    changes.push({ code: 'list' });
  changes.push(...fromRewritten(before, after), ...subjectMarked(before, after));
  if (rows.some((row) => row.relation === 'removed' && isNamed(row, /^bcc$/)))
    changes.push({ code: 'bcc-removed' });
  for (const code of ['layout', 'encoding'] as const) {
    const count = rows.filter(({ relation }) => relation === code).length;
    if (count > 0) changes.push({ code, count });
  }
  const moved = rows.filter((row) => row.moved).length;
  if (moved > 0) changes.push({ code: 'moved', count: moved });
  return changes;
}

/** A field that came, and that whoever wrote the message does not write. */
export const isOfTransport = ({ relation, adder }: FieldRow): boolean =>
  relation === 'added' && adder !== null && adder !== 'composer' && adder !== 'nobody';

function isNamed({ before, after }: FieldRow, name: RegExp): boolean {
  const item = (after ?? before)?.item;
  return item?.kind === 'field' && name.test(item.name.toLowerCase());
}

const firstText = ({ parsed, bytes }: ComparedHeader, name: string): string => {
  const [field] = fieldsNamed(parsed, name);
  return field === undefined ? '' : unfolded(bytes, field).trim();
};

const addresses = (header: ComparedHeader, name: string): string[] =>
  addressList(firstText(header, name)).map(({ address }) => address.toLowerCase());

/** Lists that put their own address into From keep the author's elsewhere. */
const KEPT_IN = ['Reply-To', 'X-Original-From', 'X-Original-Sender', 'Cc'];

/** With a DMARC policy (RFC 9989) of the author's domain, a list that changes anything cannot leave its address in From. */
function fromRewritten(before: ComparedHeader, after: ComparedHeader): TypicalChange[] {
  const [[was], [is]] = [addresses(before, 'From'), addresses(after, 'From')];
  if (was === undefined || is === undefined || was === is) return [];
  const kept = KEPT_IN.find(
    (name) => addresses(after, name).includes(was) && !addresses(before, name).includes(was),
  );
  const isList = fieldsNamed(after.parsed, 'List-Id').length > 0 || kept !== undefined;
  return isList ? [{ code: 'from-rewritten', was, is, kept: kept ?? '' }] : [];
}

/** A reply's own mark stays before the list's or behind it. */
const REPLY = /^(?:(?:re|fwd?|aw|wg|tr)\s?:\s*)+/i;
const REPLY_BEHIND = /(?:\b(?:re|fwd?|aw|wg|tr)\s?:\s*)+$/i;

function subjectMarked(before: ComparedHeader, after: ComparedHeader): TypicalChange[] {
  const subject = (header: ComparedHeader) => {
    const [field] = fieldsNamed(header.parsed, 'Subject');
    return field === undefined ? '' : decoded(header.bytes, field).replaceAll(/\s+/g, ' ').trim();
  };
  const [was, is] = [subject(before).replace(REPLY, ''), subject(after).replace(REPLY, '')];
  if (was === '' || is.length <= was.length || !is.endsWith(was)) return [];
  const mark = is
    .slice(0, is.length - was.length)
    .replace(REPLY_BEHIND, '')
    .trim();
  return mark === '' || mark.length > 100 ? [] : [{ code: 'subject-marked', mark }];
}
