/**
 * Draft → envelope (RFC 5321 §2.3.1): who MAIL and RCPT will name. The slip shows every line with what is wrong with it; sending takes the
 * envelope only when nothing is. What else may be wrong with a draft is in check-draft.ts.
 */
import type { Identity } from '../account/account.ts';
import type { Problem, ProblemCode } from '../contract/errors.ts';
import { checkAddress, mailboxKey, needsSmtpUtf8, toWireAddress } from './address.ts';
import type { DraftContent, RecipientEntry } from './draft.ts';
import { Envelope, type RecipientField } from './envelope-schema.ts';

/** The order in which a mailbox named twice keeps its first field. */
export const RECIPIENT_FIELDS = ['to', 'cc', 'bcc'] as const satisfies readonly RecipientField[];

/** One entry of a recipient field, and what becomes of it. */
export interface SlipLine {
  readonly field: RecipientField;
  /** its place in that field */
  readonly index: number;
  readonly entry: RecipientEntry;
  /** as RCPT will name it */
  readonly address: string;
  readonly problem: ProblemCode | null;
  /** the field that names this mailbox already: one RCPT serves both */
  readonly sameAs: RecipientField | null;
  readonly smtpUtf8: boolean;
}

export interface Slip {
  readonly returnPath: string;
  readonly returnPathProblem: ProblemCode | null;
  readonly lines: readonly SlipLine[];
  /** those that get a RCPT each */
  readonly recipients: readonly SlipLine[];
  readonly smtpUtf8: boolean;
}

/** The bytes of a message are 7-bit clean: a local part that needs RFC 6532 can stand in no header field, and so only in Bcc. */
const checkForHeader = (field: RecipientField, address: string): ProblemCode | null =>
  field !== 'bcc' && needsSmtpUtf8(address) ? 'address-not-ascii' : null;

/** An answer's way back: MAIL FROM is the identity's return path, else its address. */
const returnPathOf = (identity: Identity): string =>
  identity.returnPath === '' ? identity.address : identity.returnPath;

/** Always an answer, however wrong the draft is. Linear in the number of entries. */
export function envelopeSlip(
  content: Pick<DraftContent, RecipientField>,
  identity: Identity | undefined,
): Slip {
  const seen = new Map<string, RecipientField>();
  const lines = RECIPIENT_FIELDS.flatMap((field) =>
    content[field].map((entry, index): SlipLine => {
      const problem = checkAddress(entry.address) ?? checkForHeader(field, entry.address);
      const key = mailboxKey(entry.address);
      const sameAs = problem === null ? (seen.get(key) ?? null) : null;
      if (problem === null && sameAs === null) seen.set(key, field);
      const address = toWireAddress(entry.address);
      return { field, index, entry, address, problem, sameAs, smtpUtf8: needsSmtpUtf8(address) };
    }),
  );
  const recipients = lines.filter((line) => line.problem === null && line.sameAs === null);
  const returnPath = identity === undefined ? '' : returnPathOf(identity);
  return {
    returnPath: toWireAddress(returnPath),
    returnPathProblem: identity === undefined ? 'no-identity' : checkAddress(returnPath),
    lines,
    recipients,
    // RFC 6531 §3.4: the parameter is needed when a mailbox of the transaction needs it.
    smtpUtf8: recipients.some((line) => line.smtpUtf8) || needsSmtpUtf8(returnPath),
  };
}

export type DerivedEnvelope =
  { readonly ok: true; readonly envelope: Envelope } | { readonly ok: false; readonly problems: Problem[] };

/** The envelope, or everything about recipients and return path that forbids one. Never throws. */
export function deriveEnvelope(content: DraftContent, identity: Identity): DerivedEnvelope {
  const slip = envelopeSlip(content, identity);
  const problems = envelopeProblems(slip);
  if (problems.length > 0) return { ok: false, problems };
  const envelope = Envelope.safeParse({
    returnPath: slip.returnPath,
    recipients: slip.recipients.map(({ address, field }) => ({ address, field })),
    smtpUtf8: slip.smtpUtf8,
  });
  return envelope.success
    ? { ok: true, envelope: envelope.data }
    : {
        ok: false,
        problems: [{ code: 'too-many-recipients', field: 'to', value: String(slip.recipients.length) }],
      };
}

const MAX_RECIPIENTS = 5000;

export function envelopeProblems(slip: Slip): Problem[] {
  const problems: Problem[] = slip.lines.flatMap(({ problem, field, entry }) =>
    problem === null ? [] : [{ code: problem, field, value: entry.address }],
  );
  if (slip.returnPathProblem !== null)
    problems.push({ code: slip.returnPathProblem, field: 'return-path', value: slip.returnPath });
  if (slip.lines.length === 0) problems.push({ code: 'no-recipient', field: 'to', value: '' });
  if (slip.recipients.length > MAX_RECIPIENTS)
    problems.push({ code: 'too-many-recipients', field: 'to', value: String(slip.recipients.length) });
  return problems;
}
