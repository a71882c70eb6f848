/** What only our own session does: several commands in one write, several messages on one connection, and what may go wrong in between. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  MessageSource,
  SessionReporter,
  Transaction,
  TransactionResult,
} from '#electron/submission/session.ts';
import {
  startScriptedServer,
  type Act,
  type ScriptedConnection,
  type ScriptedOptions,
  type ScriptedServer,
  type Step,
} from '#test/servers/scripted-smtp.ts';
import { makeMessage, outcomes, Trial, type TrialOptions } from './session-trial.ts';

const A = 'a@example.net';
const B = 'b@example.net';
const C = 'c@example.net';

let message: MessageSource & { remove: () => Promise<void> };
let other: MessageSource & { remove: () => Promise<void> };
let server: ScriptedServer | undefined;
beforeAll(async () => {
  message = await makeMessage('Subject: one\r\n\r\n.dots\r\n');
  other = await makeMessage('Subject: two\r\n\r\n..more\r\n');
});
afterAll(async () => {
  await message.remove();
  await other.remove();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

interface Met {
  readonly trial: Trial;
  readonly connection: ScriptedConnection;
}

async function meet(
  at: Partial<Record<Step, Act>> = {},
  more: Partial<TrialOptions> & Pick<ScriptedOptions, 'extensions'> = {},
): Promise<Met> {
  const { extensions, ...trialOptions } = more;
  server = await startScriptedServer({ at, ...(extensions === undefined ? {} : { extensions }) });
  const trial = new Trial({ port: server.port, security: 'none', ...trialOptions });
  await trial.open();
  const connection = server.connections[0];
  if (connection === undefined) throw new Error('nobody connected');
  return { trial, connection };
}

const verbs = ({ lines }: ScriptedConnection): string =>
  lines
    .slice(1)
    .map((line) => line.split(' ')[0] ?? '')
    .join(' ');

const submit = (
  { trial }: Met,
  to: readonly string[] = [A],
  more: Partial<Transaction> = {},
): Promise<TransactionResult> => trial.submit(more.source ?? message, to, undefined, more);

/** Waits until the server has the body, so that the dot comes in a piece of its own. */
const arrived = ({ connection }: Met, { size }: MessageSource): Pick<Transaction, 'beforeDot'> => ({
  beforeDot: async () => {
    while (connection.body.length < size) await new Promise((resolve) => setImmediate(resolve));
  },
});

const stopping = (stop: AbortController) => (): Promise<void> => {
  stop.abort();
  return Promise.resolve();
};

/** Answers RCPT by its address. */
const byAddress =
  (replies: Record<string, string>): Act =>
  (connection, line) => {
    const reply = replies[/<(.*)>/.exec(line)?.[1] ?? ''] ?? '250 2.1.5 fine';
    if (reply !== '') connection.reply(reply);
  };

/** The replies of a step one after the other; the last goes on. */
function inTurn(...replies: readonly Act[]): Act {
  let at = 0;
  return async (connection, line) => {
    const act = replies[Math.min(at++, replies.length - 1)] ?? '';
    if (typeof act === 'function') await act(connection, line);
    else connection.reply(act);
  };
}

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

describe('a message for all or none', () => {
  it.each([
    ['550 5.1.1 unknown', 'refused', 'recipient-refused'],
    ['450 4.2.1 later', 'deferred', 'recipient-refused'],
    ['452 4.5.3 too many', 'deferred', 'recipient-refused'],
  ])('stops before DATA after %j', async (reply, outcome, code) => {
    const met = await meet({ RCPT: byAddress({ [B]: reply }) });
    const result = await submit(met, [A, B, C], { allOrNone: true });
    expect(outcomes(result)).toEqual([`${A} unsent`, `${B} ${outcome}`, `${C} unsent`]);
    expect(result.recipients[1]?.reply?.code).toBe(Number(reply.slice(0, 3)));
    expect(result.diagnosis).toMatchObject({ step: 'rcpt', code });
    expect(met.trial.marks).toEqual([]);
    expect(outcomes(await submit(met, [A]))).toEqual([`${A} accepted`]);
    expect(verbs(met.connection)).toBe('MAIL RCPT RCPT RCPT RSET MAIL RCPT DATA');
  });

  it.each([[['PIPELINING']], [[]]])('goes when all are accepted (%j)', async (extensions) => {
    const met = await meet({}, { extensions });
    const result = await submit(met, [A, B], { allOrNone: true });
    expect(outcomes(result)).toEqual([`${A} accepted`, `${B} accepted`]);
    expect(verbs(met.connection)).toBe('MAIL RCPT RCPT DATA');
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
    server = await startScriptedServer({ at: { greeting: '554 5.7.1 no' } });
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
