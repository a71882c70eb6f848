/**
 * The process that touches the system's keychain, and the only one that does: an Electron utility process, or a plain child process
 * where there is no Electron. It carries out one request; its parent keeps the time and ends it.
 */
import { randomBytes } from 'node:crypto';
import keytar from 'keytar';
import { KEYCHAIN_SERVICE, KeychainRequest, type KeychainMessage } from '../secrets/keychain-protocol.ts';
import { refusalFrom } from '../secrets/keychain-reason.ts';

/** keytar's findCredentials crashes the process on a locked keyring: what exists is known from the vault, never asked here. */
async function carryOut(request: KeychainRequest): Promise<KeychainMessage> {
  return request.kind === 'read'
    ? { kind: 'read', value: await read(request.entry) }
    : await write(request.entry, request.value);
}

/**
 * A locked keyring answers null, as if the entry were not there; but nothing can be written to it. So null is believed only between a
 * probe that could be written before and can be read after.
 */
async function read(entry: string): Promise<string | null> {
  const probe = `${entry}-probe`;
  const mark = randomBytes(16).toString('base64');
  await keytar.setPassword(KEYCHAIN_SERVICE, probe, mark);
  try {
    const value = await keytar.getPassword(KEYCHAIN_SERVICE, entry);
    if (value !== null) return value;
    if ((await keytar.getPassword(KEYCHAIN_SERVICE, probe)) !== mark) throw new Error('is locked');
    return null;
  } finally {
    await keytar.deletePassword(KEYCHAIN_SERVICE, probe).catch(() => false);
  }
}

async function write(entry: string, value: string): Promise<KeychainMessage> {
  await keytar.setPassword(KEYCHAIN_SERVICE, entry, value);
  const back = await keytar.getPassword(KEYCHAIN_SERVICE, entry);
  return back === value ? { kind: 'written' } : { kind: 'failed', reason: 'failed' };
}

async function answer(message: unknown): Promise<KeychainMessage> {
  try {
    return await carryOut(KeychainRequest.parse(message));
  } catch (error) {
    // The keychain's words may name entries; only what they mean leaves this process.
    return { kind: 'failed', reason: refusalFrom(error instanceof Error ? error.message : '') };
  }
}

function serve(send: (message: KeychainMessage) => void): (message: unknown) => void {
  send({ kind: 'ready' });
  return (message) => void answer(message).then(send);
}

if (process.send === undefined) {
  const port = process.parentPort;
  const receive = serve((message) => port.postMessage(message));
  port.on('message', (event) => receive(event.data));
} else {
  const send = process.send.bind(process);
  process.on(
    'message',
    serve((message) => void send(message)),
  );
  process.on('disconnect', () => process.exit());
}
