/** Situations of handing a message over: sender, recipients, content. Likeliest causes and fixes first. */
import type { Situation } from './situations.ts';

export const SENDING = {
  'sender-not-owned': {
    causes: ['identity-of-other-account', 'alias-not-set-up', 'return-path-foreign'],
    fixes: ['choose-sender', 'open-provider-page', 'ask-administrator'],
  },
  'sender-domain-unknown': {
    causes: ['sender-misspelt', 'sender-domain-dns', 'sender-domain-new'],
    fixes: ['choose-sender', 'try-later'],
  },
  'sender-malformed': { causes: ['sender-misspelt', 'return-path-foreign'], fixes: ['choose-sender'] },
  'daily-limit': {
    causes: ['sent-much-today', 'other-programs-send', 'account-abused'],
    fixes: ['try-later', 'slow-down', 'open-provider-page'],
  },
  'rate-limited': {
    causes: ['sent-much-now', 'other-programs-send', 'shared-address'],
    fixes: ['try-later', 'slow-down'],
  },
  'server-full': {
    causes: ['server-disk-full', 'server-overloaded'],
    fixes: ['try-later', 'ask-administrator'],
  },
  'account-sends-spam': {
    causes: ['account-abused', 'sent-much-today'],
    fixes: ['open-provider-page', 'ask-administrator'],
  },
  'parameters-refused': {
    causes: ['server-faulty', 'firewall-rewrites-smtp'],
    fixes: ['correct-message', 'ask-administrator'],
  },
  'out-of-order': {
    causes: ['sign-in-skipped', 'firewall-rewrites-smtp', 'server-faulty'],
    fixes: ['enter-password', 'try-later', 'ask-administrator'],
  },
  'relaying-denied': {
    causes: ['no-user-set', 'not-your-server', 'sender-of-other-domain', 'not-submission-port'],
    fixes: ['enter-password', 'use-port-587', 'check-host', 'ask-administrator'],
  },
  'mailbox-unknown': {
    causes: ['recipient-misspelt', 'mailbox-deleted', 'recipient-of-other-domain'],
    fixes: ['correct-recipients', 'ask-recipient'],
  },
  'mailbox-full': {
    causes: ['mailbox-over-quota', 'mailbox-abandoned'],
    fixes: ['try-later', 'ask-recipient', 'make-smaller'],
  },
  'mailbox-disabled': {
    causes: ['mailbox-abandoned', 'account-suspended'],
    fixes: ['ask-recipient', 'correct-recipients'],
  },
  'mailbox-moved': {
    causes: ['mailbox-deleted', 'recipient-of-other-domain'],
    fixes: ['correct-recipients', 'ask-recipient'],
  },
  'domain-unknown': {
    causes: ['recipient-misspelt', 'recipient-domain-expired', 'recipient-domain-dns'],
    fixes: ['correct-recipients', 'try-later'],
  },
  'domain-takes-no-mail': {
    causes: ['recipient-of-other-domain', 'recipient-misspelt'],
    fixes: ['correct-recipients', 'ask-recipient'],
  },
  'recipient-malformed': { causes: ['recipient-misspelt', 'server-strict'], fixes: ['correct-recipients'] },
  greylisted: { causes: ['first-mail-to-them', 'address-changed'], fixes: ['try-later'] },
  'too-many-recipients': {
    causes: ['limit-of-recipients', 'spam-guard'],
    fixes: ['try-later', 'correct-recipients'],
  },
  'list-not-allowed': {
    causes: ['not-a-member', 'sender-other-than-subscribed'],
    fixes: ['choose-sender', 'ask-recipient'],
  },
  'blocked-by-recipient': {
    causes: ['sender-on-block-list', 'recipient-misspelt', 'organisation-policy'],
    fixes: ['ask-recipient', 'choose-sender'],
  },
  'spf-failed': {
    causes: ['wrong-server-for-address', 'spf-incomplete', 'forwarded'],
    fixes: ['choose-sender', 'ask-administrator'],
  },
  'dkim-failed': {
    causes: ['dkim-not-set-up', 'changed-on-the-way', 'wrong-server-for-address'],
    fixes: ['ask-administrator', 'choose-sender'],
  },
  'dmarc-refused': {
    causes: ['wrong-server-for-address', 'dkim-not-set-up', 'spf-incomplete'],
    fixes: ['choose-sender', 'ask-administrator'],
  },
  unauthenticated: {
    causes: ['spf-incomplete', 'dkim-not-set-up', 'wrong-server-for-address'],
    fixes: ['ask-administrator', 'choose-sender'],
  },
  'spam-refused': {
    causes: ['content-looks-like-spam', 'links-look-bad', 'reputation-low'],
    fixes: ['correct-message', 'ask-administrator', 'send-again'],
  },
  'virus-found': {
    causes: ['attachment-harmful', 'scanner-mistaken'],
    fixes: ['remove-attachment', 'ask-administrator'],
  },
  'attachment-blocked': {
    causes: ['attachment-kind', 'attachment-in-archive'],
    fixes: ['remove-attachment', 'correct-message'],
  },
  'link-blocked': {
    causes: ['links-look-bad', 'link-shortener', 'own-site-listed'],
    fixes: ['correct-message', 'ask-administrator'],
  },
  'reputation-refused': {
    causes: ['reputation-low', 'shared-server', 'address-listed'],
    fixes: ['try-later', 'ask-administrator'],
  },
  'message-malformed': {
    causes: ['field-missing-or-twice', 'server-strict'],
    fixes: ['correct-message', 'ask-administrator'],
  },
  'mail-loop': {
    causes: ['forwards-to-itself', 'recipient-domain-dns'],
    fixes: ['ask-administrator', 'ask-recipient'],
  },
  'no-valid-recipients': { causes: ['recipient-misspelt', 'server-faulty'], fixes: ['correct-recipients'] },
  'lost-in-body': {
    causes: ['network-unsteady', 'antivirus-in-between', 'packets-too-large'],
    fixes: ['try-later', 'check-network', 'make-smaller'],
  },
  'smtputf8-missing': {
    causes: ['server-without-smtputf8'],
    fixes: ['correct-recipients', 'choose-sender', 'ask-administrator'],
  },
  '8bitmime-missing': {
    causes: ['server-ancient', 'firewall-rewrites-smtp'],
    fixes: ['correct-message', 'ask-administrator'],
  },
  'tls-route-missing': {
    causes: ['recipient-server-without-tls'],
    fixes: ['correct-message', 'ask-recipient'],
  },
} as const satisfies Record<string, Situation>;
