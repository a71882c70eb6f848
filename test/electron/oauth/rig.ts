/** The OAuth service as the program has it, with a real provider, a real vault, and a browser that the test plays. */
import { onTestFinished } from 'vitest';
import type { Account } from '#core/account/account.ts';
import type { OAuthSettings } from '#core/account/sign-in.ts';
import { secretBinding } from '#core/account/secrets.ts';
import type { OAuthProgress } from '#core/contract/oauth.ts';
import { wayTo } from '#electron/oauth/way.ts';
import { OAuth } from '#electron/oauth/service.ts';
import { Secrets } from '#electron/secrets/secrets.ts';
import { VaultFile } from '#electron/secrets/vault.ts';
import { makeAccount } from '#test/faults/session-trial.ts';
import { makeTestCertificates } from '#test/servers/certificates.ts';
import type { Resolve } from '#electron/submission/connection/names.ts';
import { CLIENT, startOidcServer, visit, type DocumentPlace, type OidcServer } from '#test/servers/oidc.ts';
import { temporaryFolder } from '../database/folder.ts';

export const certificates = await makeTestCertificates();

export interface OAuthRig {
  readonly oidc: OidcServer;
  readonly oauth: OAuth;
  readonly secrets: Secrets;
  readonly folder: string;
  readonly progress: OAuthProgress[];
  /** what the browser was opened with */
  readonly opened: string[];
  account: Account;
  now: number;
  /** what the test's browser does with the address; it follows unless it is said otherwise */
  browse: (url: string) => Promise<unknown>;
  /** the vault takes nothing */
  isFull: boolean;
}

export async function openOAuthRig(
  more: {
    readonly within?: number;
    readonly oauth?: Partial<OAuthSettings>;
    readonly account?: Partial<Account>;
    readonly resolve?: Resolve;
    readonly knows?: DocumentPlace;
  } = {},
): Promise<OAuthRig> {
  const { good: identity, authority } = certificates;
  const oidc = await startOidcServer({
    identity,
    authority: authority.certificate,
    ...(more.knows === undefined ? {} : { knows: more.knows }),
  });
  const folder = temporaryFolder();
  let stored: string | null = null;
  const secrets = new Secrets({
    file: new VaultFile(folder),
    keychain: {
      read: () => Promise.resolve(stored),
      write: (key) => {
        stored = key;
        return Promise.resolve();
      },
      cancelPrompt: () => undefined,
    },
    raise: () => undefined,
    withdraw: () => undefined,
    changed: () => undefined,
  });
  await secrets.start();
  const settings: OAuthSettings = {
    provider: 'generic',
    issuer: oidc.issuer,
    clientId: CLIENT.id,
    scope: 'openid offline_access',
    tenant: '',
    ...more.oauth,
  };
  const account = makeAccount(465, 'tls', {
    signIn: { method: 'auto', oauth: settings },
    ...more.account,
  });
  const rig: OAuthRig = {
    oidc,
    secrets,
    folder,
    progress: [],
    opened: [],
    account,
    now: Date.now(),
    isFull: false,
    browse: (url) => follow(oidc, url),
    oauth: new OAuth({
      account: () => rig.account,
      secrets: {
        secretFor: (binding) => secrets.secretFor(binding),
        statesOf: (holder) => secrets.statesOf(holder),
        forget: (...what) => secrets.forget(...what),
        store: (...what) => (rig.isFull ? Promise.reject(new Error('full')) : secrets.store(...what)),
      },
      https: {
        resolve: more.resolve ?? (() => Promise.resolve(['127.0.0.1'])),
        trust: () => [authority.certificate],
      },
      wayTo: wayTo({ secrets, systemProxy: () => Promise.resolve('DIRECT') }),
      openBrowser: (url) => {
        rig.opened.push(url);
        rig.browse(url).catch(() => undefined);
        return Promise.resolve(true);
      },
      words: (kind) => ({ language: 'en', title: `page ${kind}`, text: 'words' }),
      progress: (progress) => rig.progress.push(progress),
      now: () => rig.now,
      ...(more.within === undefined ? {} : { within: more.within }),
    }),
  };
  await secrets.store(secretBinding(account, 'client-secret'), CLIENT.secret, 'keychain');
  onTestFinished(async () => {
    rig.oauth.close();
    secrets.close();
    await oidc.stop();
  });
  return rig;
}

/** To the provider, through it, and back to the program. */
async function follow(oidc: OidcServer, url: string): Promise<string> {
  const back = await oidc.follow(url);
  return (await visit(back)).text;
}

export const stored = async ({ secrets, account }: OAuthRig): Promise<string> => {
  const answer = await secrets.secretFor(secretBinding(account, 'refresh-token'));
  return answer.kind === 'secret' ? answer.secret.reveal() : answer.code;
};
