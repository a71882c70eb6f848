/** A worker that answers, fails and dies on demand, for worker-link.test.ts. */
import { AppFailure } from '#core/contract/errors.ts';
import { StoreFailure } from '#electron/database/failure.ts';
import type { CallsOf } from '#electron/database/worker-link.ts';
import { note, serve } from '#electron/database/worker-serve.ts';
import { sampleProtocol } from './sample-protocol.ts';

serve<CallsOf<typeof sampleProtocol>>(
  sampleProtocol,
  {
    double: (n) => n * 2,
    later: async (n) => {
      await new Promise((resolve) => setImmediate(resolve));
      note(n);
      return n;
    },
    fail: (kind) => {
      if (kind === 'app') throw new AppFailure({ code: 'disk', reason: 'full' });
      if (kind === 'store') throw new StoreFailure('damaged', 'page 3');
      throw new TypeError('something else');
    },
    die: () => process.exit(7),
    hang: () => new Promise<null>(() => undefined),
  },
  () => undefined,
);
