/**
 * Providers whose sign-in has rules of its own, by host: what they are called, and the pages where the user makes an app password or sees
 * the account's settings. Pages are https and written down here; no address that a server names is ever opened from a diagnosis.
 */
export interface Provider {
  readonly name: string;
  /** null: it has none, or takes the account's own password */
  readonly appPasswords: string | null;
  readonly settings: string;
}

const provider = (name: string, settings: string, appPasswords: string | null = null): Provider => ({
  name,
  settings: `https://${settings}`,
  appPasswords: appPasswords === null ? null : `https://${appPasswords}`,
});

const PROVIDERS: readonly (readonly [hosts: RegExp, provider: Provider])[] = [
  [
    /(?:^|\.)(?:gmail|googlemail|google)\.com$/,
    provider('Google', 'myaccount.google.com', 'myaccount.google.com/apppasswords'),
  ],
  [
    /(?:^|\.)smtp-mail\.outlook\.com$/,
    provider('Microsoft', 'account.microsoft.com', 'account.microsoft.com/security'),
  ],
  [
    /(?:^|\.)(?:office365|outlook)\.com$/,
    provider('Microsoft', 'myaccount.microsoft.com', 'mysignins.microsoft.com/security-info'),
  ],
  [
    /(?:^|\.)yahoo\.(?:com|fr|co\.uk)$/,
    provider('Yahoo', 'login.yahoo.com/account', 'login.yahoo.com/account/security'),
  ],
  [/(?:^|\.)aol\.com$/, provider('AOL', 'login.aol.com/account', 'login.aol.com/account/security')],
  [/(?:^|\.)(?:me|icloud|mac)\.com$/, provider('iCloud', 'account.apple.com', 'account.apple.com')],
  [
    /(?:^|\.)(?:fastmail|messagingengine)\.com$/,
    provider('Fastmail', 'app.fastmail.com/settings', 'app.fastmail.com/settings/security'),
  ],
  [
    /(?:^|\.)zoho\.(?:com|eu|in)$/,
    provider('Zoho', 'accounts.zoho.com/home', 'accounts.zoho.com/home#security/app_password'),
  ],
  [
    /(?:^|\.)yandex\.(?:com|ru)$/,
    provider('Yandex', 'id.yandex.com', 'id.yandex.com/security/app-passwords'),
  ],
  [/(?:^|\.)gmx\.(?:net|com|de|fr)$/, provider('GMX', 'www.gmx.net')],
  [/(?:^|\.)web\.de$/, provider('WEB.DE', 'web.de')],
  [/(?:^|\.)free\.fr$/, provider('Free', 'subscribe.free.fr/login/')],
  [/(?:^|\.)orange\.fr$/, provider('Orange', 'assistance.orange.fr')],
  [/(?:^|\.)laposte\.net$/, provider('La Poste', 'www.laposte.net')],
];

/** Null: nothing is known of this host's provider. */
export function providerOf(host: string): Provider | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  return PROVIDERS.find(([hosts]) => hosts.test(name))?.[1] ?? null;
}

/** What words and buttons need of it. */
export const providerParams = (known: Provider | null): Record<string, string> =>
  known === null
    ? {}
    : {
        provider: known.name,
        page: known.settings,
        ...(known.appPasswords === null ? {} : { appPasswordPage: known.appPasswords }),
      };
