/**
 * Seals and opens one file with age (age-encryption.org/v1) under a passphrase, in a thread that then ends: scrypt takes a second and a
 * quarter of a gigabyte, which neither the window's calls nor the program's memory should carry.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { AgeJob, type AgeAnswer } from './age-protocol.ts';

const ARMOURED = '-----BEGIN AGE ENCRYPTED FILE-----';

async function answer(job: AgeJob): Promise<AgeAnswer> {
  if (job.kind === 'seal') {
    const encrypter = new Encrypter();
    encrypter.setPassphrase(job.passphrase);
    return { kind: 'sealed', bytes: Uint8Array.from(await encrypter.encrypt(job.text)) };
  }
  try {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(job.passphrase);
    const start = new TextDecoder('latin1').decode(job.bytes.subarray(0, ARMOURED.length));
    const file = start === ARMOURED ? armor.decode(new TextDecoder('latin1').decode(job.bytes)) : job.bytes;
    return { kind: 'opened', text: await decrypter.decrypt(file, 'text') };
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    // The library has no codes; these are its words where no passphrase or key fits.
    const reason = words.includes('no identity matched') ? 'wrong-passphrase' : 'unreadable';
    return { kind: 'failed', reason };
  }
}

// Whatever else is thrown here ends the thread, and main hears of it.
void answer(AgeJob.parse(workerData)).then((said) => parentPort?.postMessage(said));
