/** What servers say of senders, recipients and content. The first rule that fits counts; texts.ts says how one is read. */
import type { SmtpStep } from '../vocabulary.ts';
import type { Rule } from './texts.ts';

const RCPT: readonly SmtpStep[] = ['rcpt', 'reply'];
const MESSAGE: readonly SmtpStep[] = ['mail', 'rcpt', 'data', 'reply'];
const CONTENT: readonly SmtpStep[] = ['data', 'reply'];

const ABOUT_PROOF: readonly Rule[] = [
  { situation: 'dmarc-refused', steps: MESSAGE, words: /\bdmarc\b/i },
  {
    situation: 'unauthenticated',
    steps: MESSAGE,
    enhanced: /^[45]\.7\.(?:26|515)$/,
    words: /unauthenticated|SPF or DKIM|SPF and DKIM|authentication level/i,
  },
  { situation: 'spf-failed', steps: MESSAGE, enhanced: /^[45]\.7\.2[34]$/, words: /\bSPF\b/i },
  { situation: 'dkim-failed', steps: MESSAGE, enhanced: /^[45]\.7\.2[0-2]$/, words: /\bDKIM\b/i },
];

const ABOUT_CONTENT: readonly Rule[] = [
  { situation: 'virus-found', steps: CONTENT, words: /\bvirus\b|malware|infected|trojan|eicar/i },
  {
    situation: 'attachment-blocked',
    steps: CONTENT,
    words:
      /potential security issue|BlockedMessage|(?:attachment|file) ?(?:type|extension|name)?\b.{0,60}(?:not (?:allowed|accepted)|blocked|forbidden|prohibited|banned)|banned (?:file|attachment|content)/i,
  },
  {
    situation: 'link-blocked',
    steps: CONTENT,
    words: /\b(?:uribl|surbl|dbl)\b|\b(?:url|link)s?\b.{0,40}(?:block|blacklist|listed|suspicious)/i,
  },
  {
    situation: 'message-malformed',
    steps: CONTENT,
    enhanced: /^5\.6\.0$/,
    words:
      /RFC ?(?:2822|5322|822)|(?:missing|invalid|multiple|duplicate) (?:a )?(?:valid )?'?(?:from|date|message-id|subject|to)\b|malformed|bare (?:LF|CR|newline)|headers? (?:is |are )?(?:invalid|missing)/i,
  },
  {
    situation: 'mail-loop',
    enhanced: /^[45]\.4\.6$/,
    words: /too many hops|hop count|mail loop|routing loop/i,
  },
  { situation: 'no-valid-recipients', steps: CONTENT, words: /no valid recipients/i },
];

