// The keychain process and its client against a real gnome-keyring: unlocked, locked, asking, gone, and with no keychain at all.
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Keychain, type KeychainPatience } from '#electron/secrets/keychain-client.ts';
import { keyToText, newKey } from '#electron/secrets/vault-seal.ts';
import { busWithKeyring, busWithoutKeyring, type Keyring } from '#test/servers/keyring.ts';
import { keychainInChild, type ChildKeychain } from './keychain-in-child.ts';

const refusal = (reason: string) => ({ error: { code: 'keychain', reason } });
const key = keyToText(newKey());

interface Watched {
  readonly keychain: Keychain;
  readonly prompts: boolean[];
  readonly child: ChildKeychain;
}
function watched(env: NodeJS.ProcessEnv, patience?: KeychainPatience, program?: string): Watched {
  const prompts: boolean[] = [];
  const child = keychainInChild(env, program);
  const keychain = new Keychain({
    spawn: child.spawn,
    promptOpen: (open) => prompts.push(open),
    ...(patience === undefined ? {} : { patience }),
  });
  return { keychain, prompts, child };
}

async function allEnded({ child }: Watched): Promise<void> {
  for (const one of child.children)
    if (one.exitCode === null && one.signalCode === null) await once(one, 'exit');
}

describe('with an unlocked keyring', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await busWithKeyring({ prompter: false });
  });
  afterAll(() => keyring.stop());

  it('reads a key back that it wrote', async () => {
    const { keychain, prompts } = watched(keyring.env);
    await keychain.write('vault-a', key);
    expect(await keychain.read('vault-a')).toBe(key);
    expect(prompts).toEqual([]);
  });

  it('tells an entry that is not there from one that it cannot read', async () => {
    const { keychain } = watched(keyring.env);
    expect(await keychain.read('vault-never-written')).toBeNull();
  });

  it('leaves no process behind', async () => {
    const one = watched(keyring.env);
    await one.keychain.read('vault-a');
    await allEnded(one);
    expect(one.child.children).toHaveLength(1);
  });

  it('answers several at once', async () => {
    const { keychain } = watched(keyring.env);
    await keychain.write('vault-b', key);
    const answers = await Promise.all(['vault-b', 'vault-c', 'vault-b'].map((entry) => keychain.read(entry)));
    expect(answers).toEqual([key, null, key]);
  });
});

describe('with a locked keyring and nobody to ask', () => {
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await busWithKeyring({ prompter: false });
  });
  afterAll(() => keyring.stop());

  it('says locked, and does not take the key to be missing', async () => {
    const { keychain } = watched(keyring.env);
    await keychain.write('vault-a', key);
    await keyring.lock();
    await expect(keychain.read('vault-a')).rejects.toMatchObject(refusal('locked'));
    await expect(keychain.write('vault-a', key)).rejects.toMatchObject(refusal('locked'));
    await keyring.unlock();
    expect(await keychain.read('vault-a')).toBe(key);
  });
});

describe('with a prompt that stays open', () => {
  async function asking(patience: KeychainPatience) {
    const keyring = await busWithKeyring({ prompter: true });
    onTestFinished(() => keyring.stop());
    await keyring.lock();
    return { keyring, watch: watched(keyring.env, patience) };
  }

  it('tells that the system asks, and stops when it is cancelled', async () => {
    const { keyring, watch } = await asking({ promptAfter: 1, giveUpAfter: 60_000 });
    const reading = expect(watch.keychain.read('vault-a')).rejects.toMatchObject(refusal('cancelled'));
    await keyring.asked();
    expect(watch.prompts).toEqual([true]);
    watch.keychain.cancelPrompt();
    await reading;
    expect(watch.prompts).toEqual([true, false]);
    await allEnded(watch);
  });

  it('gives up when its time is over, and ends the process that hangs', async () => {
    const { watch } = await asking({ promptAfter: 1, giveUpAfter: 2_000 });
    await expect(watch.keychain.read('vault-a')).rejects.toMatchObject(refusal('timed-out'));
    expect(watch.prompts).toEqual([true, false]);
    await allEnded(watch);
  });

  it('keeps the file system usable while many wait, and cancels them all', async () => {
    const { keyring, watch } = await asking({ promptAfter: 1, giveUpAfter: 60_000 });
    const many = [1, 2, 3, 4, 5].map((n) =>
      expect(watch.keychain.read(`vault-${String(n)}`)).rejects.toMatchObject(refusal('cancelled')),
    );
    await keyring.asked();
    const { readFile } = await import('node:fs/promises');
    expect((await readFile(import.meta.filename)).length).toBeGreaterThan(0);
    watch.keychain.cancelPrompt();
    await Promise.all(many);
    expect(watch.prompts).toEqual([true, false]);
    await allEnded(watch);
  });
});

describe('without a keychain', () => {
  it('says unavailable where nothing on the bus keeps secrets', async () => {
    const bus = await busWithoutKeyring();
    onTestFinished(() => bus.stop());
    const { keychain } = watched(bus.env);
    await expect(keychain.read('vault-a')).rejects.toMatchObject(refusal('unavailable'));
    await expect(keychain.write('vault-a', key)).rejects.toMatchObject(refusal('unavailable'));
  });

  it('says unavailable where there is no bus', async () => {
    const bus = await busWithoutKeyring();
    await bus.stop();
    const { keychain } = watched(bus.env);
    await expect(keychain.read('vault-a')).rejects.toMatchObject(refusal('unavailable'));
    const none = watched({ ...bus.env, DBUS_SESSION_BUS_ADDRESS: undefined });
    await expect(none.keychain.read('vault-a')).rejects.toMatchObject(refusal('unavailable'));
  });

  it('says unavailable when the keyring has ended', async () => {
    const keyring = await busWithKeyring({ prompter: false });
    onTestFinished(() => keyring.stop());
    await keyring.kill();
    await expect(watched(keyring.env).keychain.read('vault-a')).rejects.toMatchObject(refusal('unavailable'));
  });

  it('says unavailable when the native library cannot be loaded', async () => {
    const program = path.join(import.meta.dirname, '../../fixtures/keychain-that-cannot-load.ts');
    const { keychain } = watched(process.env, undefined, program);
    await expect(keychain.read('vault-a')).rejects.toMatchObject(refusal('unavailable'));
  });
});

describe('when the process fails', () => {
  it('says failed when it crashes over a request', async () => {
    const program = path.join(import.meta.dirname, '../../fixtures/keychain-that-crashes.ts');
    const { keychain } = watched(process.env, undefined, program);
    await expect(keychain.read('vault-a')).rejects.toMatchObject(refusal('failed'));
  });

  it('says failed when it cannot be started', async () => {
    const keychain = new Keychain({
      spawn: () => {
        throw new Error('no more processes');
      },
      promptOpen: () => undefined,
    });
    await expect(keychain.read('vault-a')).rejects.toMatchObject(refusal('failed'));
  });
});
