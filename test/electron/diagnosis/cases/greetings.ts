/** What answers instead of a greeting, and greetings and EHLO that refuse. */
import { startRaw } from '#test/servers/raw.ts';
import { says, scripted, type Case } from '../case.ts';

/** Whoever connects is told this at once. */
const told = (words: string) => () => startRaw((socket) => socket.write(words));

const silent = () => startRaw(() => undefined);

const HTTP_400 = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n';
/** Answers HTTP to whatever is said, as web servers do. */
const web = () => startRaw((socket) => socket.once('data', () => socket.end(HTTP_400)));
const QUICK = { connect: 400, greeting: 300, command: 500 };

export const GREETINGS: readonly Case[] = [
  {
    when: 'a captive portal redirects to its page',
    server: told('HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n'),
    step: 'greeting',
    code: 'not-smtp',
    situation: 'captive-portal',
    fix: 'check-network',
  },
  {
    when: 'a captive portal answers 511 (RFC 6585)',
    server: told('HTTP/1.1 511 Network Authentication Required\r\n\r\n'),
    step: 'greeting',
    code: 'not-smtp',
    situation: 'captive-portal',
    cause: 'captive-portal-waits',
  },
  {
    when: 'a captive portal answers instead of TLS',
    server: told('HTTP/1.0 302 Found\r\nLocation: http://portal.example/\r\n\r\n'),
    security: 'tls',
    step: 'tls',
    code: 'tls-on-plain-port',
    situation: 'captive-portal',
  },
  {
    when: 'a web server waits to be asked',
    server: web,
    timeouts: QUICK,
    step: 'greeting',
    code: 'reply-timeout',
    situation: 'web-server-there',
    fix: 'check-host',
  },
  {
    when: 'an IMAP server greets',
    server: told('* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n'),
    step: 'greeting',
    code: 'not-smtp',
    situation: 'imap-server-there',
    cause: 'incoming-instead-of-outgoing',
  },
  {
    when: 'a POP server greets',
    server: told('+OK POP3 ready <1.2@pop.example>\r\n'),
    step: 'greeting',
    code: 'not-smtp',
    situation: 'pop-server-there',
  },
  {
    when: 'an IMAP server greets where TLS was to begin',
    server: told('* OK IMAP4 ready\r\n'),
    security: 'tls',
    step: 'tls',
    code: 'tls-on-plain-port',
    situation: 'imap-server-there',
  },
  {
    when: 'an FTP server greets',
    server: scripted({
      at: { greeting: '220 (vsFTPd 3.0.5)', EHLO: '530 Please login with USER and PASS.' },
    }),
    step: 'ehlo',
    code: 'sign-in-needed',
    situation: 'ftp-server-there',
    fix: 'check-host',
  },
  {
    when: 'an SSH server greets',
    server: told('SSH-2.0-OpenSSH_9.6\r\n'),
    step: 'greeting',
    code: 'not-smtp',
    situation: 'ssh-server-there',
  },
  { when: 'rubbish comes', server: told('\u0000\u0001fooo\r\n'), step: 'greeting', code: 'not-smtp' },
  {
    when: 'nothing comes',
    server: silent,
    timeouts: QUICK,
    step: 'greeting',
    code: 'reply-timeout',
    situation: 'silent-server',
    cause: 'expects-tls',
    fix: 'use-tls',
  },
  {
    when: 'the connection is closed at once',
    server: says('greeting', (connection) => connection.finish()),
    step: 'greeting',
    code: 'connection-lost',
    situation: 'hung-up-at-once',
    cause: 'address-banned',
  },
  {
    when: 'the greeting refuses for good (554)',
    server: says('greeting', '554 mx.example no SMTP service here'),
    step: 'greeting',
    code: 'greeting-refused',
    cause: 'address-banned',
  },
  {
    when: 'too many connections are open (421)',
    server: says('greeting', '421 4.7.0 mx.example Error: too many connections from 192.0.2.1'),
    step: 'greeting',
    code: 'server-closing',
    situation: 'too-many-connections',
    fix: 'try-later',
  },
  {
    when: 'the server is closing (421)',
    server: says('greeting', '421 4.3.2 mx.example Service shutting down'),
    step: 'greeting',
    code: 'server-closing',
    cause: 'server-overloaded',
  },
  {
    when: 'a block list names the address',
    server: says(
      'greeting',
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
    ),
    step: 'greeting',
    code: 'greeting-refused',
    situation: 'address-blocked',
    cause: 'address-listed',
  },
  {
    when: 'addresses of subscribers are refused',
    server: says('greeting', '554 5.7.1 Access denied, dynamic IP address 192.0.2.1, see your provider'),
    step: 'greeting',
    code: 'greeting-refused',
    situation: 'dynamic-address-refused',
    cause: 'not-submission-port',
  },
  {
    when: 'addresses without a name are refused',
    server: says('greeting', '554 5.7.25 The IP address sending this message does not have a PTR record'),
    step: 'greeting',
    code: 'greeting-refused',
    situation: 'reverse-name-missing',
  },
  {
    when: 'the greeting is a reply of another kind',
    server: says('greeting', '250 not a greeting'),
    step: 'greeting',
    code: 'protocol-error',
  },
];

export const HELLOS: readonly Case[] = [
  {
    when: 'EHLO is not known (500)',
    server: says('EHLO', '500 5.5.1 Command unrecognized: "XXXX"'),
    step: 'ehlo',
    code: 'ehlo-refused',
    situation: 'ehlo-unknown',
    cause: 'firewall-rewrites-smtp',
  },
  {
    when: 'the name in EHLO is refused',
    server: says('EHLO', '504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname'),
    step: 'ehlo',
    code: 'ehlo-refused',
    situation: 'ehlo-name-refused',
    fix: 'set-ehlo-name',
  },
  {
    when: 'EHLO is refused for good',
    server: says('EHLO', '550 5.7.1 go away'),
    step: 'ehlo',
    code: 'ehlo-refused',
  },
  {
    when: 'EHLO is not answered',
    server: says('EHLO', ''),
    timeouts: QUICK,
    step: 'ehlo',
    code: 'reply-timeout',
    cause: 'server-overloaded',
  },
  {
    when: 'the reply to EHLO has 10,000 lines',
    server: says('EHLO', (connection) => connection.write('250-X-MORE\r\n'.repeat(10_000))),
    step: 'ehlo',
    code: 'protocol-error',
    situation: 'endless-reply',
    cause: 'server-faulty',
  },
  {
    when: 'the reply to EHLO is one line of 10 MB',
    server: says('EHLO', (connection) => connection.write(`250-${'x'.repeat(10_000_000)}\r\n`)),
    step: 'ehlo',
    code: 'protocol-error',
    situation: 'endless-reply',
  },
  {
    when: 'the connection is reset at EHLO',
    server: says('EHLO', (connection) => connection.reset()),
    step: 'ehlo',
    code: 'connection-lost',
    cause: 'network-unsteady',
  },
];
