/** What only our own session does with one message: several commands in one write, and what may go wrong in between. */
import { describe, expect, it } from 'vitest';
import { A, B, arrived, byAddress, inTurn, meet, message, submit, verbs } from './one-connection.ts';
import { outcomes } from './session-trial.ts';

describe('one message', () => {
  it('takes three writes: envelope, body, dot', async () => {
    const met = await meet();
    await submit(met, [A, B], arrived(met, message));
    expect(met.connection.pieces.slice(1)).toEqual([
      `MAIL FROM:<ada@example.org> SIZE=${String(message.size)}\r\nRCPT TO:<${A}>\r\nRCPT TO:<${B}>\r\nDATA\r\n`,
      'Subject: one\r\n\r\n..dots\r\n',
      '.\r\n',
    ]);
  });

  it('is handed over one command at a time where the server does not pipeline', async () => {
    const met = await meet({}, { extensions: [] });
    expect(outcomes(await submit(met, [A, B]))).toEqual([`${A} accepted`, `${B} accepted`]);
    expect(met.connection.pieces.slice(1, 5)).toEqual([
      'MAIL FROM:<ada@example.org>\r\n',
      `RCPT TO:<${A}>\r\n`,
      `RCPT TO:<${B}>\r\n`,
      'DATA\r\n',
    ]);
  });

  it.each([[['PIPELINING']], [[]]])('goes to 5,000 recipients (%j)', async (extensions) => {
    const addresses = Array.from({ length: 5000 }, (_, index) => `r${String(index)}@example.net`);
    const met = await meet({}, { extensions });
    const result = await submit(met, addresses);
    expect(result.recipients.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(result.recipients.map(({ address }) => address)).toEqual(addresses);
    expect(met.connection.lines.filter((line) => line.startsWith('RCPT'))).toHaveLength(5000);
    expect(met.trial.marks).toEqual([addresses]);
  });

  it('is not changed by what is left out, and says so', async () => {
    const met = await meet();
    const result = await met.trial.submit(message, [A], undefined, {
      parameters: { smtpUtf8: false, ret: 'full' },
    });
    expect(result).toMatchObject({ leftOut: ['DSN'], diagnosis: null, begun: true });
  });

  it('is not begun where an extension is missing', async () => {
    const met = await meet();
    const result = await submit(met, [A], { parameters: { smtpUtf8: false, requireTls: true } });
    expect(outcomes(result)).toEqual([`${A} unsent`]);
    expect(result).toMatchObject({
      begun: false,
      diagnosis: { step: 'mail', code: 'extension-missing', params: { extension: 'REQUIRETLS' } },
    });
    expect(met.trial.session.usable).toBe(true);
    expect(outcomes(await submit(met))).toEqual([`${A} accepted`]);
    expect(verbs(met.connection)).toBe('MAIL RCPT DATA');
  });
});

describe('a server that takes only so many recipients', () => {
  it('gets the rest in the next transaction, asked for no more than a group too many', async () => {
    let count = 0;
    const met = await meet({
      RCPT: (connection) => connection.reply(++count <= 150 ? '250 fine' : '452 4.5.3 too many'),
    });
    const addresses = Array.from({ length: 1000 }, (_, index) => `r${String(index)}@example.net`);
    const result = await submit(met, addresses);
    const of = (outcome: string): number => result.recipients.filter((one) => one.outcome === outcome).length;
    expect([of('accepted'), of('next')]).toEqual([150, 850]);
    expect(count).toBeLessThanOrEqual(250);
    expect(result.diagnosis).toBeNull();
  });

  it('and refuses the first has no room at all', async () => {
    const met = await meet({ RCPT: '452 4.3.1 disk full' });
    const result = await submit(met, [A, B]);
    expect(outcomes(result)).toEqual([`${A} deferred`, `${B} deferred`]);
  });
});

describe('a server that wants a message for nobody', () => {
  it('gets an empty one, and the connection goes on', async () => {
    const met = await meet({
      RCPT: inTurn('550 5.1.1 unknown', '250 fine'),
      DATA: '354 go on',
      dot: inTurn('554 5.5.1 nobody', '250 2.0.0 taken'),
    });
    expect(outcomes(await submit(met))).toEqual([`${A} refused`]);
    expect(outcomes(await submit(met))).toEqual([`${A} accepted`]);
    expect(met.connection.bodies.map(String)).toEqual(['', 'Subject: one\r\n\r\n..dots\r\n']);
  });

  it('and takes the empty one, is left', async () => {
    const met = await meet({ RCPT: '550 5.1.1 unknown', DATA: '354 go on', dot: '250 2.0.0 taken' });
    const result = await submit(met);
    expect(outcomes(result)).toEqual([`${A} refused`]);
    expect(result.finalReply).toBeNull();
    expect(met.trial.session.usable).toBe(false);
  });
});

describe('a server that is out of step', () => {
  it('and leaves a reply out, refuses nobody by that', async () => {
    // B's refusal is taken for A's, until the reply that never comes shows it.
    const met = await meet(
      { RCPT: byAddress({ [A]: '', [B]: '550 5.1.1 unknown' }), DATA: '' },
      { timeouts: { rcpt: 150, data: 150 } },
    );
    expect(outcomes(await submit(met, [A, B]))).toEqual([`${A} unsent`, `${B} unsent`]);
  });

  it('and is ahead by half a reply, is left at the next command', async () => {
    const met = await meet({
      dot: (connection) => connection.write('250 2.0.0 taken\r\n250 hal'),
    });
    expect(outcomes(await submit(met))).toEqual([`${A} accepted`]);
    const result = await submit(met);
    expect(outcomes(result)).toEqual([`${A} unsent`]);
    expect(verbs(met.connection)).toBe('MAIL RCPT DATA');
  });

  it('and answers before it is asked, is left', async () => {
    const met = await meet({
      DATA: (connection) => {
        connection.beginBody();
        connection.write('354 go on\r\n250 2.0.0 taken already\r\n');
      },
    });
    const results = await Promise.all([submit(met), submit(met)]);
    expect(results.flatMap(outcomes)).toEqual([`${A} unsent`, `${A} unsent`]);
    expect(results.map(({ begun }) => begun)).toEqual([true, false]);
    await expect(met.trial.session.ended).resolves.toMatchObject({ code: 'protocol-error' });
  });

  it('and talks without end, fills no transcript', async () => {
    const flood = `${'250-talk\r\n'.repeat(400)}250 fine\r\n`;
    const addresses = Array.from({ length: 1500 }, (_, index) => `r${String(index)}@example.net`);
    const met = await meet({ RCPT: (connection) => connection.write(flood) });
    const result = await submit(met, addresses);
    await met.trial.session.close();
    expect(result.recipients.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    const said = met.trial.transcript.reduce((sum, line) => sum + line.length, 0);
    expect(said).toBeLessThan(4 << 20);
    expect(met.trial.transcript.at(-1)).toMatch(/^note: \d+ lines left out \(\d+ characters\)$/);
    const words = result.recipientReplies.flatMap(({ reply }) => reply.lines).join('');
    expect(words.length).toBeLessThan(2 << 20);
  });

  it('and floods a megabyte, is left', async () => {
    const met = await meet({ MAIL: (connection) => connection.write('250-x\r\n'.repeat(150_000)) });
    const result = await submit(met);
    expect(outcomes(result)).toEqual([`${A} unsent`]);
    expect(result.diagnosis).toMatchObject({ code: 'protocol-error' });
  });
});
