/** What an account's server offers is learned in tests and attempts, before TLS and after it, and kept with exactly these settings. */
import { byPassword } from '#electron/accounts/access.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { offersOf, type Learned } from '#core/smtp/offers.ts';
import { Secret } from '#electron/secrets/secret.ts';
import { smtpSessions } from '#electron/submission/smtp-session.ts';
import { testAccount } from '#electron/submission/test-account.ts';
import { makeTestCertificates, type TestCertificates } from '#test/servers/certificates.ts';
import {
  startScriptedServer,
  type ScriptedOptions,
  type ScriptedServer,
} from '#test/servers/scripted-smtp.ts';
import { makeAccount, PASSWORD } from '#test/faults/session-trial.ts';

let certificates: TestCertificates;
let server: ScriptedServer | undefined;
beforeAll(async () => {
  certificates = await makeTestCertificates();
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function learn(options: ScriptedOptions, security: 'tls' | 'starttls' | 'none') {
  server = await startScriptedServer(options);
  const told: Learned[] = [];
  const openSession = smtpSessions({ trust: () => [certificates.authority.certificate] }, (_, facts) =>
    told.push({ ...facts }),
  );
  await testAccount({
    account: makeAccount(server.port, security),
    access: byPassword('ada@example.org', { kind: 'secret', secret: new Secret(PASSWORD) }),
    pinned: [],
    openSession,
  });
  return told.map((facts) => offersOf(facts, 1000));
}

const keywords = (extensions: readonly { readonly keyword: string }[] | null | undefined) =>
  extensions?.map(({ keyword }) => keyword) ?? null;

describe('what a server offers', () => {
  it('is kept apart before STARTTLS and after it', async () => {
    const [offers] = await learn({ identity: certificates.good }, 'starttls');
    expect(keywords(offers?.beforeTls)).toEqual(['PIPELINING', 'SIZE', '8BITMIME', 'STARTTLS', 'HELP']);
    expect(keywords(offers?.afterTls)).toEqual(['PIPELINING', 'SIZE', '8BITMIME', 'AUTH', 'HELP']);
    expect(offers?.tlsVersion).toBe('TLSv1.3');
  });

  it('is only behind TLS where the connection begins with it', async () => {
    const [offers] = await learn({ identity: certificates.good, implicitTls: true }, 'tls');
    expect([offers?.beforeTls, keywords(offers?.afterTls)?.length]).toEqual([null, 5]);
  });

  it('is only in plain text where there is no TLS', async () => {
    const [offers] = await learn({}, 'none');
    expect([keywords(offers?.beforeTls)?.length, offers?.afterTls]).toEqual([5, null]);
  });

  it('is learned of a server that then cannot be trusted', async () => {
    const [offers] = await learn({ identity: certificates.expired }, 'starttls');
    expect(keywords(offers?.beforeTls)).toContain('STARTTLS');
    expect(offers?.afterTls).toBeNull();
  });

  it('is nothing where EHLO was not answered', async () => {
    expect(await learn({ at: { greeting: '554 no' } }, 'none')).toEqual([null]);
  });

  it('is bounded, whatever the server says', () => {
    const extensions = Array.from({ length: 400 }, (_, at) => ({
      keyword: `X-${String(at)}`,
      parameters: 'x'.repeat(5000),
    }));
    const offers = offersOf({ extensions }, 0);
    expect(JSON.stringify(offers).length).toBeLessThan(60_000);
  });
});
