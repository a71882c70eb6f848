/**
 * What servers say when they refuse → the situation: by reply code, enhanced status code and the words of the large providers and servers.
 * A server's words are anybody's: only so much of them is read, and each pattern takes time in proportion to it.
 */
import type { Reply, SmtpStep } from '../vocabulary.ts';
import { CONTENT_RULES } from './texts-content.ts';
import type { SituationCode } from './vocabulary.ts';

export interface Rule {
  readonly situation: SituationCode;
  /** whatever the step, if it is not said */
  readonly steps?: readonly SmtpStep[];
  /** all that are given have to fit, but of `enhanced` and `words` one is enough */
  readonly code?: RegExp;
  /** RFC 3463's, with its class */
  readonly enhanced?: RegExp;
  readonly words?: RegExp;
}

/** Characters of a reply that are read. */
const MAX_WORDS = 2000;

const SIGN_IN = ['sign-in'] as const;
const BEFORE_MAIL = ['greeting', 'ehlo', 'starttls', 'sign-in'] as const;

/** The first that fits counts: what says more stands first. */
const SESSION_RULES: readonly Rule[] = [
  { situation: 'starttls-not-now', steps: ['starttls'], code: /^454$/ },
  {
    situation: 'too-many-connections',
    code: /^[45]/,
    words:
      /too many (?:concurrent |simultaneous |smtp |open )*(?:connections|sessions|connexions)|connection (?:rate |count )?limit|concurrent connections|maximum (?:number of )?connections|OFR004_104/i,
  },
  {
    situation: 'dynamic-address-refused',
    code: /^[45]/,
    words:
      /dynamic(?:ally)?[- ](?:assigned )?(?:ip|address)|dial-?up|residential|\bPBL\b|policy block list|consumer (?:ip|connection)/i,
  },
  {
    situation: 'reverse-name-missing',
    code: /^[45]/,
    enhanced: /^[45]\.7\.25$/,
    words: /reverse (?:dns|host ?name|lookup)|\bPTR\b|\brdns\b|cannot find your (?:reverse )?host ?name/i,
  },
  { situation: 'ehlo-unknown', steps: ['ehlo'], code: /^50[02]$/ },
  {
    situation: 'ehlo-name-refused',
    steps: ['ehlo', 'mail', 'rcpt'],
    code: /^[45]/,
    words: /\b(?:helo|ehlo)\b.{0,60}(?:reject|invalid|refused|need|not|name)|need fully[- ]qualified/i,
  },
  { situation: 'ehlo-name-refused', steps: ['ehlo'], code: /^5(?:01|04)$/ },
  {
    situation: 'pop-first',
    code: /^[45]/,
    words:
      /pop3?[- ]?before[- ]?smtp|check (?:for )?(?:new |your )*mail first|pop3? (?:login|authentication) (?:first|required)|(?:via|by|with) pop3? first/i,
  },
  { situation: 'microsoft-smtp-off', words: /SmtpClientAuthentication is disabled/i },
  {
    situation: 'microsoft-basic-off',
    steps: SIGN_IN,
    words: /basic auth(?:entication)? is (?:disabled|not)/i,
  },
  {
    situation: 'microsoft-policy',
    steps: SIGN_IN,
    words: /security defaults|conditional access|by your organization|tenant policy/i,
  },
  {
    situation: 'too-many-sign-ins',
    steps: BEFORE_MAIL,
    words:
      /too many (?:\w+ ){0,3}(?:logins?|auth\w*|sign-?ins?|attempts|failures)|AUTH005|login rate|(?:login|auth\w*) (?:rate |attempts )?limit/i,
  },
  {
    situation: 'password-expired',
    steps: SIGN_IN,
    code: /^[45]/,
    enhanced: /^[45]\.7\.12$/,
    words: /password (?:has |is )?expired|change (?:your |the )?password/i,
  },
  { situation: 'password-expired', steps: SIGN_IN, code: /^432$/ },
  { situation: 'user-disabled', steps: SIGN_IN, code: /^525$/ },
  {
    situation: 'user-disabled',
    steps: SIGN_IN,
    enhanced: /^[45]\.7\.13$/,
    words:
      /(?:account|user|mailbox) (?:has been |is |was )?(?:temporarily )?(?:disabled|suspended|locked|blocked|deactivated|closed)/i,
  },
  {
    situation: 'smtp-access-off',
    steps: SIGN_IN,
    code: /^5/,
    words:
      /\b(?:smtp|pop3?|imap)\b.{0,60}(?:not (?:enabled|activated|allowed)|disabled|must be (?:enabled|activated)|enable)|enable (?:smtp|pop|imap)|no access rights|not have access rights|no permission/i,
  },
  {
    situation: 'google-web-sign-in',
    steps: SIGN_IN,
    words: /WebLoginRequired|log ?in (?:via|with|through) your/i,
  },
  { situation: 'google-app-password', steps: SIGN_IN, words: /InvalidSecondFactor/i },
  { situation: 'google-password-refused', steps: SIGN_IN, code: /^535$/, words: /BadCredentials|gsmtp/i },
  {
    situation: 'microsoft-password-refused',
    steps: SIGN_IN,
    code: /^535$/,
    enhanced: /^5\.7\.(?:3|139)$/,
  },
  { situation: 'sign-in-not-now', steps: SIGN_IN, code: /^4/ },
];

export function situationOfReply(reply: Reply, step: SmtpStep): SituationCode | null {
  if (reply.code < 400) return null;
  const words = reply.lines.join(' ').slice(0, MAX_WORDS);
  const fits = ({ steps, code, enhanced, words: pattern }: Rule): boolean => {
    if (steps !== undefined && !steps.includes(step)) return false;
    if (code !== undefined && !code.test(String(reply.code))) return false;
    if (enhanced === undefined && pattern === undefined) return true;
    return enhanced?.test(reply.enhanced ?? '') === true || pattern?.test(words) === true;
  };
  return RULES.find(fits)?.situation ?? null;
}

const RULES: readonly Rule[] = [...SESSION_RULES, ...CONTENT_RULES];
