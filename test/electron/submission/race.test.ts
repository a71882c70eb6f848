/** Happy Eyeballs: one family that leads nowhere does not keep the other waiting. */
import { afterEach, expect, it } from 'vitest';
import type { Dialled } from '#electron/submission/connection/dial.ts';
import { connectTcp } from '#electron/submission/connection/dial.ts';
import { race } from '#electron/submission/connection/race.ts';
import { freePort } from '#test/servers/ports.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { startUnanswering } from '#test/servers/unanswering.ts';

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

/** Attempts that end when the test says so, by address. */
function attempts() {
  const begun: string[] = [];
  const given: string[] = [];
  const settle = new Map<string, (dialled: Dialled<string>) => void>();
  const start = (address: string) => {
    begun.push(address);
    const done = new Promise<Dialled<string>>((resolve) => settle.set(address, resolve));
    return { done, giveUp: () => void given.push(address) };
  };
  return { begun, given, settle, start };
}

it('takes turns between the families, in the system’s order', async () => {
  const { begun, settle, start } = attempts();
  const raced = race(['2001:db8::1', '2001:db8::2', '192.0.2.1'], start);
  const fail = { ok: false, trouble: { kind: 'failed', errorCode: 'ENETUNREACH' } } as const;
  settle.get('2001:db8::1')?.(fail);
  await expect.poll(() => begun).toContain('192.0.2.1');
  settle.get('192.0.2.1')?.({ ok: true, value: 'connected' });
  await expect(raced).resolves.toEqual({ ok: true, value: 'connected' });
  expect(begun).toEqual(['2001:db8::1', '192.0.2.1']);
});

it('does not wait for an address that stays silent, and gives it up when another answers', async () => {
  const { begun, given, settle, start } = attempts();
  const raced = race(['2001:db8::1', '192.0.2.1'], start);
  await expect.poll(() => begun).toEqual(['2001:db8::1', '192.0.2.1']);
  settle.get('192.0.2.1')?.({ ok: true, value: 'connected' });
  await raced;
  expect(given).toEqual(['2001:db8::1']);
});

it('says of several failures the one that came nearest', async () => {
  const { settle, start } = attempts();
  const raced = race(['2001:db8::1', '192.0.2.1'], start);
  settle.get('2001:db8::1')?.({ ok: false, trouble: { kind: 'failed', errorCode: 'ENETUNREACH' } });
  await expect.poll(() => settle.has('192.0.2.1')).toBe(true);
  settle.get('192.0.2.1')?.({ ok: false, trouble: { kind: 'failed', errorCode: 'ECONNREFUSED' } });
  await expect(raced).resolves.toEqual({
    ok: false,
    trouble: { kind: 'failed', errorCode: 'ECONNREFUSED' },
  });
});

it('connects by IPv4 where the IPv6 address cannot be reached', async () => {
  server = await startScriptedServer();
  // The system has no route to it, or nobody answers there (RFC 3849).
  const dialled = await connectTcp(['2001:db8::1', '127.0.0.1'], server.port, 5000, undefined);
  expect(dialled.ok && dialled.value.remoteAddress).toBe('127.0.0.1');
  if (dialled.ok) dialled.value.destroy();
});

it('ends in its time where nobody answers', async () => {
  const unanswering = await startUnanswering();
  const dialled = await connectTcp(['127.0.0.1'], unanswering.port, 300, undefined);
  await unanswering.stop();
  expect(dialled).toEqual({ ok: false, trouble: { kind: 'timeout' } });
});

it('says that nobody listens', async () => {
  const dialled = await connectTcp(['127.0.0.1'], await freePort(), 1000, undefined);
  expect(dialled).toEqual({ ok: false, trouble: { kind: 'failed', errorCode: 'ECONNREFUSED' } });
});
