/** Text in a file that a passphrase opens, by age. The work is age-worker.ts's, one thread a file. */
import { Worker } from 'node:worker_threads';
import { AppFailure } from '#core/contract/errors.ts';
import type { Secret } from '../secrets/secret.ts';
import { AgeAnswer, type AgeJob } from './age-protocol.ts';

export interface Age {
  seal(text: string, passphrase: Secret): Promise<Uint8Array>;
  /** Rejects with AppFailure `file`: `wrong-passphrase` or `unreadable`. */
  open(bytes: Uint8Array, passphrase: Secret): Promise<string>;
}

/** ms; a file may name a work factor sixteen times ours, and the library refuses more */
const PATIENCE = 60_000;

/** The first line of any version, or its armour. */
export const isAge = (bytes: Uint8Array): boolean =>
  /^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/.test(
    Buffer.from(bytes.subarray(0, 64)).toString('latin1'),
  );

export const ageIn = (entry: string | URL): Age => ({
  async seal(text, passphrase) {
    // Revealed to the thread that derives the key, and nobody else.
    const answer = await run(entry, { kind: 'seal', passphrase: passphrase.reveal(), text });
    if (answer.kind !== 'sealed') throw new Error(`age answered ${answer.kind}`);
    return answer.bytes;
  },
  async open(bytes, passphrase) {
    const answer = await run(entry, {
      kind: 'open',
      passphrase: passphrase.reveal(),
      bytes: Uint8Array.from(bytes),
    });
    if (answer.kind === 'opened') return answer.text;
    const reason = answer.kind === 'failed' ? answer.reason : 'unreadable';
    throw new AppFailure({ code: 'file', reason });
  },
});

async function run(entry: string | URL, job: AgeJob): Promise<AgeAnswer> {
  const worker = new Worker(entry, { name: 'age-worker', workerData: job });
  const late = setTimeout(() => void worker.terminate(), PATIENCE);
  try {
    return await new Promise<AgeAnswer>((resolve, reject) => {
      worker.once('message', (message: unknown) => resolve(AgeAnswer.parse(message)));
      worker.once('error', reject);
      worker.once('exit', () => reject(new AppFailure({ code: 'file', reason: 'unreadable' })));
    });
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
