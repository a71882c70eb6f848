/** `kill -9` at each step of an attempt: nothing is lost, nothing is sent twice, nothing is shown as sent that was not. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openRig } from '../electron/outbox/rig.ts';
import { temporaryFolder } from '../electron/database/folder.ts';
import { startScriptedServer, type Act, type Step } from '../servers/scripted-smtp.ts';

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

/** Runs the child against a server that kills it when a step is reached and answers nothing there; afterwards it serves as usual. */
async function killedAt(step: Step): Promise<{ profile: string; port: number; dots: () => number }> {
  const profile = temporaryFolder();
  let child: ChildProcess | undefined;
  let dots = 0;
  const at: Partial<Record<Step, Act>> = {
    dot: (connection) => {
      dots += 1;
      connection.reply('250 2.0.0 Ok');
    },
  };
  const usual = at[step] ?? USUAL[step] ?? '250 Ok';
  at[step] = async (connection, line) => {
    if (child?.kill('SIGKILL') === true) return;
    if (step === 'DATA') connection.beginBody();
    if (typeof usual === 'function') await usual(connection, line);
    else if (usual !== '') connection.reply(usual);
  };
  const server = await startScriptedServer({ at });
  onTestFinished(() => server.stop());
  // More than the sockets between them hold: else a child on a busy machine may be behind its dot before it dies.
  const size = step === 'body' ? 12_000_000 : 200_000;
  const args = [CHILD, profile, String(server.port), String(size)];
  child = spawn(process.execPath, args, { stdio: 'inherit' });
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  child = undefined;
  return { profile, port: server.port, dots: () => dots };
}

const USUAL: Partial<Record<Step, string>> = {
  greeting: '220 test',
  EHLO: '250 test',
  DATA: '354 go',
  body: '',
};

describe('kill -9 before the final dot', () => {
  it.each(['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'body'] as const)(
    'at %s: everyone waits, and the next start sends it once',
    async (step) => {
      const { profile, port, dots } = await killedAt(step);
      expect(dots()).toBe(0);
      const rig = await openRig({ profile, port });
      onTestFinished(() => rig.close());
      const [item] = rig.outbox.list();
      if (item === undefined) throw new Error('lost');
      expect(item.submission.recipients.map((recipient) => recipient.fate)).toEqual(['waiting', 'waiting']);
      expect(await rig.drafts.list()).toEqual([]);
      expect((await rig.settled(item.submission.id)).submission.status).toBe('sent');
      expect(dots()).toBe(1);
    },
  );
});

describe('kill -9 behind the final dot', () => {
  it('makes them unknown, shows nothing as sent and sends nothing by itself', async () => {
    const { profile, port } = await killedAt('dot');
    const rig = await openRig({ profile, port });
    onTestFinished(() => rig.close());
    const [item] = rig.outbox.list();
    expect(item?.submission.status).toBe('unknown');
    expect(item?.submission.recipients.map((recipient) => recipient.fate)).toEqual(['unknown', 'unknown']);
    expect(item?.messageIdField).toMatch(/^<.+@example\.org>$/);
    expect((await rig.index.page({ list: 'sent', offset: 0, limit: 10 })).total).toBe(0);
    expect(rig.outbox.running()).toBe(0);
  });
});
