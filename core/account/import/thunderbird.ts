/** Thunderbird's prefs.js: its outgoing servers, each with the identities that send through it. Its passwords are elsewhere. */
import { MOST_SIGNATURE_HTML, MOST_SIGNATURE_TEXT, type Identity } from '../identity.ts';
import type { Security } from '../tls-policy.ts';
import { clean, imported, type Findings, type ImportNote, type ImportProblem } from './found.ts';
import { readPrefs, type Pref } from './prefs.ts';

const WANTED =
  /^mail\.(?:smtpserver\.|smtpservers$|smtp\.defaultserver$|identity\.|account\.|accountmanager\.)/;

/** nsMsgSocketType: 0 plain, 1 STARTTLS where offered, 2 STARTTLS, 3 TLS. */
const SECURITIES: readonly Security[] = ['none', 'opportunistic', 'starttls', 'tls'];
/** nsMsgAuthMethod: 1 none, 5 GSSAPI, 6 NTLM, 7 certificate, 10 OAuth2; the others are passwords. */
const NO_SIGN_IN = 1;
const OAUTH2 = 10;
const OTHER_METHODS = [5, 6, 7];

export function fromThunderbird(text: string): Findings {
  const problems: ImportProblem[] = [];
  const prefs = new Reader(readPrefs(text, (name) => WANTED.test(name), problems));
  const servers = prefs.keys('mail.smtpserver.');
  const usual = prefs.text('mail.smtp.defaultserver') || (servers[0] ?? '');
  const identities = identitiesByServer(prefs, usual);
  const accounts = servers.flatMap((key) => {
    const at = (field: string) => `mail.smtpserver.${key}.${field}`;
    const security = SECURITIES[prefs.number(at('try_ssl')) ?? 0] ?? 'none';
    const method = prefs.number(at('authMethod')) ?? 0;
    const notes: ImportNote[] =
      method === OAUTH2 ? ['oauth'] : OTHER_METHODS.includes(method) ? ['method'] : [];
    const server = {
      name: prefs.text(at('description')) || prefs.text(at('hostname')),
      host: prefs.text(at('hostname')),
      port: prefs.number(at('port')) ?? (security === 'tls' ? 465 : 587),
      security,
      user: method === NO_SIGN_IN ? '' : prefs.text(at('username')),
    };
    const own = identities.get(key) ?? [];
    const line = prefs.lineOf(at('hostname'));
    return (
      imported(
        server,
        own.map((id) => identityOf(prefs, id)),
        { line, problems, notes },
      ) ?? []
    );
  });
  return { accounts, problems };
}

/** `usual`: where an identity names none. */
function identitiesByServer(prefs: Reader, usual: string): ReadonlyMap<string, readonly string[]> {
  const byServer = new Map<string, string[]>();
  for (const id of identityOrder(prefs)) {
    const server = prefs.text(`mail.identity.${id}.smtpServer`) || usual;
    const others = byServer.get(server);
    if (others === undefined) byServer.set(server, [id]);
    else others.push(id);
  }
  return byServer;
}

/** As the accounts name them, then those that none does. */
function identityOrder(prefs: Reader): readonly string[] {
  const named = prefs
    .keys('mail.account.')
    .flatMap((key) => prefs.text(`mail.account.${key}.identities`).split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');
  return [...new Set([...named, ...prefs.keys('mail.identity.')])];
}

function identityOf(prefs: Reader, id: string): Partial<Omit<Identity, 'id'>> {
  const at = (field: string) => `mail.identity.${id}.${field}`;
  const address = prefs.text(at('useremail'));
  const signature = prefs.text(at('htmlSigText')).replaceAll('\0', '');
  const isRich = prefs.isTrue(at('htmlSigFormat'));
  const own = address.trim().toLowerCase();
  const copies = prefs.text(at('doBccList')).split(',');
  return {
    name: prefs.text(at('fullName')),
    address,
    replyTo: clean(prefs.text(at('reply_to')), 320),
    organisation: clean(prefs.text(at('organization')), 200),
    // Main cleans it and makes its plain text before it is stored.
    ...(isRich
      ? { signatureHtml: signature.slice(0, MOST_SIGNATURE_HTML) }
      : { signature: signature.slice(0, MOST_SIGNATURE_TEXT) }),
    bccSelf: prefs.isTrue(at('doBcc')) && copies.some((copy) => copy.trim().toLowerCase() === own),
  };
}

class Reader {
  readonly #prefs: ReadonlyMap<string, Pref>;
  constructor(prefs: ReadonlyMap<string, Pref>) {
    this.#prefs = prefs;
  }

  text(name: string): string {
    const value = this.#prefs.get(name)?.value;
    return typeof value === 'string' ? value : '';
  }

  number(name: string): number | undefined {
    const value = this.#prefs.get(name)?.value;
    return typeof value === 'number' ? value : undefined;
  }

  isTrue(name: string): boolean {
    return this.#prefs.get(name)?.value === true;
  }

  lineOf(name: string): number {
    return this.#prefs.get(name)?.line ?? 0;
  }

  /** `smtp1` of `mail.smtpserver.smtp1.hostname`, each once, in their order; Thunderbird's own `default` is none. */
  keys(prefix: string): readonly string[] {
    const keys = [...this.#prefs.keys()].filter((name) => name.startsWith(prefix));
    const parts = keys.map((name) => name.slice(prefix.length).split('.'));
    return [
      ...new Set(parts.flatMap(([key = '', ...rest]) => (rest.length > 0 && key !== 'default' ? [key] : []))),
    ];
  }
}
