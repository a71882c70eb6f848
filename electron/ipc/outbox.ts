/** Sending, and what the user can say about a submission that has not ended well. */
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function outboxHandlers(program: Program): HandlersOf<'outbox'> {
  const { services } = program;
  return {
    'outbox.send': async ({ draftId, revision }) => {
      const submissionId = await (await services.outbox()).send(draftId, revision);
      program.used();
      return { submissionId };
    },
    'outbox.list': async () => (await services.outbox()).list(),
    'outbox.stop': async ({ id }) => ({ stopped: (await services.outbox()).stop(id) }),
    'outbox.tryAgain': async ({ id }) => {
      await (await services.outbox()).tryAgain(id);
      return null;
    },
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
  };
}
