/** Sending, and what the user can say about a submission that is not over. */
import { moveMail } from '../outbox/account-mail.ts';
import type { Decisions } from '../outbox/decisions.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function outboxHandlers(program: Program): HandlersOf<'outbox'> {
  const outbox = () => program.services.outbox();
  const decide = async (say: (decisions: Decisions) => Promise<void>): Promise<null> => {
    await say((await outbox()).decisions);
    return null;
  };
  return {
    'outbox.send': async ({ draftId, revision, schedule, previewId }) => {
      const sent = await (await outbox()).send(draftId, revision, schedule, previewId);
      program.used();
      return sent;
    },
    'outbox.summary': async () => (await outbox()).summary(),
    'outbox.page': async ({ filter, offset, limit }) => (await outbox()).page(filter, offset, limit),
    'outbox.lines': async (request) => (await outbox()).mailings.lines(request),
    'outbox.ofMailing': async (request) => ({ count: await (await outbox()).decisions.ofMailing(request) }),
    'outbox.open': async ({ id }) => (await outbox()).open(id),
    'outbox.stop': async ({ id }) => ({ stopped: (await outbox()).stop(id) }),
    'outbox.edit': async ({ id }) => ({ draftId: await (await outbox()).decisions.edit(id) }),
    'outbox.sendNow': ({ id }) => decide((say) => say.sendNow(id)),
    'outbox.sendAllNow': async () => ({ count: await (await outbox()).sendAllNow() }),
    'outbox.pause': ({ id }) => decide((say) => say.pause(id)),
    'outbox.resume': ({ id }) => decide((say) => say.resume(id)),
    'outbox.reschedule': ({ id, schedule }) => decide((say) => say.reschedule(id, schedule)),
    'outbox.reroute': (request) => decide((say) => say.reroute(request)),
    'outbox.correct': ({ id, from, to }) => decide((say) => say.correct(id, from, to)),
    'outbox.word': ({ id, word }) => decide((say) => say.word(id, word)),
    'outbox.cancel': ({ id }) => decide((say) => say.cancel(id)),
    'outbox.dismiss': ({ id }) => decide((say) => say.dismiss(id)),
    'outbox.waitingOf': async ({ accountId }) => ({
      count: (await outbox()).waitingOf(accountId).length,
    }),
    'outbox.moveMail': async (request) => moveMail(await outbox(), request),
    'outbox.releaseAccount': async ({ accountId }) => {
      await (await outbox()).releaseAccount(accountId);
      return null;
    },
  };
}
