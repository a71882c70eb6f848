/** Draft → envelope (RFC 5321 §2.3.1), from the slip of envelope.ts: only when nothing in it is wrong. */
import type { Identity } from '../account/identity.ts';
import type { Problem } from '../contract/errors.ts';
import type { DraftContent } from './draft.ts';
import { orcptOf } from './dsn.ts';
import { Envelope } from './envelope-schema.ts';
import { envelopeProblems, envelopeSlip } from './envelope.ts';
import { goesEightBit } from './message-options.ts';

export type DerivedEnvelope =
  { readonly ok: true; readonly envelope: Envelope } | { readonly ok: false; readonly problems: Problem[] };

/** The envelope, or everything about recipients and return path that forbids one. Never throws. */
export function deriveEnvelope(content: DraftContent, identity: Identity): DerivedEnvelope {
  const slip = envelopeSlip(content, identity);
  const problems = envelopeProblems(slip, content);
  if (problems.length > 0) return { ok: false, problems };
  const envelope = Envelope.safeParse({
    returnPath: slip.returnPath,
    recipients: slip.recipients.map(({ address, field, notify }) => ({
      address,
      field,
      ...(notify === null ? {} : { notify, orcpt: orcptOf(address) }),
    })),
    smtpUtf8: slip.smtpUtf8,
    ...(goesEightBit(content) ? { body: '8bitmime' } : {}),
    ...(slip.ret === null ? {} : { ret: slip.ret }),
    ...(slip.envid === '' ? {} : { envid: slip.envid }),
    ...(slip.requireTls ? { requireTls: true } : {}),
    ...(slip.overridden ? { overridden: true } : {}),
  });
  return envelope.success
    ? { ok: true, envelope: envelope.data }
    : {
        ok: false,
        problems: [{ code: 'too-many-recipients', field: 'to', value: String(slip.recipients.length) }],
      };
}
