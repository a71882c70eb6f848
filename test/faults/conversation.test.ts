/** Opening a connection, and a transaction that goes well: what is said, in which order, and what is told of it. */
import { describe, expect, it } from 'vitest';
import type { ScriptedConnection, Step } from '#test/servers/scripted-smtp.ts';
import { A, B, handingOver, message } from './handing-over.ts';
import { CONTENDERS, makeAccount, outcomes, Trial } from './session-trial.ts';

describe.each(CONTENDERS)('$name', ({ sessions, isOurs }) => {
  const { meet, submit } = handingOver(sessions);

  describe('opening', () => {
    it('tells the address of the connection as its name, or the name that the account has', async () => {
      const { trial, server } = await meet({});
      await expect(trial.open()).resolves.toMatchObject({ ehloName: '[127.0.0.1]', tls: null });
      await trial.session.close();
      const named = new Trial({
        sessions,
        port: server.port,
        security: 'none',
        more: { ehloName: 'laptop.example.org' },
      });
      await expect(named.open()).resolves.toMatchObject({ ehloName: 'laptop.example.org' });
      await named.session.close();
      expect(server.connections[1]?.lines[0]).toBe('EHLO laptop.example.org');
    });

    it('says that a name is not known', async () => {
      const openSession = sessions({
        resolve: () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })),
      });
      const steps: string[] = [];
      const session = openSession({
        account: makeAccount(25, 'none', { host: 'mail.nowhere.example' }),
        pinned: [],
        reporter: { step: (step) => steps.push(step), line: () => undefined, bytes: () => undefined },
      });
      await expect(session.open()).rejects.toMatchObject({
        diagnosis: { step: 'dns', code: 'host-not-found', params: { host: 'mail.nowhere.example' } },
      });
      expect(steps).toEqual(['dns']);
    });

    it('says that the port speaks TLS from the first byte', async () => {
      const { trial } = await meet({
        greeting: (connection) => connection.write(Buffer.from([0x15, 0x03, 0x01, 0, 2, 2, 70])),
      });
      expect((await trial.openFailure()).diagnosis).toMatchObject({
        step: 'greeting',
        code: 'plain-on-tls-port',
      });
    });

    it('says that nobody listens', async () => {
      const { trial, server } = await meet({});
      await server.stop();
      expect((await trial.openFailure()).diagnosis).toMatchObject({
        step: 'tcp',
        code: 'connection-refused',
      });
    });

    it('gives a server up that accepts the connection and says nothing', async () => {
      const { trial } = await meet({ greeting: '' }, { timeouts: { greeting: 100 } });
      expect((await trial.openFailure()).diagnosis).toMatchObject({
        step: 'greeting',
        code: 'reply-timeout',
      });
    });

    it('gives a server up that greets and hangs', async () => {
      const { trial } = await meet({ EHLO: '' }, { timeouts: { command: 100 } });
      expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'ehlo', code: 'reply-timeout' });
    });

    it.each([
      ['554 5.7.1 go away', 'greeting-refused'],
      ['421 4.3.2 busy', 'server-closing'],
      ['HTTP/1.1 400 Bad Request', 'not-smtp'],
      ['250 not a greeting', 'protocol-error'],
    ])('takes the greeting %j for what it is', async (greeting, code) => {
      const { trial } = await meet({ greeting });
      expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'greeting', code });
    });

    it.each(['502 5.5.1 no', '421 4.3.2 busy'])('does not fall back to HELO after %j', async (reply) => {
      const { trial, server: scripted } = await meet({ EHLO: reply });
      expect((await trial.openFailure()).diagnosis.step).toBe('ehlo');
      await scripted.connections[0]?.closed;
      expect(scripted.connections[0]?.lines).toEqual(['EHLO [127.0.0.1]']);
    });

    it.each<[string, (connection: ScriptedConnection) => void]>([
      ['a line without end', (connection) => connection.write('2'.repeat(20_000))],
      ['a reply without end', (connection) => connection.write('250-more\r\n'.repeat(20_000))],
    ])('ends at %s', async (_name, flood) => {
      const { trial } = await meet({ EHLO: flood });
      expect((await trial.openFailure()).diagnosis).toMatchObject({ step: 'ehlo', code: 'protocol-error' });
    });

    it.each<Step>(['connect', 'greeting', 'EHLO'])('says that the server closed at %s', async (step) => {
      const { trial } = await meet({ [step]: (connection: ScriptedConnection) => connection.finish() });
      expect((await trial.openFailure()).diagnosis.code).toBe('connection-lost');
    });

    it('can be stopped while the server is silent', async () => {
      const stop = new AbortController();
      const { trial } = await meet({ EHLO: () => stop.abort() }, { signal: stop.signal });
      expect((await trial.openFailure()).diagnosis).toMatchObject({
        step: 'ehlo',
        code: 'stopped-by-user',
      });
    });
  });

  describe('a whole transaction', () => {
    it('is accepted, byte for byte', async () => {
      const commands = [
        `client: MAIL FROM:<ada@example.org> SIZE=${message.size}`,
        `client: RCPT TO:<${A}>`,
        `client: RCPT TO:<${B}>`,
        'client: DATA',
      ];
      const replies = [
        'server: 250 2.1.0 fine',
        'server: 250 2.1.0 fine',
        'server: 250 2.1.0 fine',
        'server: 354 go on',
      ];
      // Ours pipelines; nodemailer's is not told that it may, because it would not wait for what the recipients' replies say.
      const envelopeLines = isOurs
        ? [...commands, ...replies]
        : commands.flatMap((command, index) => [command, replies[index]]);
      const { result, connection, trial } = await submit({}, {}, [A, B]);
      expect(outcomes(result)).toEqual([`${A} accepted`, `${B} accepted`]);
      expect(result).toMatchObject({
        streamedSha256: message.sha256,
        streamedBytes: message.size,
        diagnosis: null,
        finalReply: { code: 250, enhanced: '2.0.0', lines: ['2.0.0 taken'] },
      });
      expect(connection.lines).toEqual([
        'EHLO [127.0.0.1]',
        `MAIL FROM:<ada@example.org> SIZE=${message.size}`,
        `RCPT TO:<${A}>`,
        `RCPT TO:<${B}>`,
        'DATA',
        'QUIT',
      ]);
      expect(connection.body.toString()).toBe('Subject: hello\r\n\r\n..dots\r\n...and more\r\n');
      expect(trial.marks).toEqual([[A, B]]);
      expect(trial.steps).toEqual(['dns', 'tcp', 'greeting', 'ehlo', 'mail', 'rcpt', 'data', 'reply']);
      expect(trial.transcript).toEqual([
        'server: 220 scripted.example ESMTP',
        'client: EHLO [127.0.0.1]',
        'server: 250-scripted.example',
        'server: 250-PIPELINING',
        'server: 250-SIZE 50000000',
        'server: 250-8BITMIME',
        'server: 250-AUTH PLAIN LOGIN CRAM-MD5',
        'server: 250 HELP',
        ...envelopeLines,
        `note: ${message.size} bytes`,
        'client: .',
        'server: 250 2.0.0 taken',
        'client: QUIT',
        'server: 221 2.0.0 bye',
      ]);
      expect(trial.bytes.at(-1)).toBe(message.size);
    });

    it('may be followed by another on the same connection, also after one that was refused', async () => {
      let recipients = 0;
      const { trial, server: scripted } = await meet({
        RCPT: (connection) => connection.reply(recipients++ === 1 ? '550 5.1.1 unknown' : '250 fine'),
      });
      await trial.open();
      const results = [];
      for (const to of [A, B, A]) results.push(...outcomes(await trial.submit(message, [to])));
      await trial.session.close();
      expect(results).toEqual([`${A} accepted`, `${B} refused`, `${A} accepted`]);
      const verbs = scripted.connections[0]?.lines.map((line) => line.split(' ')[0]);
      expect(verbs).toEqual([
        'EHLO',
        'MAIL',
        'RCPT',
        'DATA',
        'MAIL',
        'RCPT',
        // Pipelined along; the server refuses it.
        ...(isOurs ? ['DATA'] : []),
        'RSET',
        'MAIL',
        'RCPT',
        'DATA',
        'QUIT',
      ]);
    });
  });
});
