/** Whatever a server says or leaves out, each recipient's outcome is what is known, and nothing more. */
import { describe, expect, it } from 'vitest';
import { type Act, type ScriptedConnection } from '#test/servers/scripted-smtp.ts';
import { A, B, handingOver, message, once } from './handing-over.ts';
import { CONTENDERS, makeMessage, outcomes } from './session-trial.ts';

describe.each(CONTENDERS)('$name', ({ sessions, isOurs }) => {
  const { meet, submit } = handingOver(sessions);

  describe('a definite refusal', () => {
    it.each([
      ['MAIL', '550 5.7.1 not you', 'refused', 'mail', 'sender-refused'],
      ['MAIL', '451 4.3.0 later', 'deferred', 'mail', 'temporary-refusal'],
      ['MAIL', '421 4.3.2 closing', 'deferred', 'mail', 'server-closing'],
      ['MAIL', '530 5.7.0 sign in first', 'unsent', 'mail', 'sign-in-needed'],
      ['MAIL', '552 5.3.4 too large', 'refused', 'mail', 'message-too-large'],
      ['RCPT', '550 5.1.1 unknown', 'refused', 'rcpt', 'all-recipients-refused'],
      ['RCPT', '450 4.2.1 later', 'deferred', 'rcpt', 'all-recipients-refused'],
      ['RCPT', '421 4.3.2 closing', 'deferred', 'rcpt', 'server-closing'],
      ['DATA', '554 5.5.1 no valid recipients', 'refused', 'data', 'data-refused'],
      ['DATA', '451 4.3.0 later', 'deferred', 'data', 'temporary-refusal'],
      ['DATA', '421 4.3.2 closing', 'deferred', 'data', 'server-closing'],
      ['dot', '554 5.7.1 spam', 'refused', 'reply', 'message-refused'],
      ['dot', '552 5.3.4 too large', 'refused', 'reply', 'message-too-large'],
      ['dot', '451 4.7.1 greylisted', 'deferred', 'reply', 'temporary-refusal'],
      ['dot', '421 4.3.2 closing', 'deferred', 'reply', 'server-closing'],
    ] as const)('at %s, %j, is %s', async (step, reply, outcome, at, code) => {
      const { result, connection } = await submit({ [step]: reply });
      expect(outcomes(result)).toEqual([`${A} ${outcome}`]);
      expect(result.diagnosis).toMatchObject({ step: at, code, reply: { code: Number(reply.slice(0, 3)) } });
      expect(connection.hasDot).toBe(step === 'dot');
    });

    it('of some recipients leaves the others accepted', async () => {
      const replies: Record<string, string> = {
        [A]: '250 fine',
        [B]: '550 5.1.1 unknown',
        'c@example.net': '450 4.2.1 later',
      };
      const { result, trial } = await submit(
        { RCPT: (connection, line) => connection.reply(replies[line.slice(9, -1)] ?? '500 who') },
        {},
        [A, B, 'c@example.net'],
      );
      expect(outcomes(result)).toEqual([`${A} accepted`, `${B} refused`, 'c@example.net deferred']);
      expect(trial.marks).toEqual([[A]]);
      expect(result.recipientReplies.map(({ reply }) => reply.code)).toEqual([250, 550, 450]);
      expect(result.diagnosis).toMatchObject({
        step: 'rcpt',
        code: 'recipient-refused',
        reply: { code: 550 },
      });
    });

    it.each(['452 4.5.3 Too many recipients', '552 too many recipients'])(
      'because there are too many recipients (%s) leaves the rest for the next transaction',
      async (reply) => {
        let count = 0;
        const { result } = await submit(
          { RCPT: (connection) => connection.reply(count++ === 0 ? '250 fine' : reply) },
          {},
          [A, B],
        );
        expect(outcomes(result)).toEqual([`${A} accepted`, `${B} next`]);
        expect(result.diagnosis).toBeNull();
      },
    );

    it('says a multi-line reply whole', async () => {
      const { result } = await submit({
        dot: '554-5.7.1 Your message\r\n554-5.7.1 looks like\r\n554 5.7.1 spam',
      });
      expect(result.finalReply).toEqual({
        code: 554,
        enhanced: '5.7.1',
        lines: ['5.7.1 Your message', '5.7.1 looks like', '5.7.1 spam'],
      });
    });
  });

  describe('before the final dot nothing is sent', () => {
    const ways: [string, (connection: ScriptedConnection) => void][] = [
      ['closes', (connection) => connection.finish()],
      ['resets', (connection) => connection.reset()],
      ['closes in the middle of a reply', (connection) => connection.finish('250 half')],
      ['closes in the middle of a multi-line reply', (connection) => connection.finish('250-half\r\n')],
      ['answers nonsense', (connection) => connection.reply('2x0 hm')],
      ['answers without a separator', (connection) => connection.reply('250ok')],
      ['answers with a bare line feed', (connection) => connection.write('250 ok\n')],
      ['changes its mind within a reply', (connection) => connection.reply('250-fine\r\n550 not')],
      ['answers with a code of another command', (connection) => connection.reply('235 welcome')],
      ['answers twice', (connection) => connection.write('250 ok\r\n250 ok\r\n')],
      ['answers without end', (connection) => connection.write('250-more\r\n'.repeat(20_000))],
      ['says nothing', () => undefined],
    ];
    const steps = ['MAIL', 'RCPT', 'DATA'] as const;
    const cases = steps.flatMap((step) => ways.map(([name, act]) => [name, step, act] as const));
    it.each(cases)('when the server %s at %s', async (name, step, act) => {
      const within = name === 'says nothing' ? 150 : 5000;
      const { result, connection, trial } = await submit(
        { [step]: act },
        { timeouts: { mail: within, rcpt: within, data: within } },
      );
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis).not.toBeNull();
      expect(trial.marks).toEqual([]);
      await connection.closed;
      expect(connection.hasDot).toBe(false);
    });

    it('when 250 comes where 354 should', async () => {
      const { result, connection } = await submit({ DATA: '250 fine' });
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis).toMatchObject({ step: 'data', code: 'protocol-error', reply: { code: 250 } });
      await connection.closed;
      expect(connection.body.length).toBe(0);
    });

    it('when 250 comes before the dot', async () => {
      const { result, connection } = await submit({
        DATA: (c) => {
          c.beginBody();
          c.write('354 go on\r\n250 2.0.0 taken already\r\n');
        },
      });
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis).toMatchObject({ step: 'data', code: 'protocol-error' });
      await connection.closed;
      expect(connection.hasDot).toBe(false);
    });

    it('when 250 comes while the marker is written', async () => {
      const met = await meet({});
      await met.trial.open();
      const connection = met.server.connections[0];
      const result = await met.trial.submit(message, [A], async () => {
        connection?.reply('250 2.0.0 taken already');
        // The client's hanging up is the sign that it has read this.
        await connection?.closed;
      });
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(connection?.hasDot).toBe(false);
    });

    it('when all recipients are refused and DATA is taken nevertheless', async () => {
      const { result, connection, trial } = await submit({
        RCPT: '550 5.1.1 unknown',
        DATA: '354 go on',
        dot: '554 5.5.1 nobody to give it to',
      });
      expect(outcomes(result)).toEqual([`${A} refused`]);
      expect(trial.marks).toEqual([]);
      // Ours has said DATA already, and ends it as RFC 2920 §3.1 asks: with an empty message. Nodemailer's says none.
      expect(connection.lines.includes('DATA')).toBe(isOurs);
      expect(connection.hasDot).toBe(isOurs);
      expect(connection.body.length).toBe(0);
      expect(connection.lines.at(-1)).toBe('QUIT');
    });

    it.each<[string, string, (connection: ScriptedConnection) => void]>([
      ['closes', 'connection-lost', (connection) => connection.finish()],
      ['resets', 'connection-lost', (connection) => connection.reset()],
      ['has too much of it', 'message-too-large', (connection) => connection.reply('552 5.3.4 too much')],
      ['is about to close', 'server-closing', (connection) => connection.reply('421 4.3.2 closing')],
    ])('when in the middle of the body the server %s', async (_name, code, act) => {
      const big = await makeMessage(`${'x'.repeat(70)}\r\n`.repeat(100_000));
      const met = await meet({ body: once(act) });
      await met.trial.open();
      const result = await met.trial.submit(big, [A]);
      await met.trial.session.close();
      await big.remove();
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis).toMatchObject({ step: 'data', code });
      await met.server.connections[0]?.closed;
      expect(met.server.connections[0]?.hasDot).toBe(false);
    });

    it('and the result waits for the marker when the connection is lost meanwhile', async () => {
      const met = await meet({});
      await met.trial.open();
      const connection = met.server.connections[0];
      const order: string[] = [];
      const result = await met.trial.submit(message, [A], async () => {
        connection?.finish();
        await connection?.closed;
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        order.push('marker');
      });
      order.push('result');
      expect(order).toEqual(['marker', 'result']);
      expect(outcomes(result)).toEqual([`${A} unsent`]);
    });

    it('when an address needs an extension that the server lacks', async () => {
      const { result, connection } = await submit({}, {}, ['dédé@example.net']);
      expect(result.recipients[0]?.outcome).toBe('unsent');
      expect(result.diagnosis).toMatchObject({
        code: 'extension-missing',
        params: { extension: 'SMTPUTF8' },
      });
      expect(connection.lines).toEqual(['EHLO [127.0.0.1]', 'QUIT']);
    });

    it('when the server reads nothing more', async () => {
      const big = await makeMessage(`${'x'.repeat(70)}\r\n`.repeat(300_000));
      const met = await meet(
        {
          DATA: (connection) => {
            connection.reply('354 go on');
            connection.deafen();
          },
        },
        { timeouts: { dataBlock: 200 } },
      );
      await met.trial.open();
      const result = await met.trial.submit(big, [A]);
      await big.remove();
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result).toMatchObject({
        streamedSha256: null,
        diagnosis: { step: 'data', code: 'reply-timeout' },
      });
    });
  });

  describe('after the final dot', () => {
    it.each<[string, Act]>([
      ['closes', (connection) => connection.finish()],
      ['resets', (connection) => connection.reset()],
      ['gives half a reply', (connection) => connection.finish('250 2.0.0 Ok: queu')],
      ['gives half a refusal', (connection) => connection.finish('554 5.7.1 no')],
      ['gives half a multi-line reply', (connection) => connection.finish('250-2.0.0 Ok\r\n')],
      ['says nothing', ''],
      ['answers nonsense', 'hello'],
      ['answers without end', (connection) => connection.write('250-more\r\n'.repeat(20_000))],
      ['answers with another command’s code', '354 go on'],
    ])('nobody knows when the server %s', async (_name, dot) => {
      const { result } = await submit({ dot }, { timeouts: { dot: 200 } }, [A, B]);
      expect(outcomes(result)).toEqual([`${A} unknown`, `${B} unknown`]);
      expect(result).toMatchObject({
        finalReply: null,
        streamedSha256: message.sha256,
        diagnosis: { step: 'reply', code: 'outcome-unknown' },
      });
    });

    it('only those whose RCPT was accepted are unknown', async () => {
      let count = 0;
      const { result } = await submit(
        {
          RCPT: (connection) => connection.reply(count++ === 0 ? '250 fine' : '550 5.1.1 unknown'),
          dot: (connection) => connection.finish(),
        },
        {},
        [A, B],
      );
      expect(outcomes(result)).toEqual([`${A} unknown`, `${B} refused`]);
    });

    it('a reply counts even when another follows that nobody asked for', async () => {
      const { result } = await submit({ dot: '250 2.0.0 taken\r\n250 and again' });
      expect(outcomes(result)).toEqual([`${A} accepted`]);
    });

    it('stopping comes too late', async () => {
      const stop = new AbortController();
      const { result } = await submit(
        {
          dot: (connection) => {
            stop.abort();
            connection.reply('250 2.0.0 taken');
          },
        },
        { signal: stop.signal },
      );
      expect(outcomes(result)).toEqual([`${A} accepted`]);
    });
  });
});
