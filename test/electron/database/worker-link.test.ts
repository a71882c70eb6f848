// The link between main and the workers that own a store, over a real worker thread.
import { expect, it, onTestFinished } from 'vitest';
import { type CallsOf, WorkerLink } from '#electron/database/worker-link.ts';
import { sampleProtocol } from './sample-protocol.ts';

const entry = new URL('./sample-worker.ts', import.meta.url);

function start(on: { onDied?: (error: Error) => void; onNote?: (note: unknown) => void } = {}) {
  const link = new WorkerLink<CallsOf<typeof sampleProtocol>>(sampleProtocol, {
    entry,
    name: 'sample',
    ...on,
  });
  onTestFinished(() => link.end());
  return link;
}

it('gives each call its own answer, whatever order they come in', async () => {
  const link = start();
  const answers = await Promise.all([link.call('later', 1), link.call('double', 2), link.call('later', 3)]);
  expect(answers).toEqual([1, 4, 3]);
});

it('carries news that nobody asked for', async () => {
  const notes: unknown[] = [];
  const link = start({ onNote: (note) => notes.push(note) });
  await link.call('later', 5);
  expect(notes).toEqual([5]);
});

it('keeps the closed code of a failure', async () => {
  const link = start();
  await expect(link.call('fail', 'app')).rejects.toMatchObject({ error: { code: 'disk', reason: 'full' } });
  await expect(link.call('fail', 'store')).rejects.toMatchObject({ name: 'StoreFailure', code: 'damaged' });
  await expect(link.call('fail', 'other')).rejects.toThrow('something else');
});

it('rejects what is open and says so when the worker dies', async () => {
  const link = { current: start() };
  const died = new Promise<Error>((resolve) => (link.current = start({ onDied: resolve })));
  const open = link.current.call('hang', null);
  const fatal = link.current.call('die', null);
  await expect(open).rejects.toMatchObject({ code: 'worker-ended' });
  await expect(fatal).rejects.toMatchObject({ code: 'worker-ended' });
  await expect(link.current.call('double', 1)).rejects.toMatchObject({ code: 'worker-ended' });
  expect(await died).toMatchObject({ code: 'worker-ended' });
});

it('answers what was asked before the end, and ends without being called dead', async () => {
  let died = false;
  const link = start({ onDied: () => (died = true) });
  const asked = link.call('double', 21);
  await link.end();
  expect(await asked).toBe(42);
  expect(died).toBe(false);
  await expect(link.call('double', 1)).rejects.toMatchObject({ code: 'worker-ended' });
});
