/**
 * Compares, recipient by recipient, what the servers took with what the program says. Pure; what is said and taken comes from
 * run-case.ts, and what is wrong goes into the table.
 */
import type { Fate } from '#core/outbox/submission.ts';

/** One transaction, as much of it as a verdict needs. */
export interface Transaction {
  readonly recipients: readonly { readonly address: string; readonly code: number }[];
  readonly hasGoneAhead: boolean;
  readonly hasDot: boolean;
  readonly taken: boolean;
  readonly told: 'whole' | 'part' | 'nothing';
  /** the connection was reset, or this side died or was cut: a whole reply need not have come through */
  readonly mayBeUnheard: boolean;
  /** what was taken is what the message's file holds; null where it took nothing */
  readonly isExact: boolean | null;
}

export interface Facts {
  readonly recipients: readonly string[];
  readonly transactions: readonly Transaction[];
  /** who was told 5xx; '' for whole messages */
  readonly refused: ReadonlySet<string>;
  /** the outbox answered that it has the message */
  readonly isAccepted: boolean;
  readonly places: readonly {
    readonly status: string;
    readonly recipients: readonly { readonly address: string; readonly fate: Fate }[];
  }[];
  /** its bytes are there, and no submission of them can be read */
  readonly isKept: boolean;
  /** the draft is in sight */
  readonly hasDraft: boolean;
  /** Sent lists it; null where nobody looked */
  readonly isListed: boolean | null;
  /** something inside what was synced was spoilt */
  readonly isSpoilt: boolean;
  /** the program said so */
  readonly isReported: boolean;
}

export const WRONGS = [
  'lost',
  'duplicated',
  'wrongly accepted',
  'wrongly refused',
  'unknown without reason',
  'stuck',
  'other bytes',
  'in two places',
  'not reported',
  'failed',
] as const;
export type Wrong = (typeof WRONGS)[number];

export interface Finding {
  readonly wrong: Wrong;
  readonly detail: string;
}

export function judge(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  const find = (wrong: Wrong, detail: string): void => void findings.push({ wrong, detail });
  const inPlaces = facts.places.length + (facts.hasDraft ? 1 : 0);
  const isAnybodys = facts.transactions.some(({ taken }) => taken);
  if (facts.places.length > 1) find('in two places', `${facts.places.length} submissions`);
  const isExcused = facts.isSpoilt && (facts.isReported || facts.isKept);
  if (inPlaces === 0 && (facts.isAccepted || isAnybodys) && !isExcused)
    find(facts.isSpoilt ? 'not reported' : 'lost', 'neither submission nor draft');
  if (facts.hasDraft && facts.places.length > 0 && facts.places.every(({ status }) => status !== 'cancelled'))
    if (!facts.isSpoilt) find('in two places', 'a draft in sight and a submission');
  // A draft in sight says that nobody has it.
  if (facts.hasDraft && isAnybodys && !(facts.isSpoilt && facts.isReported))
    find(facts.isSpoilt ? 'not reported' : 'duplicated', 'a draft in sight of what was taken');
  if (facts.transactions.some(({ isExact }) => isExact === false)) find('other bytes', '');
  const [place] = facts.places;
  for (const address of facts.recipients) {
    const fate = place?.recipients.find((recipient) => recipient.address === address)?.fate;
    if (place !== undefined && fate === undefined) find('lost', address);
    const wrong = judgeRecipient(facts, address, fate);
    if (wrong !== null) find(wrong, `${address} ${fate ?? 'draft'}, ${place?.status ?? 'nowhere'}`);
  }
  const isSomebodys = place?.recipients.some(({ fate }) => fate === 'accepted') ?? false;
  if (place !== undefined && facts.isListed === !isSomebodys && !facts.isSpoilt)
    find(isSomebodys ? 'lost' : 'wrongly accepted', `${isSomebodys ? 'not ' : ''}listed in Sent`);
  return findings;
}

function judgeRecipient(facts: Facts, address: string, fate: Fate | undefined): Wrong | null {
  const mine = facts.transactions.filter(({ recipients }) =>
    recipients.some((recipient) => recipient.address === address && isPositive(recipient.code)),
  );
  const times = mine.filter(({ taken }) => taken).length;
  if (times > 1) return 'duplicated';
  switch (fate) {
    case 'accepted':
      return times === 0 ? 'wrongly accepted' : null;
    case 'refused':
      return times > 0 || !(facts.refused.has(address) || facts.refused.has('')) ? 'wrongly refused' : null;
    case 'unknown':
      if (facts.isSpoilt && facts.isReported) return null;
      return mine.some(couldBeUnknown) ? null : facts.isSpoilt ? 'not reported' : 'unknown without reason';
    case 'waiting':
    case 'deferred':
      return facts.isSpoilt ? null : 'stuck';
    case 'cancelled':
      return 'lost';
    case undefined:
      return null;
  }
}

const isPositive = (code: number): boolean => code >= 200 && code < 300;

/** The dot may have been written and no whole reply have been read. Only DATA's 354 opens that window. */
const couldBeUnknown = ({ hasGoneAhead, hasDot, told, mayBeUnheard }: Transaction): boolean =>
  hasGoneAhead && (!hasDot || told !== 'whole' || mayBeUnheard);
