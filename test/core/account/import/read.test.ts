/** Accounts from the files of other programs: what is taken, what is told, and that nothing breaks. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USUAL_SETTINGS, type Account } from '#core/account/account.ts';
import { USUAL_IDENTITY } from '#core/account/identity.ts';
import { toFacteur } from '#core/account/import/facteur.ts';
import { readAccounts } from '#core/account/import/read.ts';
import { AccountInput } from '#core/contract/accounts.ts';
import { AccountId, IdentityId } from '#core/message/ids.ts';

const servers = (text: string) =>
  readAccounts(text).accounts.map(({ account: { host, port, security, user } }) => ({
    ...{ host, port, security, user },
  }));
const problems = (text: string) => readAccounts(text).problems;
const pref = (name: string, value: string | number | boolean) =>
  `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`;

const PREFS = [
  '// Mozilla User Preferences',
  '/* Do not edit',
  ' user_pref("mail.smtpserver.no.hostname", "never.example"); */',
  pref('browser.startup.page', 3),
  pref('mail.account.account1.identities', 'id2,id1'),
  pref('mail.smtp.defaultserver', 'smtp1'),
  pref('mail.smtpserver.smtp1.hostname', 'smtp.atelier.example'),
  pref('mail.smtpserver.smtp1.port', 587),
  pref('mail.smtpserver.smtp1.try_ssl', 2),
  pref('mail.smtpserver.smtp1.username', 'camille'),
  pref('mail.smtpserver.smtp1.description', 'Atelier'),
  pref('mail.smtpserver.smtp2.hostname', 'smtp.gmail.com'),
  pref('mail.smtpserver.smtp2.try_ssl', 3),
  pref('mail.smtpserver.smtp2.authMethod', 10),
  pref('mail.smtpserver.smtp2.username', 'eva@gmail.com'),
  pref('mail.identity.id1.useremail', 'camille@atelier.example'),
  pref('mail.identity.id1.fullName', 'Camille "C" Velmont'),
  pref('mail.identity.id1.organization', 'Théâtre'),
  pref('mail.identity.id1.htmlSigText', 'Camille\nAtelier'),
  pref('mail.identity.id1.doBcc', true),
  pref('mail.identity.id1.doBccList', 'camille@atelier.example'),
  pref('mail.identity.id2.useremail', 'office@atelier.example'),
].join('\r\n');

describe('Thunderbird’s prefs.js', () => {
  it('gives each server, with its identities in the order of its accounts', () => {
    expect(servers(PREFS)).toEqual([
      { host: 'smtp.atelier.example', port: 587, security: 'starttls', user: 'camille' },
      { host: 'smtp.gmail.com', port: 465, security: 'tls', user: 'eva@gmail.com' },
    ]);
    const [atelier, gmail] = readAccounts(PREFS).accounts;
    expect(atelier?.account.identities.map(({ address }) => address)).toEqual([
      'office@atelier.example',
      'camille@atelier.example',
    ]);
    expect(atelier?.account.identities[1]).toMatchObject({
      name: 'Camille "C" Velmont',
      organisation: 'Théâtre',
      signature: 'Camille\nAtelier',
      bccSelf: true,
    });
    expect(gmail?.notes).toEqual(['oauth']);
    expect(gmail?.account.identities[0]?.address).toBe('eva@gmail.com');
  });

  it('gives a signature that is HTML as what it is', () => {
    const text = [
      PREFS.replace('Camille\\nAtelier', '<b>Camille</b>'),
      pref('mail.identity.id1.htmlSigFormat', true),
    ].join('\n');
    expect(readAccounts(text).accounts[0]?.account.identities[1]).toMatchObject({
      signature: '',
      signatureHtml: '<b>Camille</b>',
    });
  });

  it('is never run: what is no plain value is told with its line, and not taken', () => {
    const text = `${PREFS}\nuser_pref("mail.smtpserver.smtp3.hostname", alert(1));`;
    expect(problems(text)).toEqual([
      { line: 23, code: 'not-understood', text: 'user_pref("mail.smtpserver.smtp3.hostname", …' },
    ]);
    expect(servers(text)).toHaveLength(2);
  });
});

