/**
 * Who MAIL and RCPT will name (RFC 5321 §2.3.1), as the slip shows it: every line with what is wrong with it. When nothing is, it becomes
 * an envelope in derive-envelope.ts. What else may be wrong with a draft is in check-draft.ts.
 */
import type { Identity } from '../account/identity.ts';
import type { Problem, ProblemCode } from '../contract/errors.ts';
import { checkAddress, mailboxKey, needsSmtpUtf8, toWireAddress } from './address.ts';
import type { DraftContent, RecipientEntry } from './draft.ts';
import { checkEnvid, type Notify, type Ret } from './dsn.ts';
import type { RecipientField } from './envelope-schema.ts';
import type { EnvelopeOverride, SendingOptions } from './sending-schema.ts';

/** The order in which a mailbox named twice keeps its first field. */
export const RECIPIENT_FIELDS = ['to', 'cc', 'bcc'] as const satisfies readonly RecipientField[];

/** One recipient as it was written, and what becomes of it. */
export interface SlipLine {
  /** of an envelope that is set by hand: the field that names this mailbox, else `bcc` */
  readonly field: RecipientField;
  /** its place in that field, or in the envelope that is set by hand */
  readonly index: number;
  readonly entry: RecipientEntry;
  /** as RCPT will name it */
  readonly address: string;
  readonly problem: ProblemCode | null;
  /** the field that names this mailbox already: one RCPT serves both */
  readonly sameAs: RecipientField | null;
  readonly smtpUtf8: boolean;
  /** NOTIFY; null: nothing is asked for, the server decides */
  readonly notify: Notify | null;
  /** the identity's own copy (`bccSelf`): it stands in no field */
  readonly own: boolean;
}

export interface Slip {
  /** empty with no problem: the null sender */
  readonly returnPath: string;
  readonly returnPathProblem: ProblemCode | null;
  /** of the fields, or of the envelope that is set by hand */
  readonly lines: readonly SlipLine[];
  /** those that get a RCPT each */
  readonly recipients: readonly SlipLine[];
  readonly smtpUtf8: boolean;
  readonly ret: Ret | null;
  /** empty: none */
  readonly envid: string;
  readonly envidProblem: ProblemCode | null;
  readonly requireTls: boolean;
  /** Return path and recipients are set by hand, whatever the header says. */
  readonly overridden: boolean;
}

/** The bytes of a message are 7-bit clean: a local part that needs RFC 6532 can stand in no header field, and so only in Bcc. */
const checkForHeader = (isHidden: boolean, address: string): ProblemCode | null =>
  !isHidden && needsSmtpUtf8(address) ? 'address-not-ascii' : null;

/** An answer's way back: MAIL FROM is the identity's return path, else its address. */
const returnPathOf = ({ returnPath, address }: Identity): string =>
  returnPath === '' ? address : returnPath;

/** Always an answer, however wrong the draft is. Linear in the number of entries. */
export function envelopeSlip(
  content: Pick<DraftContent, RecipientField | 'sending'>,
  identity: Identity | undefined,
): Slip {
  const { sending } = content;
  const override = sending.envelope;
  const notifyOf = notifyFor(sending, identity);
  const lines =
    override === null
      ? withOwnCopy(fieldLines(content, notifyOf, sending.oneEach), content.bcc.length, identity, notifyOf)
      : overrideLines(content, override, notifyOf);
  const recipients = lines.filter((line) => line.problem === null && line.sameAs === null);
  const usual = identity === undefined ? '' : returnPathOf(identity);
  const returnPath = override === null ? usual : override.returnPath;
  return {
    returnPath: toWireAddress(returnPath ?? ''),
    returnPathProblem:
      identity === undefined ? 'no-identity' : returnPath === null ? null : checkAddress(returnPath),
    lines,
    recipients,
    // RFC 6531 §3.4: the parameter is needed when a mailbox of the transaction needs it.
    smtpUtf8: recipients.some((line) => line.smtpUtf8) || needsSmtpUtf8(returnPath ?? ''),
    ret: sending.dsn.ret ?? identity?.dsn.ret ?? null,
    envid: sending.dsn.envid,
    envidProblem: checkEnvid(sending.dsn.envid),
    requireTls: sending.requireTls,
    overridden: override !== null,
  };
}

type NotifyOf = (address: string) => Notify | null;

/** The recipient's own choice, the message's, the identity's. */
function notifyFor({ dsn, perRecipient }: SendingOptions, identity: Identity | undefined): NotifyOf {
  const own = new Map(perRecipient.map(({ address, notify }) => [mailboxKey(address), notify]));
  return (address) => own.get(mailboxKey(address)) ?? dsn.notify ?? identity?.dsn.notify ?? null;
}

