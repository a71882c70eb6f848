/**
 * Providers whose sign-in has rules of its own, by host: what they are called, and the page where the user makes an app password or
 * switches sending on. Pages are https and written down here; no address that a server names is ever opened from a diagnosis.
 */
export interface Provider {
  readonly name: string;
  /** where app passwords are made, or access for mail programs is switched on */
  readonly page: string;
  /** the page is for app passwords; otherwise for the account's access */
  readonly appPasswords: boolean;
}

const PROVIDERS: readonly (readonly [hosts: RegExp, provider: Provider])[] = [
  [/(?:^|\.)(?:gmail|googlemail|google)\.com$/, at('Google', 'myaccount.google.com/apppasswords')],
  [/(?:^|\.)smtp-mail\.outlook\.com$/, at('Microsoft', 'account.microsoft.com/security')],
  [/(?:^|\.)(?:office365|outlook)\.com$/, at('Microsoft', 'mysignins.microsoft.com/security-info')],
  [/(?:^|\.)yahoo\.(?:com|fr|co\.uk)$/, at('Yahoo', 'login.yahoo.com/account/security')],
  [/(?:^|\.)aol\.com$/, at('AOL', 'login.aol.com/account/security')],
  [/(?:^|\.)(?:me|icloud|mac)\.com$/, at('iCloud', 'account.apple.com')],
  [/(?:^|\.)(?:fastmail|messagingengine)\.com$/, at('Fastmail', 'app.fastmail.com/settings/security')],
  [/(?:^|\.)zoho\.(?:com|eu|in)$/, at('Zoho', 'accounts.zoho.com/home#security/app_password')],
  [/(?:^|\.)yandex\.(?:com|ru)$/, at('Yandex', 'id.yandex.com/security/app-passwords')],
  [/(?:^|\.)gmx\.(?:net|com|de|fr)$/, access('GMX', 'www.gmx.net')],
  [/(?:^|\.)web\.de$/, access('WEB.DE', 'web.de')],
  [/(?:^|\.)free\.fr$/, access('Free', 'subscribe.free.fr/login/')],
  [/(?:^|\.)orange\.fr$/, access('Orange', 'assistance.orange.fr')],
  [/(?:^|\.)laposte\.net$/, access('La Poste', 'www.laposte.net')],
];

function at(name: string, page: string): Provider {
  return { name, page: `https://${page}`, appPasswords: true };
}

function access(name: string, page: string): Provider {
  return { name, page: `https://${page}`, appPasswords: false };
}

/** Null: nothing is known of this host's provider. */
export function providerOf(host: string): Provider | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  return PROVIDERS.find(([hosts]) => hosts.test(name))?.[1] ?? null;
}