describe('msmtp’s .msmtprc', () => {
  it('gives accounts with what they inherit, and takes no password', () => {
    const text = `
defaults
tls on
auth on

# work
account work
host smtp.atelier.example
port 587
from camille@atelier.example
user camille
password hunter2

account bulk : work
host bulk.atelier.example
tls_starttls off
port 465

account default : work
`;
    expect(servers(text)).toEqual([
      { host: 'smtp.atelier.example', port: 587, security: 'starttls', user: 'camille' },
      { host: 'bulk.atelier.example', port: 465, security: 'tls', user: 'camille' },
    ]);
    expect(readAccounts(text).accounts[0]?.notes).toEqual(['password']);
    expect(JSON.stringify(readAccounts(text))).not.toContain('hunter2');
  });

  it('names the line of what is wrong', () => {
    expect(
      problems(
        'account a : b\nhost smtp.example.org\n\naccount c\nport 25\naccount d\nhost h.example\nport x',
      ),
    ).toEqual([
      { line: 1, code: 'unknown-account', text: 'b' },
      { line: 4, code: 'no-host', text: 'c' },
      { line: 6, code: 'bad-port', text: 'd' },
    ]);
  });
});

describe('mutt’s muttrc', () => {
  it('gives the server and who it is from', () => {
    const text = `set realname='Camille V' from="camille@atelier.example"\nset smtp_url = "smtp://camille@smtp.atelier.example"\nset smtp_pass="hunter2"`;
    const [found] = readAccounts(text).accounts;
    expect(servers(text)).toEqual([
      { host: 'smtp.atelier.example', port: 25, security: 'starttls', user: 'camille' },
    ]);
    expect(found?.account.identities[0]).toMatchObject({
      name: 'Camille V',
      address: 'camille@atelier.example',
    });
    expect(found?.notes).toEqual(['password']);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});

describe('an address of a server', () => {
  it.each([
    ['smtp://h.example', { host: 'h.example', port: 587, security: 'starttls', user: '' }],
    [
      'smtps://eva%40h.example@h.example',
      { host: 'h.example', port: 465, security: 'tls', user: 'eva@h.example' },
    ],
    ['smtp://h.example:2525/', { host: 'h.example', port: 2525, security: 'starttls', user: '' }],
    ['smtp://[::1]:25', { host: '[::1]', port: 25, security: 'starttls', user: '' }],
  ])('%s', (url, server) => {
    expect(servers(url)).toEqual([server]);
  });

  it('never gives its password away', () => {
    expect(JSON.stringify(readAccounts('smtp://eva:hunter2@h.example'))).not.toContain('hunter2');
    expect(JSON.stringify(readAccounts('smtp://eva:hunter2@h.example:99999999999999'))).not.toContain(
      'hunter2',
    );
    expect(problems('smtp://eva:a//b@c@h.example:x')[0]?.text).toBe('smtp://…@h.example:x');
  });

  it.each(['smtp://h.example:0', 'smtp://h.example:70000'])('is refused for its port: %s', (url) => {
    expect(problems(url)[0]?.code).toBe('bad-port');
  });
});

const account: Account = {
  ...USUAL_SETTINGS,
  id: AccountId.parse('01JDCZ81RN0000000000000001'),
  name: 'Atelier',
  host: 'smtp.atelier.example',
  port: 465,
  security: 'tls',
  user: 'camille',
  ehloName: '',
  hue: 1,
  identities: [
    {
      ...USUAL_IDENTITY,
      id: IdentityId.parse('01JDCZ81RN0000000000000002'),
      name: 'Camille',
      address: 'camille@atelier.example',
      signature: 'C.',
      headers: [{ name: 'X-Campaign', value: 'a' }],
    },
  ],
};

describe('Facteur’s own list', () => {
  it('comes back as it went, without ids', () => {
    const text = toFacteur([account]);
    const [found] = readAccounts(text).accounts;
    expect(account).toMatchObject(found?.account ?? {});
    expect(found?.account).toMatchObject({ name: 'Atelier', host: 'smtp.atelier.example', port: 465 });
    expect(found?.account.identities[0]).toMatchObject({
      address: 'camille@atelier.example',
      signature: 'C.',
    });
    expect(text).not.toContain(account.id);
  });

  it('brings no trust with it', () => {
    const text = toFacteur([account]).replace(
      '"name": "",\n          "pem": ""',
      '"name": "x",\n          "pem": "y"',
    );
    expect(readAccounts(text).accounts[0]?.account.tls.authorities.pem).toBe('');
  });

  it('names the value that does not fit, and takes the others', () => {
    const text = toFacteur([account, account]).replace('"port": 465', '"port": 0');
    expect(problems(text)).toEqual([{ line: 0, code: 'bad-value', text: 'accounts.0.port' }]);
    expect(servers(text)).toHaveLength(1);
  });

  it.each(['{', '{"format":"other"}', '{"__proto__":{"accounts":[]}}'])('is not %s', (text) => {
    expect(problems(text)[0]?.code).toBe('not-ours');
  });
});

describe('any text', () => {
  const pieces = [
    'user_pref("mail.smtpserver.',
    'a.hostname"',
    '"',
    '\\',
    ');\n',
    'account ',
    'host ',
    ':',
    'set smtp_url=',
    'smtp://',
    '@',
    '\n',
    '\0',
    'é',
  ];
  it.each([
    'host h.example',
    'set smtp_url="smtp://h.example"',
    pref('mail.smtpserver.a.hostname', 'h.example'),
  ])('may begin with a byte order mark and empty lines: %s', (text) => {
    expect(servers(`\uFEFF\n \t\n${text}`).length + problems(`\uFEFF${text}`).length).toBe(1);
  });

  it('ends in findings whose accounts the contract accepts', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 60 }), (parts) => {
        const found = readAccounts(parts.join(''));
        for (const { account: each } of found.accounts)
          expect(
            AccountInput.safeParse({
              ...each,
              id: null,
              hue: 1,
              identities: each.identities.map((identity) => ({ ...identity, id: null })),
            }).success,
          ).toBe(true);
        expect(found.accounts.length + found.problems.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is read in a bounded time, and says when there is too much', () => {
    expect(problems('account a\nhost h.example\n'.repeat(1)).length).toBe(0);
    const many = Array.from(
      { length: 2000 },
      (_, n) => `account a${String(n)}\nhost h${String(n)}.example\n`,
    ).join('');
    expect(problems(many)[0]).toEqual({ line: 0, code: 'too-many', text: '2000' });
    expect(readAccounts(many).accounts).toHaveLength(500);
    expect(readAccounts(`user_pref("mail.${'\\'.repeat(1_000_000)}`).accounts).toEqual([]);
  });

  const MEGABYTE = 1_000_000;
  const filled = (piece: string) => piece.repeat(MEGABYTE / piece.length);
  const numbered = (line: (n: string) => string) =>
    Array.from({ length: 10_000 }, (_, n) => line(String(n))).join('');
  it.each([
    ['empty lines', filled('\n')],
    ['spaces', filled(' ')],
    ['slashes', filled('/')],
    ['lines that begin as mutt’s do', filled('set a\r')],
    ['empty lines behind a line of msmtp’s', `host h.example\n${filled('\n')}`],
    ['a word of msmtp’s', `host h.example\n${filled('a')} x\u2028y`],
    [
      'a value that all accounts of msmtp’s inherit',
      `defaults\nhost h.example\nauth ${filled('A')}\n${numbered((n) => `account a${n}\n`)}`,
    ],
    ['slashes in an address', `smtp:${filled('/')}`],
    ['brackets in an address', `smtp://${filled('@[')}:`],
    ['slashes in mutt’s address', `set smtp_url=${filled('/')}`],
    ['a name of mutt’s', `set smtp_url=${filled('a')} ${filled('a')}`],
    [
      'servers and identities of Thunderbird’s',
      numbered(
        (n) => `${pref(`mail.smtpserver.s${n}.port`, 25)}\n${pref(`mail.identity.i${n}.doBcc`, true)}\n`,
      ),
    ],
    [
      'copies to a long address of Thunderbird’s',
      [
        pref('mail.smtpserver.s.hostname', 'h.example'),
        pref('mail.identity.i.useremail', filled('A')),
        pref('mail.identity.i.doBcc', true),
        pref('mail.identity.i.doBccList', filled(',')),
      ].join('\n'),
    ],
  ])('is read within a second: a megabyte of %s', (_, text) => {
    const begun = performance.now();
    readAccounts(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
