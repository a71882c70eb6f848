/** msmtp's ~/.msmtprc: `defaults`, then accounts that may inherit from others. Passwords and the commands that print them are not taken. */
import { USUAL_SIGN_IN } from '../sign-in.ts';
import { imported, tell, type Findings, type ImportNote, type ImportProblem } from './found.ts';

interface Section {
  readonly name: string;
  readonly line: number;
  readonly settings: Map<string, string>;
}

const USED = new Set([
  'host',
  'port',
  'tls',
  'tls_starttls',
  'from',
  'from_full_name',
  'user',
  'domain',
  'auth',
]);
const SECRETS = new Set(['password', 'passwordeval']);
/** Characters, more than any value of an account has: each account that inherits one looks at all of it. */
const MAX_VALUE = 500;

export function fromMsmtp(text: string): Findings {
  const problems: ImportProblem[] = [];
  const accounts = sections(text, problems).flatMap(({ name, line, settings }) => {
    const setting = (key: string) => settings.get(key) ?? '';
    const isOn = (key: string, usual: boolean) =>
      settings.has(key) ? /^(?:on|)$/i.test(setting(key)) : usual;
    const security = isOn('tls', false) ? (isOn('tls_starttls', true) ? 'starttls' : 'tls') : 'none';
    const port = settings.has('port') ? Number(setting('port')) : security === 'tls' ? 465 : 25;
    const auth = setting('auth').toLowerCase();
    const notes: ImportNote[] = [
      ...(settings.has('password') ? ['password' as const] : []),
      ...(/^(?:oauthbearer|xoauth2)$/.test(auth) ? ['oauth' as const] : []),
      ...(/^(?:external|gssapi|ntlm)$/.test(auth) ? ['method' as const] : []),
    ];
    // `localhost` is what msmtp says where nobody said anything: here that is the address literal.
    const domain = setting('domain');
    const ehloName = domain.includes('.') ? domain.slice(0, 255) : '';
    const server = { name, host: setting('host'), port, security, user: setting('user'), ehloName } as const;
    const identity = { name: setting('from_full_name'), address: setting('from') };
    const found = imported(server, [identity], { line, problems, notes });
    if (found === null) return [];
    if (auth !== 'off') return [found];
    return [
      { ...found, account: { ...found.account, signIn: { ...USUAL_SIGN_IN, method: 'none' as const } } },
    ];
  });
  return { accounts, problems };
}

function sections(text: string, problems: ImportProblem[]): readonly Section[] {
  const made = new Map<string, Section>();
  const defaults = new Map<string, string>();
  let settings: Map<string, string> | null = null;
  for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, command = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(trimmed) ?? [];
    if (command === 'defaults') settings = defaults;
    else if (command === 'account') {
      const [name = '', parents = ''] = rest.split(':').map((part) => part.trim());
      settings = new Map(defaults);
      for (const parent of parents.split(',').map((each) => each.trim())) {
        if (parent === '') continue;
        const from = made.get(parent);
        if (from === undefined) tell(problems, { line, code: 'unknown-account', text: parent });
        else for (const [key, value] of from.settings) settings.set(key, value);
      }
      // `account default : work` names one of the others, and is none of its own.
      if (name !== 'default' || parents === '') made.set(name, { name, line, settings });
    } else if (SECRETS.has(command)) settings?.set('password', '');
    else if (settings === null) tell(problems, { line, code: 'not-understood', text: command });
    else if (USED.has(command)) settings.set(command, unquoted(rest).slice(0, MAX_VALUE));
  }
  return [...made.values()];
}

const unquoted = (text: string): string => /^"([^"]*)"$/.exec(text)?.[1] ?? text;
