/** What providers answer to AUTH, in the words they use. */
import type { FixCode } from '#core/smtp/vocabulary.ts';
import { says, scripted, type Case } from '../case.ts';

/** AUTH is answered so by a server of this name. */
const refused = (
  when: string,
  host: string,
  reply: string,
  rest: Omit<Case, 'when' | 'server' | 'step' | 'account'> & {
    readonly user?: string;
    readonly fix?: FixCode;
  },
): Case => ({
  when,
  server: says('AUTH', reply),
  account: { host, ...(rest.user === undefined ? {} : { user: rest.user }) },
  step: 'sign-in',
  code: rest.code,
  ...(rest.situation === undefined ? {} : { situation: rest.situation }),
  ...(rest.fix === undefined ? {} : { fix: rest.fix }),
  ...(rest.cause === undefined ? {} : { cause: rest.cause }),
  ...(rest.params === undefined ? {} : { params: rest.params }),
});

const GMAIL = 'smtp.gmail.com';
const OFFICE = 'smtp.office365.com';
const OWN = 'mail.example.org';

export const SIGN_INS: readonly Case[] = [
  refused('user or password are wrong', OWN, '535 5.7.8 Error: authentication failed: (reason unavailable)', {
    code: 'sign-in-refused',
    fix: 'enter-password',
    cause: 'password-mistyped',
  }),
  refused(
    'Google wants an app password',
    GMAIL,
    '534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor a1sm1 - gsmtp',
    {
      code: 'app-password-needed',
      situation: 'google-app-password',
      fix: 'make-app-password',
      cause: 'normal-password-of-two-step',
      params: { provider: 'Google', appPasswordPage: 'https://myaccount.google.com/apppasswords' },
    },
  ),
  refused(
    'Google refuses user or password',
    GMAIL,
    '535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1sm1 - gsmtp',
    {
      code: 'sign-in-refused',
      situation: 'google-password-refused',
      fix: 'make-app-password',
      cause: 'normal-password-given',
    },
  ),
  refused(
    'Google refuses a user that is no whole address',
    GMAIL,
    '535-5.7.8 Username and Password not accepted.\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1sm1 - gsmtp',
    {
      user: 'ada',
      code: 'sign-in-refused',
      situation: 'google-password-refused',
      fix: 'use-whole-address',
      cause: 'user-not-whole-address',
    },
  ),
  refused(
    'Google wants a sign-in by browser',
    GMAIL,
    '534-5.7.14 <https://accounts.google.com/signin/continue?x> Please log in via your web browser and then try again.\r\n534 5.7.14  https://support.google.com/mail/?p=WebLoginRequired a1sm1 - gsmtp',
    { code: 'sign-in-refused', situation: 'google-web-sign-in', fix: 'open-provider-page' },
  ),
  refused(
    'Google has seen too many sign-ins',
    GMAIL,
    '454 4.7.0 Too many login attempts, please try again later. a1sm1 - gsmtp',
    { code: 'temporary-refusal', situation: 'too-many-sign-ins', fix: 'try-later' },
  ),
  refused(
    'Microsoft has switched basic authentication off',
    'smtp-mail.outlook.com',
    '535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AS4P251CA0014.EURP251.PROD.OUTLOOK.COM]',
    {
      code: 'sign-in-refused',
      situation: 'microsoft-basic-off',
      fix: 'use-oauth2',
      cause: 'provider-retired-passwords',
    },
  ),
  refused(
    'Microsoft has SMTP switched off for the organisation',
    OFFICE,
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
    {
      code: 'sign-in-refused',
      situation: 'microsoft-smtp-off',
      fix: 'ask-administrator',
      cause: 'smtp-off-for-tenant',
    },
  ),
  refused(
    'Microsoft stops the sign-in by a policy of the organisation',
    OFFICE,
    "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
    { code: 'sign-in-refused', situation: 'microsoft-policy', cause: 'security-defaults-on' },
  ),
  refused(
    'Microsoft refuses user or password',
    OFFICE,
    '535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [PR0P264CA0001.FRAP264.PROD.OUTLOOK.COM]',
    { code: 'sign-in-refused', situation: 'microsoft-password-refused', fix: 'enter-password' },
  ),
  refused('Microsoft refuses without a reason', OFFICE, '535 5.7.3 Authentication unsuccessful', {
    code: 'sign-in-refused',
    situation: 'microsoft-password-refused',
  }),
  refused(
    'iCloud refuses user or password',
    'smtp.mail.me.com',
    '535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6',
    {
      code: 'sign-in-refused',
      situation: 'provider-app-password',
      fix: 'make-app-password',
      params: { provider: 'iCloud', appPasswordPage: 'https://account.apple.com' },
    },
  ),
  refused(
    'Yahoo has seen too many wrong passwords',
    'smtp.mail.yahoo.com',
    '535 5.7.0 (#AUTH005) Too many bad auth attempts.',
    {
      code: 'sign-in-refused',
      situation: 'too-many-sign-ins',
      cause: 'other-programs-wrong-password',
    },
  ),
  refused('the account is disabled (525)', OWN, '525 5.7.13 User account disabled', {
    code: 'sign-in-refused',
    situation: 'user-disabled',
    cause: 'account-suspended',
  }),
  refused('the account is suspended, in words', OWN, '535 5.7.8 Your account has been suspended for abuse', {
    code: 'sign-in-refused',
    situation: 'user-disabled',
  }),
  refused('the password has expired', OWN, '535 5.7.8 Authentication failed: password has expired', {
    code: 'sign-in-refused',
    situation: 'password-expired',
    fix: 'enter-password',
  }),
  refused('a password transition is needed (432)', OWN, '432 4.7.12 A password transition is needed', {
    code: 'temporary-refusal',
    situation: 'password-expired',
  }),
  refused(
    'access for mail programs is switched off',
    'mail.gmx.net',
    '535 5.7.8 POP3 and IMAP access must be enabled in your account settings',
    {
      code: 'sign-in-refused',
      situation: 'smtp-access-off',
      fix: 'open-provider-page',
      cause: 'smtp-off-by-default',
    },
  ),
  refused(
    'the server cannot check passwords now',
    OWN,
    '454 4.7.0 Temporary authentication failure: Connection lost to authentication server',
    {
      code: 'temporary-refusal',
      situation: 'sign-in-not-now',
      fix: 'try-later',
      cause: 'password-service-down',
    },
  ),
  refused(
    'an app password is wanted, in words',
    OWN,
    '535 5.7.8 Please use an application-specific password',
    {
      code: 'app-password-needed',
      fix: 'make-app-password',
    },
  ),
  refused('the mechanism is not known (504)', OWN, '504 5.5.4 Unrecognized authentication type', {
    code: 'sign-in-not-offered',
  }),
  refused(
    'encryption is wanted first (538)',
    OWN,
    '538 5.7.11 Encryption required for requested authentication mechanism',
    {
      code: 'sign-in-needs-encryption',
      fix: 'use-starttls',
    },
  ),
  refused('STARTTLS has to come first (530)', OWN, '530 5.7.0 Must issue a STARTTLS command first', {
    code: 'sign-in-needs-encryption',
    fix: 'use-starttls',
    cause: 'security-does-not-fit',
  }),
  {
    when: 'the server offers OAuth2 only',
    server: scripted({ extensions: ['AUTH XOAUTH2 OAUTHBEARER'] }),
    step: 'sign-in',
    code: 'sign-in-not-offered',
    situation: 'only-oauth2',
    fix: 'use-oauth2',
  },
  {
    when: 'the server offers no sign-in',
    server: scripted({ extensions: ['SIZE 1000'] }),
    step: 'sign-in',
    code: 'sign-in-not-offered',
    cause: 'wrong-port',
  },
  {
    when: 'the connection is reset at AUTH',
    server: says('AUTH', (connection) => connection.reset()),
    step: 'sign-in',
    code: 'connection-lost',
    situation: 'lost-at-sign-in',
  },
  {
    when: 'AUTH is answered by a reply of another kind',
    server: says('AUTH', '250 fine'),
    step: 'sign-in',
    code: 'protocol-error',
  },
];
