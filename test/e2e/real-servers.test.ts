/**
 * What real servers do when they are in trouble: Postfix that restarts in mid-DATA, whose queue is full, that rejects after DATA or
 * greylists, and smtp-sink with its faults. The outbox runs in plain Node with its real parts; only its time passes faster, so that the
 * next try comes at once.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net, { type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '#core/contract/outbox.ts';
import type { SubmissionId } from '#core/message/ids.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import { startMailServer, type MailServer } from '#test/servers/postfix.ts';
import { startSmtpSink } from '#test/servers/smtp-sink.ts';
import { temporaryFolder } from '../electron/database/folder.ts';
import { openRig, to, type Rig } from '../electron/outbox/rig.ts';
import { fastTime } from '../faults/campaign/program/time.ts';

const certificates = await makeTestCertificates();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Takes mail from this machine without a password. */
async function postfix(settings: Readonly<Record<string, string>> = {}): Promise<MailServer> {
  const server = await startMailServer({
    key: certificates.good.key,
    certificate: certificates.good.certificate,
    user: 'lea',
    password: 'not needed here',
    domain: 'facteur.example',
    mailboxes: ['jonas', 'mira'],
    settings: {
      mynetworks: '127.0.0.0/8',
      smtpd_relay_restrictions: 'permit_mynetworks, reject',
      ...settings,
    },
  });
  stops.push(() => server.stop());
  return server;
}

async function open(port: number): Promise<Rig> {
  const rig = await openRig({ profile: temporaryFolder(), port, ...fastTime(Date.now()) });
  stops.push(() => rig.close());
  return rig;
}

/** The first attempt after which it stands so. */
async function attemptedUntil(
  rig: Rig,
  id: SubmissionId,
  status: OutboxItem['submission']['status'],
): Promise<OutboxItem> {
  for (;;) {
    const item = await rig.settled(id);
    if (item.submission.status === status) return item;
  }
}

const fates = (item: OutboxItem): string[] =>
  item.submission.recipients.map(({ address, fate }) => `${address} ${fate}`);

/** As Postfix stores it: line ends LF, its own header fields in front. */
const stored = (rig: Rig, item: OutboxItem): string =>
  readFileSync(rig.files.pathOf(item.submission.messageId), 'latin1').replaceAll('\r\n', '\n');

const JONAS = 'jonas@facteur.example';
const MIRA = 'mira@facteur.example';

describe('Postfix', () => {
  it('that restarts in mid-DATA gets the message once, when it is back', async () => {
    const server = await postfix();
    const port = await proxyThatHolds(server, 2_000_000, () => server.restart());
    const rig = await open(port);
    const id = await rig.send({ to: to(JONAS, MIRA), body: `${'x'.repeat(78)}\n`.repeat(100_000) });
    const first = await rig.settled(id);
    expect(fates(first)).toEqual([`${JONAS} waiting`, `${MIRA} waiting`]);
    const last = await attemptedUntil(rig, id, 'sent');
    const [delivered] = await server.waitFor('jonas', 1);
    expect(delivered?.toString('latin1').endsWith(stored(rig, last))).toBe(true);
    await server.waitFor('mira', 1);
    expect(server.delivered('jonas')).toHaveLength(1);
  });

  it('whose queue has no room gets the message when it has', async () => {
    const server = await postfix({ queue_minfree: '900000000000000' });
    const rig = await open(server.port);
    const id = await rig.send({ to: to(JONAS) });
    const first = await rig.settled(id);
    expect(fates(first)).toEqual([`${JONAS} deferred`]);
    expect(first.submission.diagnosis?.reply).toMatchObject({ code: 452, enhanced: '4.3.1' });
    await server.restart({ queue_minfree: '0' });
    await attemptedUntil(rig, id, 'sent');
    expect(await server.waitFor('jonas', 1)).toHaveLength(1);
  });

  it('that rejects after DATA has refused, and is not asked again', async () => {
    const server = await postfix({
      smtpd_end_of_data_restrictions: 'check_client_access static:{550 5.7.1 no such content here}',
    });
    const rig = await open(server.port);
    const id = await rig.send({ to: to(JONAS, MIRA) });
    const item = await rig.settled(id);
    expect(fates(item)).toEqual([`${JONAS} refused`, `${MIRA} refused`]);
    expect(item.submission.status).toBe('failed');
    expect(item.submission.diagnosis?.reply?.lines.join(' ')).toContain('no such content here');
    expect(server.delivered('jonas')).toEqual([]);
  });

  it('that greylists is asked again by itself, and each recipient gets the message once', async () => {
    const policy = await startGreylist(MIRA);
    stops.push(() => policy.stop());
    const server = await postfix({
      smtpd_recipient_restrictions: `check_policy_service inet:127.0.0.1:${policy.port}`,
    });
    const rig = await open(server.port);
    const id = await rig.send({ to: to(JONAS, MIRA) });
    const first = await rig.settled(id);
    expect(fates(first)).toEqual([`${JONAS} accepted`, `${MIRA} deferred`]);
    await attemptedUntil(rig, id, 'sent');
    await server.waitFor('mira', 1);
    expect([server.delivered('jonas').length, server.delivered('mira').length]).toEqual([1, 1]);
  });
});

