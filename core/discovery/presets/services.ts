/**
 * Services that send for a domain without having its mailboxes: nobody finds them from an address, but their host is recognised, and with
 * it how to sign in. All from nodemailer's list, none could be checked.
 */
import { at, preset, type Preset, type PresetServer } from './preset.ts';

const service = (
  id: string,
  name: string,
  server: PresetServer,
  page: string | null = null,
  user = '',
): Preset =>
  preset({
    id,
    name,
    servers: [server],
    user,
    signIn: 'app-password',
    page,
    note: user === '' ? 'own-user' : 'api-key',
  });

const amazonRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'sa-east-1',
] as const;

export const sendingServices: readonly Preset[] = [
  ...amazonRegions.map((region) =>
    service(
      `ses-${region}`,
      `Amazon SES, ${region}`,
      at.tls(`email-smtp.${region}.amazonaws.com`),
      'https://console.aws.amazon.com/ses/home#/smtp',
    ),
  ),
  service('workspace-relay', 'Google Workspace (relay)', at.tls('smtp-relay.gmail.com')),
  service(
    'sendgrid',
    'SendGrid',
    at.starttls('smtp.sendgrid.net'),
    'https://app.sendgrid.com/settings/api_keys',
    'apikey',
  ),
  service('resend', 'Resend', at.tls('smtp.resend.com'), 'https://resend.com/api-keys', 'resend'),
  service('brevo', 'Brevo', at.starttls('smtp-relay.brevo.com'), 'https://app.brevo.com/settings/keys/smtp'),
  service('mailgun', 'Mailgun', at.tls('smtp.mailgun.org'), 'https://app.mailgun.com/'),
  {
    // nodemailer still names in.mailjet.com
    ...service(
      'mailjet',
      'Mailjet',
      at.starttls('in-v3.mailjet.com'),
      'https://app.mailjet.com/account/apikeys',
    ),
    source: 'facteur',
  },
  service('mandrill', 'Mandrill', at.starttls('smtp.mandrillapp.com')),
  service('postmark', 'Postmark', at.starttls('smtp.postmarkapp.com'), 'https://account.postmarkapp.com/'),
  service('sparkpost', 'SparkPost', at.starttls('smtp.sparkpostmail.com'), null, 'SMTP_Injection'),
  service('mailersend', 'MailerSend', at.starttls('smtp.mailersend.net')),
  service('smtp2go', 'SMTP2GO', at.starttls('mail.smtp2go.com', 2525)),
  service('elastic-email', 'Elastic Email', at.tls('smtp.elasticemail.com')),
  service('sendpulse', 'SendPulse', at.tls('smtp-pulse.com')),
  service('turbo-smtp', 'turboSMTP', at.tls('pro.turbo-smtp.com')),
  service('turbo-smtp-eu', 'turboSMTP (Europe)', at.tls('pro.eu.turbo-smtp.com')),
  service('tipimail', 'Tipimail', at.starttls('smtp.tipimail.com')),
  service('dyn', 'Dyn', at.starttls('smtp.dynect.net', 25)),
  service('ohmysmtp', 'OhMySMTP', at.starttls('smtp.ohmysmtp.com')),
  service('loops', 'Loops', at.starttls('smtp.loops.so')),
  service('groundmail', 'Groundmail', at.starttls('smtp.groundmail.dev')),
  service('oveyon', 'Oveyon', at.starttls('smtp.oveyon.com')),
  service('mailsenpai', 'MailSenpai', at.starttls('relay.mailsenpai.com', 2525)),
  service('spacepost', 'SpacePost', at.starttls('smtp.spacepost.dev', 25976)),
  service('sendcloud', 'SendCloud', at.starttls('smtp.sendcloud.net', 2525)),
  service('mailtrap', 'Mailtrap', at.starttls('live.smtp.mailtrap.io')),
];
