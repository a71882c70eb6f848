/** The thread in which large drafts are linted: building one and looking at it takes longer than main's loop may stand still. */
import type { CallsOf } from '../../database/worker-link.ts';
import { serve } from '../../database/worker-serve.ts';
import { lintDraft } from './lint-draft.ts';
import { lintProtocol } from './lint-protocol.ts';

serve<CallsOf<typeof lintProtocol>>(lintProtocol, { findings: lintDraft }, () => undefined);
