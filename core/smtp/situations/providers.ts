/**
 * Providers whose sign-in has rules of its own, by host: what they are called, and the pages where the user makes an app password or sees
 * the account's settings. Pages are https and written down here; no address that a server names is ever opened from a diagnosis. The list
 * to find servers by (`core/discovery/presets/`) takes names and pages from here: a diagnosis needs them at once, and that list seldom.
 */
export interface Provider {
  readonly name: string;
  /** null: it has none, or takes the account's own password */
  readonly appPasswords: string | null;
  readonly settings: string;
}

interface Known extends Provider {
  readonly hosts: RegExp;
}

const provider = (
  hosts: RegExp,
  name: string,
  settings: string,
  appPasswords: string | null = null,
): Known => ({
  hosts,
  name,
  settings: `https://${settings}`,
  appPasswords: appPasswords === null ? null : `https://${appPasswords}`,
});

/** The first whose hosts fit counts. */
export const PROVIDERS = {
  google: provider(
    /(?:^|\.)(?:gmail|googlemail|google)\.com$/,
    'Google',
    'myaccount.google.com',
    'myaccount.google.com/apppasswords',
  ),
  outlook: provider(
    /(?:^|\.)smtp-mail\.outlook\.com$/,
    'Microsoft',
    'account.microsoft.com',
    'account.microsoft.com/security',
  ),
  microsoft365: provider(
    /(?:^|\.)(?:office365|outlook)\.com$/,
    'Microsoft',
    'myaccount.microsoft.com',
    'mysignins.microsoft.com/security-info',
  ),
  yahoo: provider(
    /(?:^|\.)yahoo\.(?:com|fr|co\.uk)$/,
    'Yahoo',
    'login.yahoo.com/account',
    'login.yahoo.com/account/security',
  ),
  aol: provider(/(?:^|\.)aol\.com$/, 'AOL', 'login.aol.com/account', 'login.aol.com/account/security'),
  icloud: provider(/(?:^|\.)(?:me|icloud|mac)\.com$/, 'iCloud', 'account.apple.com', 'account.apple.com'),
  fastmail: provider(
    /(?:^|\.)(?:fastmail|messagingengine)\.com$/,
    'Fastmail',
    'app.fastmail.com/settings',
    'app.fastmail.com/settings/security',
  ),
  zoho: zoho('com'),
  zohoEurope: zoho('eu'),
  zohoIndia: zoho('in'),
  yandex: provider(
    /(?:^|\.)yandex\.(?:com|ru)$/,
    'Yandex',
    'id.yandex.com',
    'id.yandex.com/security/app-passwords',
  ),
  gmx: provider(/(?:^|\.)gmx\.(?:net|com|de|fr)$/, 'GMX', 'www.gmx.net'),
  webDe: provider(/(?:^|\.)web\.de$/, 'WEB.DE', 'web.de'),
  free: provider(/(?:^|\.)free\.fr$/, 'Free', 'subscribe.free.fr/login/'),
  orange: provider(/(?:^|\.)orange\.fr$/, 'Orange', 'assistance.orange.fr'),
  laPoste: provider(/(?:^|\.)laposte\.net$/, 'La Poste', 'www.laposte.net'),
} as const satisfies Record<string, Known>;

/** Its accounts live in one region, and are known nowhere else. */
function zoho(region: 'com' | 'eu' | 'in'): Known {
  const home = `accounts.zoho.${region}/home`;
  return provider(new RegExp(`(?:^|\\.)zoho\\.${region}$`), 'Zoho', home, `${home}#security/app_password`);
}

/** Null: nothing is known of this host's provider. */
export function providerOf(host: string): Provider | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  return Object.values(PROVIDERS).find(({ hosts }) => hosts.test(name)) ?? null;
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
