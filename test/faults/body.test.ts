/** What you see is what went out: the server gets exactly the bytes whose digest was recorded, or no final dot. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { PracticeServer } from '#electron/practice/server.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';
import { startScriptedServer, type ScriptedServer } from '#test/servers/scripted-smtp.ts';
import { CONTENDERS, makeMessage, outcomes, Trial } from './session-trial.ts';

const A = 'a@example.net';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const unstuffed = (body: Buffer): Buffer =>
  Buffer.from(body.toString('latin1').replaceAll(/(^|\r\n)\./g, '$1'), 'latin1');

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function message(bytes: Buffer | string) {
  const made = await makeMessage(bytes);
  stops.push(made.remove);
  return made;
}

describe.each(CONTENDERS)('$name', ({ sessions }) => {
  async function scripted(more: Partial<ConstructorParameters<typeof Trial>[0]> = {}) {
    const server: ScriptedServer = await startScriptedServer();
    stops.push(() => server.stop());
    const trial = new Trial({ sessions, port: server.port, security: 'none', ...more });
    await trial.open();
    const connection = server.connections[0];
    if (connection === undefined) throw new Error('nobody connected');
    return { trial, connection };
  }

  /** 5 MB with dots where they hurt: at line starts, alone on a line, and around the ends of chunks. */
  function manyDots(): Buffer {
    const lines = ['Subject: dots', '', '.', '..', '.\t.', '. ', ''];
    for (let i = 0; lines.length < 90_000; i += 1)
      lines.push(`${'.'.repeat(i % 4)}line ${i}${'.'.repeat(i % 60)}`);
    return Buffer.from(`${lines.join('\r\n')}\r\n.\r\n`, 'latin1');
  }

  describe('the bytes', () => {
    it('of 5 MB with dots at line starts arrive as they are (the wire)', async () => {
      const bytes = Buffer.concat([manyDots(), manyDots()]);
      const source = await message(bytes);
      expect(source.size).toBeGreaterThan(5_000_000);
      const { trial, connection } = await scripted();
      const result = await trial.submit(source, [A]);
      await trial.session.close();
      expect(outcomes(result)).toEqual([`${A} accepted`]);
      expect(sha256(unstuffed(connection.body))).toBe(source.sha256);
      expect(result).toMatchObject({ streamedSha256: source.sha256, streamedBytes: source.size });
      expect(trial.bytes.at(-1)).toBe(source.size);
    });

    it('of 5 MB with dots at line starts arrive as they are (smtp-server, inside TLS)', async () => {
      const source = await message(Buffer.concat([manyDots(), manyDots()]));
      const practice = new PracticeServer();
      stops.push(() => practice.stop());
      const facts = await practice.start();
      const trial = new Trial({
        sessions,
        port: facts.port,
        security: 'starttls',
        pinned: [facts.fingerprint256],
        more: { host: facts.host, user: facts.user },
      });
      await trial.open();
      await trial.session.signIn(passwordOf(facts.user, facts.password));
      const result = await trial.submit(source, [A]);
      await trial.session.close();
      expect(outcomes(result)).toEqual([`${A} accepted`]);
      expect(practice.receipts.at(-1)).toMatchObject({ sha256: source.sha256, size: source.size, tls: true });
    });

    it.each([
      ['a file of another size', 'Subject: x\r\n\r\nlonger than before\r\n'],
      ['a file of other bytes', 'Subject: y\r\n\r\nabc\r\n'],
      ['a shorter file', 'Subject: x\r\n'],
      ['an empty file', ''],
    ])('of %s than was recorded get no dot', async (_name, changed) => {
      const source = await message('Subject: x\r\n\r\nabc\r\n');
      await writeFile(source.path, changed);
      const { trial, connection } = await scripted();
      const result = await trial.submit(source, [A]);
      await trial.session.close();
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis).toMatchObject({ step: 'data', code: 'bytes-changed' });
      expect(trial.marks).toEqual([]);
      await connection.closed;
      expect(connection.hasDot).toBe(false);
    });

    it.each([
      ['no final line end', 'Subject: x\r\n\r\nabc'],
      ['a bare line feed', 'Subject: x\n\r\nabc\r\n'],
      ['a bare carriage return', 'Subject: x\r\n\r\na\rbc\r\n'],
      ['nothing at all', ''],
    ])('with %s, which would be changed on the way, get no dot', async (_name, bytes) => {
      const source = await message(bytes);
      const { trial, connection } = await scripted();
      const result = await trial.submit(source, [A]);
      await trial.session.close();
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis?.code).toBe('bytes-changed');
      await connection.closed;
      expect(connection.hasDot).toBe(false);
    });

    it('of a file that is gone are not begun with', async () => {
      const source = await message('Subject: x\r\n\r\n');
      await source.remove();
      const { trial, connection } = await scripted();
      const result = await trial.submit(source, [A]);
      await trial.session.close();
      expect(result.diagnosis?.code).toBe('bytes-changed');
      expect(connection.lines.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'QUIT']);
    });

    it('are not begun with where the server says that they are too many', async () => {
      const source = { ...(await message('Subject: x\r\n\r\n')), size: 60_000_000 };
      const { trial } = await scripted();
      const result = await trial.submit(source, [A]);
      await trial.session.close();
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      expect(result.diagnosis).toMatchObject({ code: 'message-too-large', params: { limit: '50000000' } });
    });
  });

  describe('the final dot', () => {
    it('is written only after the marker', async () => {
      const source = await message('Subject: x\r\n\r\nabc\r\n');
      const { trial, connection } = await scripted();
      let bodyAtMarker = '';
      const result = await trial.submit(source, [A], async () => {
        while (connection.body.length < source.size) await new Promise((resolve) => setImmediate(resolve));
        bodyAtMarker = `${connection.body.toString()}|${String(connection.hasDot)}`;
      });
      await trial.session.close();
      expect(bodyAtMarker).toBe('Subject: x\r\n\r\nabc\r\n|false');
      expect(outcomes(result)).toEqual([`${A} accepted`]);
    });

    it('is not written when the marker cannot be', async () => {
      const source = await message('Subject: x\r\n\r\nabc\r\n');
      const { trial, connection } = await scripted();
      const result = await trial.submit(source, [A], () => Promise.reject(new Error('disk full')));
      await trial.session.close();
      expect(outcomes(result)).toEqual([`${A} unsent`]);
      await connection.closed;
      expect(connection.hasDot).toBe(false);
    });

    it.each(['while the marker is written', 'while the body is sent'])(
      'is not written after a stop %s',
      async (when) => {
        const stop = new AbortController();
        const source = await message(manyDots());
        const { trial, connection } = await scripted({ signal: stop.signal });
        const record = trial.bytes.push.bind(trial.bytes);
        trial.bytes.push = (...sent) => {
          if (when === 'while the body is sent') stop.abort();
          return record(...sent);
        };
        const result = await trial.submit(source, [A], () => stop.abort());
        await trial.session.close();
        expect(outcomes(result)).toEqual([`${A} unsent`]);
        expect(result.diagnosis).toMatchObject({ step: 'data', code: 'stopped-by-user' });
        await connection.closed;
        expect(connection.hasDot).toBe(false);
      },
    );
  });
});