const ABOUT_SENDER: readonly Rule[] = [
  {
    situation: 'account-sends-spam',
    steps: MESSAGE,
    enhanced: /^5\.7\.70[58]$/,
    words: /bad outbound sender|outbound spam|sending spam/i,
  },
  {
    situation: 'sender-not-owned',
    steps: MESSAGE,
    enhanced: /^5\.(?:7\.60|2\.252)$/,
    words:
      /not owned by|SendAsDenied|to send as\b|one of your addresses|sender address.{0,80}(?:not (?:allowed|permitted|authori[sz]ed)|does(?:n['’]t| not) belong)|from address (?:is )?not (?:verified|allowed)|not authori[sz]ed to (?:send|use)/i,
  },
  { situation: 'sender-malformed', steps: ['mail', 'rcpt'], enhanced: /^[45]\.1\.7$/ },
  {
    situation: 'sender-domain-unknown',
    steps: MESSAGE,
    enhanced: /^[45]\.1\.8$/,
    words: /sender address rejected: domain not found|domain of sender.{0,80}does not/i,
  },
  { situation: 'sender-malformed', steps: ['mail'], code: /^501$/ },
  {
    situation: 'daily-limit',
    steps: MESSAGE,
    enhanced: /^[45]\.4\.5$/,
    words:
      /(?:daily|hourly) (?:user )?(?:sending |message |email )?(?:limit|quota)|sending (?:limit|quota)|exceeded (?:your |the )?(?:maximum |daily |hourly )?(?:number of )?(?:messages|emails|recipients|sending)/i,
  },
];

const ABOUT_RECIPIENT: readonly Rule[] = [
  { situation: 'greylisted', steps: MESSAGE, code: /^4/, words: /gr[ae]y-? ?list|postgrey|liste grise/i },
  { situation: 'too-many-recipients', steps: RCPT, enhanced: /^[45]\.5\.3$/, words: /too many recipients/i },
  {
    situation: 'mailbox-full',
    steps: RCPT,
    enhanced: /^[45]\.2\.2$/,
    words: /mailbox (?:is )?full|over ?quota|quota exceeded|out of (?:storage|space)/i,
  },
  {
    situation: 'server-full',
    steps: MESSAGE,
    code: /^4/,
    enhanced: /^4\.3\.1$/,
    words: /insufficient (?:system )?(?:storage|disk|resources)|disk full/i,
  },
  {
    situation: 'relaying-denied',
    steps: MESSAGE,
    enhanced: /^5\.7\.64$/,
    words:
      /relay(?:ing)? (?:access )?(?:is )?(?:denied|prohibited|not)|(?:unable|not (?:permitted|allowed)) to relay|do(?:es)? not relay/i,
  },
  { situation: 'domain-takes-no-mail', enhanced: /^5\.1\.10$/, words: /null mx/i },
  { situation: 'domain-takes-no-mail', steps: RCPT, code: /^556$/ },
  {
    situation: 'domain-unknown',
    steps: RCPT,
    enhanced: /^[45]\.1\.2$/,
    words: /domain not found|no such domain|domain does not exist|unrouteable/i,
  },
  { situation: 'mailbox-moved', steps: RCPT, code: /^551$/ },
  {
    situation: 'mailbox-moved',
    steps: RCPT,
    enhanced: /^5\.1\.6$/,
    words: /mailbox has moved|no longer at/i,
  },
  { situation: 'recipient-malformed', steps: ['rcpt'], enhanced: /^5\.1\.3$/ },
  { situation: 'recipient-malformed', steps: ['rcpt'], code: /^501$/ },
  {
    situation: 'list-not-allowed',
    steps: RCPT,
    enhanced: /^5\.7\.(?:2|12\d|13[0-6])$/,
    words: /not a member|only (?:members|subscribers)|posting to this list/i,
  },
  {
    situation: 'mailbox-disabled',
    steps: RCPT,
    enhanced: /^5\.2\.1$/,
    words: /(?:mailbox|account|user) (?:is |has been )?(?:disabled|inactive|deactivated|suspended|closed)/i,
  },
  {
    situation: 'blocked-by-recipient',
    steps: RCPT,
    words:
      /recipient address rejected: access denied|blocked by (?:the )?recipient|sender (?:is )?(?:blocked|denied)|only accepts? mail from/i,
  },
  {
    situation: 'mailbox-unknown',
    steps: RCPT,
    enhanced: /^5\.1\.1$/,
    words:
      /no such (?:user|mailbox|address|person|recipient)|user (?:is )?(?:unknown|not found|does(?:n['’]t| not) exist)|unknown (?:user|recipient|mailbox|local)|mailbox (?:not found|does not exist)|recipient (?:not found|unknown)/i,
  },
];

const ABOUT_THE_REST: readonly Rule[] = [
  { situation: 'tls-route-missing', steps: MESSAGE, enhanced: /^5\.7\.30$/ },
  { situation: 'smtputf8-missing', steps: MESSAGE, enhanced: /^5\.6\.(?:7|9)$/ },
  { situation: '8bitmime-missing', steps: MESSAGE, enhanced: /^5\.6\.3$/ },
  {
    situation: 'rate-limited',
    code: /^4/,
    enhanced: /^4\.7\.28$/,
    words:
      /rate (?:limit|exceed|that)|unusual rate|too (?:many|much) (?:mail|messages|email)|slow down|throttl|unexpected volume|\[TSS?\d+\]|too quickly/i,
  },
  {
    situation: 'reputation-refused',
    code: /^[45]/,
    words: /reputation|senderscore|\bOFR_506|low trust/i,
  },
  {
    situation: 'address-blocked',
    code: /^[45]/,
    enhanced: /^5\.7\.(?:60[6-9]|61\d)$/,
    words:
      /spamhaus|barracuda|spamcop|sorbs|uceprotect|abuseat|\b(?:rbl|dnsbl)\b|block ?list|blacklist|blocked using|banned sending ip|S31[45]0|LPN007_510|\[BL2\d\]/i,
  },
  {
    situation: 'spam-refused',
    steps: MESSAGE,
    code: /^5/,
    words:
      /\bspam\b|unsolicited|junk mail|content (?:rejected|refused|filter)|policy (?:reasons|violation)|\[HM\d+\]|local policy/i,
  },
  { situation: 'parameters-refused', steps: ['mail', 'rcpt'], code: /^555$/ },
  { situation: 'out-of-order', steps: MESSAGE, code: /^503$/ },
];

export const CONTENT_RULES: readonly Rule[] = [
  ...ABOUT_PROOF,
  ...ABOUT_CONTENT,
  ...ABOUT_SENDER,
  ...ABOUT_RECIPIENT,
  ...ABOUT_THE_REST,
];
