/** Puts a version of a draft back. What stood there, saved first, becomes a version itself, so that Undo is the same the other way. */
import type { DraftSession } from '../compose/draft/draft-session.ts';
import { call, CallFailed } from '../../api.ts';

/** The number of the version that is what stood there. */
export async function restoreVersion(session: DraftSession, number: number): Promise<number> {
  const saved = await session.save();
  if (!saved) throw new CallFailed(session.state().error ?? { code: 'unexpected' });
  const { id, revision } = session;
  const { kept } = await call('drafts.restoreVersion', { id, revision, number });
  await session.reload();
  return kept;
}
