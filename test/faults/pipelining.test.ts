/** What only our own session does with several messages on one connection, and how one that carries none ends. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SessionReporter, Transaction } from '#electron/submission/session.ts';
import { startScriptedServer, type Act, type ScriptedConnection } from '#test/servers/scripted-smtp.ts';
import {
  A,
  B,
  C,
  arrived,
  byAddress,
  inTurn,
  meet,
  message,
  other,
  stopping,
  submit,
  verbs,
  type Met,
} from './one-connection.ts';
import { outcomes, Trial } from './session-trial.ts';

describe('two messages on one connection', () => {
  const both = (met: Met, first: Partial<Transaction> = {}, second: Partial<Transaction> = {}) =>
    Promise.all([submit(met, [A], first), submit(met, [B], { source: other, ...second })]);

  it('share a write: the dot of one and the envelope of the next', async () => {
    const met = await meet();
    const results = await both(met, arrived(met, message), arrived(met, other));
    expect(results.flatMap(outcomes)).toEqual([`${A} accepted`, `${B} accepted`]);
    expect(met.connection.pieces.slice(3)).toEqual([
      `.\r\nMAIL FROM:<ada@example.org> SIZE=${String(other.size)}\r\nRCPT TO:<${B}>\r\nDATA\r\n`,
      'Subject: two\r\n\r\n...more\r\n',
      '.\r\n',
    ]);
    expect(met.connection.bodies.map(String)).toEqual([
      'Subject: one\r\n\r\n..dots\r\n',
      'Subject: two\r\n\r\n...more\r\n',
    ]);
  });

  it('go one after the other where the server does not pipeline', async () => {
    const met = await meet({}, { extensions: [] });
    const results = await both(met, arrived(met, message), arrived(met, other));
    expect(results.flatMap(outcomes)).toEqual([`${A} accepted`, `${B} accepted`]);
    expect(met.connection.pieces.filter((piece) => piece === '.\r\n')).toHaveLength(2);
  });

  it('keep what is said of each apart', async () => {
    const met = await meet();
    const told: string[][] = [[], []];
    const reporter = (index: number): SessionReporter => ({
      step: (step) => told[index]?.push(`step ${step}`),
      line: ({ from, text }) => told[index]?.push(`${from}: ${text}`),
      bytes: () => undefined,
    });
    await both(met, { reporter: reporter(0) }, { reporter: reporter(1) });
    await met.trial.session.close();
    const conversation = (size: number, to: string): string[] => [
      'step mail',
      `client: MAIL FROM:<ada@example.org> SIZE=${String(size)}`,
      `client: RCPT TO:<${to}>`,
      'client: DATA',
      'server: 250 2.1.0 fine',
      'step rcpt',
      'server: 250 2.1.0 fine',
      'step data',
      'server: 354 go on',
      `note: ${String(size)} bytes`,
      'step reply',
      'client: .',
      'server: 250 2.0.0 taken',
    ];
    expect(told[0]).toEqual(conversation(message.size, A));
    expect(told[1]).toEqual(conversation(other.size, B));
    expect(met.trial.transcript.slice(-2)).toEqual(['client: QUIT', 'server: 221 2.0.0 bye']);
  });

  it('wait for the marker of the first', async () => {
    const met = await meet();
    let linesAtMarker = '';
    const first = {
      beforeDot: async () => {
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        linesAtMarker = verbs(met.connection);
      },
    };
    await both(met, first);
    expect(linesAtMarker).toBe('MAIL RCPT DATA');
  });

  it('do not go on when the marker of the first cannot be written', async () => {
    const met = await meet();
    const results = await both(met, { beforeDot: () => Promise.reject(new Error('disk full')) });
    expect(results.flatMap(outcomes)).toEqual([`${A} unsent`, `${B} unsent`]);
    expect(results.map(({ begun }) => begun)).toEqual([true, false]);
    await met.connection.closed;
    expect(met.connection.hasDot).toBe(false);
  });

  it('end with 421 to the dot of the first: it is deferred, the next is not sent', async () => {
    const met = await meet({ dot: '421 4.3.2 closing' });
    const results = await both(met);
    expect(results.flatMap(outcomes)).toEqual([`${A} deferred`, `${B} unsent`]);
    expect(results[1].diagnosis).toMatchObject({ code: 'server-closing' });
    expect(met.trial.session.usable).toBe(false);
  });

  it.each<[string, Act]>([
    ['closes', (connection) => connection.finish()],
    ['gives half a reply', (connection) => connection.finish('250 2.0.0 Ok: qu')],
    ['resets', (connection) => connection.reset()],
  ])('leave the first unknown and the next unsent when the server %s', async (_name, dot) => {
    const met = await meet({ dot });
    const results = await both(met);
    expect(results.flatMap(outcomes)).toEqual([`${A} unknown`, `${B} unsent`]);
  });

  it('go on after a first that was refused at its dot', async () => {
    const met = await meet({ dot: inTurn('554 5.7.1 spam', '250 2.0.0 taken') });
    expect((await both(met)).flatMap(outcomes)).toEqual([`${A} refused`, `${B} accepted`]);
  });

  it('go on when the next is refused along the way', async () => {
    const met = await meet({ RCPT: byAddress({ [B]: '550 5.1.1 unknown' }) });
    const results = await Promise.all([submit(met), submit(met, [B]), submit(met, [C])]);
    expect(results.flatMap(outcomes)).toEqual([`${A} accepted`, `${B} refused`, `${C} accepted`]);
  });

  it('of which the waiting one is stopped, leave the connection alone', async () => {
    const stop = new AbortController();
    const met = await meet();
    const results = await both(met, { beforeDot: stopping(stop) }, { signal: stop.signal });
    expect(results.flatMap(outcomes)).toEqual([`${A} accepted`, `${B} unsent`]);
    expect(results[1]).toMatchObject({ begun: false, diagnosis: { code: 'stopped-by-user' } });
    expect(met.trial.session.usable).toBe(true);
  });

  it('of which the first is stopped before its dot, end the connection', async () => {
    const stop = new AbortController();
    const met = await meet();
    const results = await both(met, { signal: stop.signal, beforeDot: stopping(stop) });
    expect(results.flatMap(outcomes)).toEqual([`${A} unsent`, `${B} unsent`]);
    expect(results[0].diagnosis).toMatchObject({ code: 'stopped-by-user' });
    expect(met.connection.hasDot).toBe(false);
  });

  it('of which the second is stopped after it was begun, leave the first its reply', async () => {
    const stop = new AbortController();
    const met = await meet({
      dot: (connection) => {
        stop.abort();
        connection.reply('250 2.0.0 taken');
      },
    });
    const results = await both(met, {}, { signal: stop.signal });
    expect(results.flatMap(outcomes)).toEqual([`${A} accepted`, `${B} unsent`]);
  });
});

describe('an idle connection', () => {
  it.each<[string, (connection: ScriptedConnection) => void]>([
    ['closes', (connection) => connection.finish()],
    ['says 421', (connection) => connection.finish('421 4.4.2 idle too long\r\n')],
  ])('that the server %s is nobody’s fault', async (_name, leave) => {
    const met = await meet();
    await submit(met);
    expect(met.trial.session.usable).toBe(true);
    leave(met.connection);
    await expect(met.trial.session.ended).resolves.toBeNull();
    expect(met.trial.session.usable).toBe(false);
    expect(await submit(met)).toMatchObject({ begun: false, recipients: [{ outcome: 'unsent' }] });
  });

  it('that hears what it did not ask for is left', async () => {
    const met = await meet();
    met.connection.reply('250 hello');
    await expect(met.trial.session.ended).resolves.toMatchObject({ code: 'protocol-error' });
  });

  it('is closed with QUIT, and without blame', async () => {
    const met = await meet();
    await met.trial.session.close();
    expect(verbs(met.connection)).toBe('QUIT');
    await expect(met.trial.session.ended).resolves.toBeNull();
  });

  it('is closed after what is under way, and begins nothing more', async () => {
    const met = await meet();
    let closed: Promise<void> = Promise.resolve();
    const first = {
      beforeDot: () => {
        closed = met.trial.session.close();
        return Promise.resolve();
      },
    };
    const results = await Promise.all([submit(met, [A], first), submit(met, [B])]);
    await closed;
    expect(results.flatMap(outcomes)).toEqual([`${A} accepted`, `${B} unsent`]);
    expect(met.connection.lines.at(-1)).toBe('QUIT');
  });

  it('that could not be opened says why', async () => {
    const server = await startScriptedServer({ at: { greeting: '554 5.7.1 no' } });
    onTestFinished(() => server.stop());
    const trial = new Trial({ port: server.port, security: 'none' });
    await trial.openFailure();
    await expect(trial.session.ended).resolves.toMatchObject({ code: 'greeting-refused' });
  });
});

describe('RSET', () => {
  it('that is refused ends the connection', async () => {
    const met = await meet({ RCPT: '550 5.1.1 unknown', RSET: '502 5.5.1 no' });
    expect(outcomes(await submit(met))).toEqual([`${A} refused`]);
    expect(met.trial.session.usable).toBe(false);
  });
});
