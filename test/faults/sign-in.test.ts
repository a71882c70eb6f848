/** One exchange, never in the clear, and the secret in nothing that anybody reads afterwards. */
import { inspect } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '#electron/secrets/secret.ts';
import { passwordOf } from '#electron/submission/sign-in/credentials.ts';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedConnection,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { CONTENDERS, makeMessage, PASSWORD, Trial, type TrialOptions } from './session-trial.ts';

const USER = 'ada@example.org';
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

let certificates: TestCertificates;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe.each(CONTENDERS)('$name', ({ sessions, isOurs }) => {
  async function meet(options: ScriptedOptions, more: Partial<TrialOptions> = {}) {
    server = await startScriptedServer({ identity: certificates.good, implicitTls: true, ...options });
    const trial = new Trial({
      sessions,
      port: server.port,
      security: 'tls',
      trust: [certificates.authority.certificate],
      ...more,
    });
    await trial.open();
    const connection = server.connections[0];
    if (connection === undefined) throw new Error('nobody connected');
    return { trial, connection };
  }

  const authWith = (mechanisms: string): readonly string[] => [`AUTH ${mechanisms}`];

  /** AUTH LOGIN's two questions. */
  function login(replies: string[]): (connection: ScriptedConnection) => void {
    return (connection) => {
      const reply = replies.shift() ?? '500 what';
      if (reply.startsWith('334')) connection.expectAnswer();
      connection.reply(reply);
    };
  }

  function expectNoSecret(thing: unknown): void {
    const text = typeof thing === 'string' ? thing : inspect(thing, { depth: 20, showHidden: true });
    for (const form of [
      PASSWORD,
      base64(PASSWORD),
      base64(`\0${USER}\0${PASSWORD}`),
      encodeURIComponent(PASSWORD),
    ])
      expect(text).not.toContain(form);
  }

  describe('signing in', () => {
    it('says PLAIN inside TLS, and shows no part of it', async () => {
      const { trial, connection } = await meet({});
      await trial.session.signIn(passwordOf(USER, new Secret(PASSWORD)));
      await trial.session.close();
      expect(connection.lines[1]).toBe(`AUTH PLAIN ${base64(`\0${USER}\0${PASSWORD}`)}`);
      expect(trial.transcript).toContain('client: AUTH PLAIN ****');
      expectNoSecret(trial.transcript);
    });

    it('says LOGIN where there is no PLAIN', async () => {
      const step = login(['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '235 2.7.0 welcome']);
      const { trial, connection } = await meet({
        extensions: authWith('LOGIN'),
        at: { AUTH: step, answer: step },
      });
      await trial.session.signIn(passwordOf(USER, new Secret(PASSWORD)));
      await trial.session.close();
      expect(connection.lines.slice(1, 4)).toEqual(['AUTH LOGIN', base64(USER), base64(PASSWORD)]);
      expect(trial.transcript.filter((line) => line.startsWith('client')).slice(1, 4)).toEqual([
        'client: AUTH LOGIN',
        'client: ****',
        'client: ****',
      ]);
    });

    it('says CRAM-MD5 where the machine is its own and there is no TLS', async () => {
      const step = login([
        `334 ${base64('<1896.697170952@postoffice.reston.mci.net>')}`,
        '235 2.7.0 welcome',
      ]);
      const { trial, connection } = await meet(
        { implicitTls: false, extensions: authWith('PLAIN CRAM-MD5'), at: { AUTH: step, answer: step } },
        { security: 'none' },
      );
      await trial.session.signIn(passwordOf('tim', new Secret('tanstaaftanstaaf')));
      await trial.session.close();
      // RFC 2195 §2
      expect(connection.lines[2]).toBe(base64('tim b913a602c7eda7a495b4e6e7334d3890'));
    });

    it('lets a password wait to be asked for that does not fit in one line', async () => {
      const long = 'p'.repeat(600);
      const ask = (connection: ScriptedConnection, line: string): void => {
        if (line !== 'AUTH PLAIN') {
          connection.reply('235 2.7.0 welcome');
          return;
        }
        connection.expectAnswer();
        connection.reply('334');
      };
      const { trial, connection } = await meet({ at: { AUTH: ask } });
      await trial.session.signIn(passwordOf(USER, new Secret(long)));
      await trial.session.close();
      const said = base64(`\0${USER}\0${long}`);
      // RFC 4954 §4: the command's line has its length of RFC 5321 §4.5.3.1.4. Nodemailer sends it nevertheless.
      expect(connection.lines.slice(1, -1)).toEqual(isOurs ? ['AUTH PLAIN', said] : [`AUTH PLAIN ${said}`]);
    });

    it('ends where the server asks for more than there is', async () => {
      const step = login(['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6', '334 VG9rZW46']);
      const { trial } = await meet({ extensions: authWith('LOGIN'), at: { AUTH: step, answer: step } });
      expect((await trial.signInFailure()).diagnosis).toMatchObject({
        step: 'sign-in',
        // Nodemailer says an empty line to that, which the server does not know.
        code: isOurs ? 'protocol-error' : 'sign-in-not-offered',
      });
    });

    it.each([
      ['535 5.7.8 wrong', 'sign-in-refused'],
      ['534 5.7.9 Application-specific password required', 'app-password-needed'],
      ['454 4.7.0 later', 'temporary-refusal'],
      ['421 4.3.2 closing', 'server-closing'],
      ['250 fine', 'protocol-error'],
      ['2', 'protocol-error'],
    ])('takes %j for what it is, and does not try again', async (reply, code) => {
      const { trial, connection } = await meet({ at: { AUTH: reply } });
      const failure = await trial.signInFailure();
      await trial.session.close();
      expect(failure.diagnosis).toMatchObject({ step: 'sign-in', code });
      expect(connection.lines.filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
    });

    it.each([
      ['no AUTH', []],
      ['an unknown mechanism', ['AUTH GSSAPI NTLM']],
    ])('says that the server offers %s', async (_name, extensions) => {
      const { trial, connection } = await meet({ extensions });
      expect((await trial.signInFailure()).diagnosis).toMatchObject({
        step: 'sign-in',
        code: 'sign-in-not-offered',
      });
      await trial.session.close();
      expect(connection.lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
    });

    it('says that the server hung up', async () => {
      const { trial } = await meet({ at: { AUTH: (connection) => connection.finish('235 2.7.0 half') } });
      expect((await trial.signInFailure()).diagnosis).toMatchObject({
        step: 'sign-in',
        code: 'connection-lost',
      });
    });
  });

  describe('a server that echoes the secret', () => {
    const echo = (code: number) => (connection: ScriptedConnection, line: string) => {
      const given = line.split(' ').at(-1) ?? '';
      connection.reply(
        [
          `${code}-5.7.8 ${PASSWORD} is wrong`,
          `${code}-5.7.8 you said ${line}`,
          `${code}-5.7.8 that is ${base64(PASSWORD)}`,
          `${code}-5.7.8 or https://help.example/?p=${encodeURIComponent(PASSWORD)}`,
          `${code}-5.7.8 ${Buffer.from(given, 'base64').toString('utf8')}`,
          `${code} 5.7.8 (${PASSWORD})`,
        ].join('\r\n'),
      );
    };

    it('at sign-in gets it into no line, error or diagnosis', async () => {
      const { trial } = await meet({ at: { AUTH: echo(535) } });
      const failure = await trial.signInFailure();
      await trial.session.close();
      expect(failure.diagnosis.reply?.lines).toHaveLength(6);
      for (const thing of [failure, failure.message, failure.stack, JSON.stringify(failure.diagnosis)])
        expectNoSecret(thing);
      expectNoSecret(trial.transcript);
    });

    it('later gets it into no reply and no result', async () => {
      const message = await makeMessage('Subject: x\r\n\r\nx\r\n');
      const { trial } = await meet({
        at: { RCPT: `550 5.1.1 no such user, ${PASSWORD}`, MAIL: `250 2.1.0 hello ${base64(PASSWORD)}` },
      });
      await trial.session.signIn(passwordOf(USER, new Secret(PASSWORD)));
      const result = await trial.submit(message, ['a@example.net']);
      await trial.session.close();
      await message.remove();
      expect(result.recipients[0]?.reply?.lines[0]).toBe('5.1.1 no such user, ****');
      expectNoSecret(result);
      expectNoSecret(trial.transcript);
    });

    it('in half a reply gets it into no line', async () => {
      const { trial } = await meet({ at: { AUTH: (connection) => connection.finish(`535 ${PASSWORD}`) } });
      expectNoSecret(await trial.signInFailure());
      expectNoSecret(trial.transcript);
    });
  });
});
