/** Drafts: made for an account, saved while they are written, removed and brought back. */
import { AppFailure } from '#core/contract/errors.ts';
import { withSignature } from '#core/message/signature.ts';
import type { Program } from '../program.ts';
import type { HandlersOf } from './border.ts';

export function draftHandlers(program: Program): HandlersOf<'drafts'> {
  const { services } = program;
  return {
    'drafts.list': async () => (await services.drafts()).list(),
    'drafts.create': async ({ accountId }) => {
      const accounts = await services.accounts();
      const account = accounts.account(accountId ?? accounts.list().defaultId);
      const identity = account?.identities[0];
      if (account === undefined || identity === undefined) throw new AppFailure({ code: 'not-found' });
      const body = withSignature('', identity.signature);
      return (await services.drafts()).create({ accountId: account.id, identityId: identity.id, body });
    },
    'drafts.open': async ({ id }) => (await services.drafts()).open(id),
    'drafts.save': async ({ id, revision, content }) => {
      const saved = await (await services.drafts()).save(id, revision, content);
      program.used();
      return saved;
    },
    'drafts.remove': async ({ id }) => {
      await (await services.drafts()).remove(id);
      return null;
    },
    'drafts.restore': async ({ id }) => (await services.drafts()).restore(id),
    'drafts.versions': async ({ id }) => (await services.drafts()).versions(id),
    'drafts.version': async ({ id, number }) => (await services.drafts()).version(id, number),
    'drafts.restoreVersion': async ({ id, revision, number }) =>
      (await services.drafts()).restoreVersion(id, revision, number),
    'drafts.lint': async ({ id, content }) => {
      const accounts = await services.accounts();
      const view = accounts.list().accounts.find(({ account }) => account.id === content.accountId);
      const identity = view?.account.identities.find((one) => one.id === content.identityId);
      const sources = await (await services.drafts()).sourcesFor(id);
      if (view === undefined || identity === undefined) return { findings: [] };
      const lint = await services.draftLint();
      const offers = view.offers ?? null;
      return {
        findings: await lint.findings({ content, identity, sources: [...sources], offers, at: Date.now() }),
      };
    },
  };
}