/** `oneEach`: whoever is in Bcc stands in the To of a message of their own. */
function fieldLines(
  content: Pick<DraftContent, RecipientField>,
  notifyOf: NotifyOf,
  oneEach = false,
): SlipLine[] {
  const seen = new Map<string, RecipientField>();
  return RECIPIENT_FIELDS.flatMap((field) =>
    content[field].map((entry, index) => {
      const problem = judge(entry).problem ?? checkForHeader(field === 'bcc' && !oneEach, entry.address);
      return slipLine({ field, index, entry, problem, notify: notifyOf(entry.address) }, seen);
    }),
  );
}

/** A Bcc to oneself: a RCPT more, unless the sender is a recipient already. */
function withOwnCopy(
  lines: SlipLine[],
  index: number,
  identity: Identity | undefined,
  notifyOf: NotifyOf,
): SlipLine[] {
  if (identity?.bccSelf !== true || checkAddress(identity.address) !== null) return lines;
  const key = mailboxKey(identity.address);
  if (lines.some(({ problem, address }) => problem === null && mailboxKey(address) === key)) return lines;
  const entry = { name: identity.name, address: identity.address };
  const line = { field: 'bcc', index, entry, problem: null, notify: notifyOf(entry.address) } as const;
  return [...lines, { ...slipLine(line, new Map()), own: true }];
}

/** What stands in the header must still be right, or no message can be built: its problems come first. */
function overrideLines(
  content: Pick<DraftContent, RecipientField>,
  { recipients }: EnvelopeOverride,
  notifyOf: NotifyOf,
): SlipLine[] {
  const fields = new Map<string, RecipientField>();
  for (const field of RECIPIENT_FIELDS)
    for (const { address } of content[field])
      if (!fields.has(mailboxKey(address))) fields.set(mailboxKey(address), field);
  const seen = new Map<string, RecipientField>();
  return recipients.map((address, index) => {
    const field = fields.get(mailboxKey(address)) ?? 'bcc';
    const entry = { name: '', address };
    return slipLine({ field, index, entry, problem: checkAddress(address), notify: notifyOf(address) }, seen);
  });
}

function slipLine(
  line: Pick<SlipLine, 'field' | 'index' | 'entry' | 'problem' | 'notify'>,
  seen: Map<string, RecipientField>,
): SlipLine {
  const { field, entry, problem } = line;
  const { key, address, smtpUtf8 } = judge(entry);
  const sameAs = problem === null ? (seen.get(key) ?? null) : null;
  if (problem === null && sameAs === null) seen.set(key, field);
  return { ...line, address, sameAs, smtpUtf8, own: false };
}

/** What its address alone says of it. */
interface Judged {
  readonly problem: ProblemCode | null;
  readonly address: string;
  readonly key: string;
  readonly smtpUtf8: boolean;
}

/** An entry is never changed, only replaced: of ten thousand, one more makes none of the others be looked at again. */
const judged = new WeakMap<RecipientEntry, Judged>();

function judge(entry: RecipientEntry): Judged {
  const known = judged.get(entry);
  if (known !== undefined) return known;
  const address = toWireAddress(entry.address);
  const found: Judged = {
    problem: checkAddress(entry.address),
    address,
    key: mailboxKey(entry.address),
    smtpUtf8: needsSmtpUtf8(address),
  };
  judged.set(entry, found);
  return found;
}

const MAX_RECIPIENTS = 10_000;

/** Of the slip, and of the header's own addresses where the envelope does not come from them. */
export function envelopeProblems(slip: Slip, content: Pick<DraftContent, RecipientField>): Problem[] {
  const header = slip.overridden ? fieldLines(content, () => null) : slip.lines;
  const problems: Problem[] = header.flatMap(({ problem, field, entry }) =>
    problem === null ? [] : [{ code: problem, field, value: entry.address }],
  );
  if (slip.overridden)
    for (const { problem, entry } of slip.lines)
      if (problem !== null) problems.push({ code: problem, field: 'envelope', value: entry.address });
  const where = slip.overridden ? 'envelope' : 'to';
  if (slip.returnPathProblem !== null)
    problems.push({ code: slip.returnPathProblem, field: 'return-path', value: slip.returnPath });
  if (slip.envidProblem !== null)
    problems.push({ code: slip.envidProblem, field: 'envid', value: slip.envid });
  // A copy for oneself alone is mail to nobody.
  if (slip.lines.every(({ own }) => own)) problems.push({ code: 'no-recipient', field: where, value: '' });
  if (slip.recipients.length > MAX_RECIPIENTS)
    problems.push({ code: 'too-many-recipients', field: where, value: String(slip.recipients.length) });
  return problems;
}