describe('smtp-sink', () => {
  it.each([
    ['-q', 'CONNECT', 'waiting'],
    ['-q', 'EHLO', 'waiting'],
    ['-q', 'MAIL', 'waiting'],
    ['-q', 'RCPT', 'waiting'],
    ['-q', 'DATA', 'waiting'],
    ['-Q', 'MAIL', 'waiting or deferred'],
    ['-Q', 'RCPT', 'waiting or deferred'],
    ['-Q', 'DATA', 'waiting or deferred'],
    ['-Q', '.', 'waiting or deferred'],
    ['-r', 'CONNECT', 'waiting or deferred'],
    ['-r', 'MAIL', 'deferred'],
    ['-r', 'RCPT', 'deferred'],
    ['-r', 'DATA', 'deferred'],
    ['-r', '.', 'deferred'],
  ])(
    'with %s %s leaves them %s, and gets the message once when it is well',
    async (option, command, fate) => {
      const sink = await startSmtpSink([option, command]);
      stops.push(() => sink.stop());
      const rig = await open(sink.port);
      const id = await rig.send({ to: to(JONAS, MIRA) });
      const item = await rig.settled(id);
      for (const recipient of item.submission.recipients)
        expect(fate.split(' or ')).toContain(recipient.fate);
      const refused = sink.received().length;
      expect(refused).toBe(command === '.' ? 1 : 0);
      await sink.restart([]);
      const last = await attemptedUntil(rig, id, 'sent');
      expect(sink.received()).toHaveLength(refused + 1);
      expect(sink.received().at(-1)).toContain(stored(rig, last).trimEnd());
    },
  );

  it.each(['MAIL', 'RCPT', 'DATA', '.'])(
    'with -f %s has refused them, and is not asked again',
    async (command) => {
      const sink = await startSmtpSink(['-f', command]);
      stops.push(() => sink.stop());
      const rig = await open(sink.port);
      const id = await rig.send({ to: to(JONAS, MIRA) });
      expect(fates(await rig.settled(id))).toEqual([`${JONAS} refused`, `${MIRA} refused`]);
      await sink.restart([]);
      expect(rig.outbox.summary()).toMatchObject({ failed: 1, waiting: 0, nextTryAt: null });
    },
  );

  it('that hangs up on the final dot leaves them unknown, and is not asked again', async () => {
    const sink = await startSmtpSink(['-q', '.']);
    stops.push(() => sink.stop());
    const rig = await open(sink.port);
    const id = await rig.send({ to: to(JONAS, MIRA) });
    const item = await rig.settled(id);
    expect(fates(item)).toEqual([`${JONAS} unknown`, `${MIRA} unknown`]);
    // It had taken the message: nobody on this side can know.
    expect(sink.received()).toHaveLength(1);
    await sink.restart([]);
    expect(rig.outbox.summary()).toMatchObject({ unknown: 1, waiting: 0, nextTryAt: null });
    expect(sink.received()).toHaveLength(1);
  });

  it('that is slow to answer DATA gets the message all the same', async () => {
    const sink = await startSmtpSink(['-w', '1']);
    stops.push(() => sink.stop());
    const rig = await open(sink.port);
    const id = await rig.send({ to: to(JONAS) });
    expect((await rig.settled(id)).submission.status).toBe('sent');
    expect(sink.received()).toHaveLength(1);
  });
});

/** Lets `after` octets of the first connection pass, waits for `meanwhile`, and goes on. */
async function proxyThatHolds(
  server: MailServer,
  after: number,
  meanwhile: () => Promise<void>,
): Promise<number> {
  const sockets = new Set<Socket>();
  let passed = 0;
  let held: Promise<void> | null = null;
  const proxy = net.createServer((client) => {
    const upstream = net.connect(server.port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.pipe(client);
    client.on('data', (chunk: Buffer) => {
      passed += chunk.length;
      upstream.write(chunk);
      if (passed < after || held !== null) return;
      client.pause();
      held = meanwhile();
      void held.then(() => client.resume());
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    await once(proxy.close(), 'close');
  });
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A Postfix policy service (SMTPD_POLICY_README) that defers one recipient the first time. */
async function startGreylist(late: string): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let seen = 0;
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let asked = '';
    socket.on('data', (chunk: Buffer) => {
      asked += chunk.toString('utf8');
      for (let end = asked.indexOf('\n\n'); end >= 0; end = asked.indexOf('\n\n')) {
        const isLate = asked.slice(0, end).split('\n').includes(`recipient=${late}`);
        asked = asked.slice(end + 2);
        if (isLate) seen += 1;
        socket.write(
          isLate && seen === 1 ? 'action=450 4.2.0 greylisted, come later\n\n' : 'action=DUNNO\n\n',
        );
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}
