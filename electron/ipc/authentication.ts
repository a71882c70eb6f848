/** Verifying who vouches for a message, by the user's word. What it needs is loaded with the first one; reports are kept until the program ends. */
import { createReadStream } from 'node:fs';
import { ulid } from 'ulid';
import { FedId, type AuthenticationReport } from '#core/contract/authentication.ts';
import { AppFailure } from '#core/contract/errors.ts';
import type { StoredMessageId, SubmissionId } from '#core/message/ids.ts';
import type { Fed } from '../authentication/fed.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

interface Reference {
  readonly messageId: StoredMessageId;
  readonly submissionId: SubmissionId;
}

/** Reports kept; beyond them the oldest goes. */
const KEPT = 200;

export function authenticationHandlers(program: Program): HandlersOf<'authentication'> {
  const { services, internet } = program;
  const { files } = services.sent;
  const reports = new Map<string, AuthenticationReport>();
  /** the one under way in each window */
  const fed = new Map<number, { readonly id: FedId; readonly message: Fed }>();
  const fedBy = (windowId: number, id: FedId): Fed => {
    const under = fed.get(windowId);
    if (under?.id !== id) throw new AppFailure({ code: 'not-found' });
    return under.message;
  };
  const giveUp = (windowId: number): void => {
    fed.get(windowId)?.message.stop();
    fed.delete(windowId);
  };
  program.onWindowClosed(giveUp);
  const key = ({ messageId, submissionId }: Reference) => `${messageId} ${submissionId}`;
  return {
    'authentication.kept': (reference) => reports.get(key(reference)) ?? null,
    'authentication.verify': async (reference) => {
      const { messageId, submissionId } = reference;
      const records = await files.readRecords(messageId);
      const message = records.find((record) => record.record === 'message');
      const made = records.findLast(
        (record) => record.record === 'submission' && record.submissionId === submissionId,
      );
      if (message?.record !== 'message' || made?.record !== 'submission')
        throw new AppFailure({ code: 'not-found' });
      const { bytes: header } = await files.readBytes(messageId, 0, message.headerSize);
      const { verifyMessage } = await import('../authentication/verify.ts');
      const report = await verifyMessage(
        {
          header,
          message: () => createReadStream(files.pathOf(messageId)),
          returnPath: made.envelope.returnPath,
        },
        internet.query,
        () => Date.now(),
      );
      const [oldest] = reports.keys();
      if (reports.size >= KEPT && oldest !== undefined) reports.delete(oldest);
      reports.set(key(reference), report);
      return report;
    },
    'authentication.begin': async ({ headerSize }, { windowId }) => {
      const { Fed } = await import('../authentication/fed.ts');
      giveUp(windowId);
      const id = FedId.parse(ulid());
      fed.set(windowId, { id, message: new Fed(headerSize, internet.query) });
      return { id };
    },
    'authentication.feed': async ({ id, bytes }, { windowId }) => {
      await fedBy(windowId, id).feed(bytes);
      return null;
    },
    'authentication.finish': async ({ id }, { windowId }) => {
      const message = fedBy(windowId, id);
      fed.delete(windowId);
      return await message.finish();
    },
  };
}
