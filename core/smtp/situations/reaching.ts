/** Situations on the way to a server that has greeted and is behind TLS: name, connection, greeting, EHLO, encryption. Likeliest causes and fixes first. */
import type { Situation } from './situations.ts';

export const REACHING = {
  'name-without-address': {
    causes: ['domain-instead-of-server', 'name-misspelt', 'server-moved'],
    fixes: ['check-host', 'ask-administrator'],
  },
  'name-server-failed': {
    causes: ['domain-dns-broken', 'dnssec-invalid', 'resolver-ill'],
    fixes: ['try-later', 'check-network', 'ask-administrator'],
  },
  'name-server-silent': {
    causes: ['resolver-unreachable', 'vpn-or-firewall', 'captive-portal-waits'],
    fixes: ['check-network', 'try-later'],
  },
  'no-network': { causes: ['cable-or-wifi-off', 'flight-mode', 'vpn-or-firewall'], fixes: ['check-network'] },
  'port-blocked': {
    causes: ['network-blocks-port', 'server-uses-other-port', 'firewall-on-computer'],
    fixes: ['use-port-465', 'use-port-587', 'check-network'],
  },
  'port-25-blocked': {
    causes: ['network-blocks-25', 'server-down'],
    fixes: ['use-port-465', 'use-port-587', 'check-network'],
  },
  'web-server-there': {
    causes: ['wrong-port', 'captive-portal-waits', 'proxy-in-between'],
    fixes: ['check-host', 'use-port-465', 'check-network'],
  },
  'captive-portal': {
    causes: ['captive-portal-waits', 'proxy-in-between', 'wrong-port'],
    fixes: ['check-network', 'try-later'],
  },
  'imap-server-there': {
    causes: ['incoming-instead-of-outgoing', 'wrong-port'],
    fixes: ['check-host', 'use-port-465', 'use-port-587'],
  },
  'pop-server-there': {
    causes: ['incoming-instead-of-outgoing', 'wrong-port'],
    fixes: ['check-host', 'use-port-465', 'use-port-587'],
  },
  'ftp-server-there': {
    causes: ['wrong-port', 'name-misspelt'],
    fixes: ['check-host', 'use-port-465', 'use-port-587'],
  },
  'ssh-server-there': {
    causes: ['wrong-port', 'name-misspelt'],
    fixes: ['check-host', 'use-port-465', 'use-port-587'],
  },
  'hung-up-at-once': {
    causes: ['address-banned', 'firewall-cuts', 'too-many-connections-before', 'expects-tls'],
    fixes: ['try-later', 'check-network', 'use-port-465'],
  },
  'silent-server': {
    causes: ['expects-tls', 'server-overloaded', 'no-mail-service', 'firewall-cuts'],
    fixes: ['use-tls', 'check-host', 'try-later'],
  },
  'too-many-connections': {
    causes: ['other-programs-connected', 'limit-too-high-here', 'shared-address'],
    fixes: ['try-later', 'slow-down'],
  },
  'address-blocked': {
    causes: ['address-listed', 'shared-address', 'not-submission-port', 'vpn-address'],
    fixes: ['check-network', 'use-port-587', 'ask-administrator'],
  },
  'dynamic-address-refused': {
    causes: ['not-submission-port', 'not-your-server', 'vpn-address'],
    fixes: ['check-host', 'use-port-587', 'check-network'],
  },
  'reverse-name-missing': {
    causes: ['not-submission-port', 'no-reverse-name'],
    fixes: ['use-port-587', 'ask-administrator', 'check-network'],
  },
  'ehlo-name-refused': {
    causes: ['literal-refused', 'ehlo-name-unqualified', 'name-blocked'],
    fixes: ['set-ehlo-name', 'ask-administrator'],
  },
  'ehlo-unknown': {
    causes: ['firewall-rewrites-smtp', 'antivirus-in-between', 'server-ancient'],
    fixes: ['check-antivirus', 'use-port-465', 'ask-administrator'],
  },
  'endless-reply': {
    causes: ['server-faulty', 'wrong-port', 'attack'],
    fixes: ['check-host', 'ask-administrator'],
  },
  'starttls-stripped': {
    causes: ['antivirus-in-between', 'firewall-rewrites-smtp', 'attack'],
    fixes: ['check-antivirus', 'use-port-465', 'check-network'],
  },
  'starttls-not-now': {
    causes: ['server-certificate-missing', 'server-overloaded'],
    fixes: ['try-later', 'use-port-465', 'ask-administrator'],
  },
  'tls-too-old': {
    causes: ['server-ancient', 'old-scanner'],
    fixes: ['ask-administrator', 'use-port-465', 'use-port-587'],
  },
  'tls-no-common-cipher': {
    causes: ['server-ciphers-weak', 'old-scanner', 'client-certificate-wanted'],
    fixes: ['ask-administrator', 'use-port-587'],
  },
  'tls-cut': {
    causes: ['firewall-cuts', 'port-expects-plain', 'server-overloaded'],
    fixes: ['try-later', 'check-network', 'use-starttls'],
  },
  'tls-silent': {
    causes: ['port-expects-plain', 'firewall-cuts', 'server-overloaded'],
    fixes: ['use-starttls', 'try-later', 'check-network'],
  },
  'name-not-served': {
    causes: ['alias-instead-of-name', 'name-misspelt', 'server-moved'],
    fixes: ['check-host', 'ask-administrator'],
  },
  'certificate-too-weak': { causes: ['server-ancient', 'old-scanner'], fixes: ['ask-administrator'] },
  'clock-ahead': {
    causes: ['clock-wrong', 'battery-empty', 'certificate-really-expired'],
    fixes: ['set-clock', 'ask-administrator'],
  },
  'clock-behind': { causes: ['clock-wrong', 'battery-empty'], fixes: ['set-clock', 'ask-administrator'] },
  'tls-inspected': {
    causes: ['antivirus-in-between', 'company-gateway', 'attack'],
    fixes: ['check-antivirus', 'trust-certificate', 'ask-administrator'],
  },
} as const satisfies Record<string, Situation>;
