/** Sending, and what the user can say about a submission that has not ended well. */
import { AppFailure } from '#core/contract/errors.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function outboxHandlers(program: Program): HandlersOf<'outbox'> {
  const { services } = program;
  const notYet = (): never => {
    throw new AppFailure({ code: 'not-now' });
  };
  return {
    'outbox.send': async ({ draftId, revision, schedule }) => {
      const submissionId = await (await services.outbox()).send(draftId, revision, schedule);
      program.used();
      return { submissionId, undoUntil: null };
    },
    'outbox.summary': async () => (await services.outbox()).summary(),
    'outbox.page': async ({ filter, offset, limit }) => (await services.outbox()).page(filter, offset, limit),
    'outbox.open': async ({ id }) => (await services.outbox()).open(id),
    'outbox.list': async () => (await services.outbox()).list(),
    'outbox.stop': async ({ id }) => ({ stopped: (await services.outbox()).stop(id) }),
    'outbox.edit': notYet,
    'outbox.sendNow': async ({ id }) => {
      await (await services.outbox()).sendNow(id);
      return null;
    },
    'outbox.sendAllNow': notYet,
    'outbox.pause': notYet,
    'outbox.resume': notYet,
    'outbox.reschedule': notYet,
    'outbox.reroute': notYet,
    'outbox.correct': notYet,
    'outbox.word': async ({ id, word }) => {
      await (await services.outbox()).word(id, word);
      return null;
    },
    'outbox.cancel': async ({ id }) => {
      await (await services.outbox()).cancel(id);
      return null;
    },
    'outbox.dismiss': async ({ id }) => {
      await (await services.outbox()).dismiss(id);
      return null;
    },
    'outbox.releaseAccount': notYet,
  };
}
