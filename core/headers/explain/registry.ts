/**
 * The IANA registry "Message Headers" (https://www.iana.org/assignments/message-headers): its rows for mail and MIME, by reference. Names,
 * status and references as public copies of the registry stood in the middle of 2023, CFBL's with the number that their RFC got since, and
 * HP-Outer added from RFC 9788. The registry itself (last updated 2025-08-25) could not be read row by row when this was written: what was
 * registered after 2023 may be missing.
 */

export interface RegistryRow {
  /** as registered */
  readonly name: string;
  readonly protocol: 'mail' | 'MIME';
  /** as the registry says it; empty where it says nothing */
  readonly status: '' | 'standard' | 'experimental' | 'informational' | 'obsoleted' | 'deprecated';
  /** in the registry's provisional part */
  readonly provisional: boolean;
  /** `RFC5322`, `draft-…`, `ACP123` */
  readonly references: readonly string[];
}

type Group = readonly [
  names: string,
  references: string,
  status?: RegistryRow['status'],
  kind?: 'provisional' | 'MIME',
];

const groups: readonly Group[] = [
  [
    'Bcc Cc Comments Date In-Reply-To Keywords Message-ID References Reply-To Resent-Bcc Resent-Cc Resent-Date Resent-Message-ID Resent-To Return-Path Subject To',
    'RFC5322',
    'standard',
  ],
  ['From Resent-From Resent-Sender Sender', 'RFC5322 RFC6854', 'standard'],
  ['Received', 'RFC5322 RFC5321', 'standard'],
  ['Resent-Reply-To', 'RFC5322', 'obsoleted'],
  ['ARC-Authentication-Results ARC-Message-Signature ARC-Seal', 'RFC8617', 'experimental'],
  ['Archived-At', 'RFC5064', 'standard'],
  ['X-Archived-At', 'RFC5064', 'deprecated', 'provisional'],
  ['Authentication-Results', 'RFC8601', 'standard'],
  ['Auto-Submitted', 'RFC3834', 'standard'],
  ['DKIM-Signature', 'RFC6376', 'standard'],
  ['List-Unsubscribe-Post', 'RFC8058', 'standard'],
  ['MT-Priority', 'RFC6758', 'standard'],
  ['Original-From Original-Subject', 'RFC5703', 'standard'],
  ['Original-Recipient', 'RFC3798 RFC5337', 'standard'],
  ['Received-SPF', 'RFC7208', 'standard'],
  ['Require-Recipient-Valid-Since', 'RFC7293', 'standard'],
  ['TLS-Report-Domain TLS-Report-Submitter', 'RFC8460', 'standard'],
  ['TLS-Required', 'RFC8689', 'standard'],
  ['VBR-Info', 'RFC5518', 'standard'],
  ['HP-Outer', 'RFC9788', 'standard'],
  [
    'Downgraded-Final-Recipient Downgraded-In-Reply-To Downgraded-Message-Id Downgraded-Original-Recipient Downgraded-References',
    'RFC6857',
    'standard',
  ],
  [
    'Downgraded-Bcc Downgraded-Cc Downgraded-Disposition-Notification-To Downgraded-From Downgraded-Mail-From Downgraded-Rcpt-To Downgraded-Reply-To Downgraded-Resent-Bcc Downgraded-Resent-Cc Downgraded-Resent-From Downgraded-Resent-Reply-To Downgraded-Resent-Sender Downgraded-Resent-To Downgraded-Return-Path Downgraded-Sender Downgraded-To',
    'RFC5504 RFC6857',
    'obsoleted',
  ],
  ['Organization', 'RFC7681', 'informational'],
  ['Author', 'RFC9057'],
  ['Delivered-To', 'RFC9228'],
  ['CFBL-Address CFBL-Feedback-ID', 'RFC9477'],
  ['Solicitation', 'RFC3865'],
  [
    'Accept-Language Alternate-Recipient Autoforwarded Autosubmitted Content-Identifier Content-Return Conversion Conversion-With-Loss DL-Expansion-History Deferred-Delivery Delivery-Date Discarded-X400-IPMS-Extensions Discarded-X400-MTS-Extensions Disclose-Recipients Disposition-Notification-Options Disposition-Notification-To Encoding Encrypted Expires Expiry-Date Generate-Delivery-Report Importance Incomplete-Copy Language Latest-Delivery-Time List-Archive List-Help List-ID List-Owner List-Post List-Subscribe List-Unsubscribe Message-Context Message-Type Obsoletes Original-Encoded-Information-Types Original-Message-ID Originator-Return-Address PICS-Label Prevent-NonDelivery-Report Priority Reply-By Sensitivity Supersedes X400-Content-Identifier X400-Content-Return X400-Content-Type X400-MTS-Identifier X400-Originator X400-Received X400-Recipients X400-Trace',
    'RFC4021',
  ],
  [
    'MMHS-Acp127-Message-Identifier MMHS-Codress-Message-Indicator MMHS-Copy-Precedence MMHS-Exempted-Address MMHS-Extended-Authorisation-Info MMHS-Handling-Instructions MMHS-Message-Instructions MMHS-Message-Type MMHS-Originator-PLAD MMHS-Originator-Reference MMHS-Other-Recipients-Indicator-CC MMHS-Other-Recipients-Indicator-To MMHS-Primary-Precedence MMHS-Subject-Indicator-Codes',
    'RFC6477 ACP123',
  ],
  ['MMHS-Authorizing-Users', 'RFC7912', '', 'provisional'],
  ['Apparently-To Errors-To', 'RFC2076', '', 'provisional'],
  ['EDIINT-Features', 'RFC6017', '', 'provisional'],
  ['Eesst-Version', 'RFC7681', '', 'provisional'],
  ['Form-Sub', 'draft-levine-mailbomb-header', '', 'provisional'],
  ['Jabber-ID', 'RFC7259', '', 'provisional'],
  ['Privicon', 'draft-koenig-privicons', '', 'provisional'],
  ['SIO-Label SIO-Label-History', 'RFC7444', '', 'provisional'],
  [
    'X-Mittente X-Ricevuta X-Riferimento-Message-ID X-TipoRicevuta X-Trasporto X-VerificaSicurezza',
    'RFC6109',
    '',
    'provisional',
  ],
  ['Base', 'RFC1808 RFC2068', 'obsoleted', 'MIME'],
  ['Content-Base', 'RFC2110 RFC2557', 'obsoleted', 'MIME'],
  ['Content-Translation-Type', 'RFC8255', '', 'MIME'],
  [
    'Content-Alternative Content-Description Content-Disposition Content-Duration Content-Features Content-ID Content-Language Content-Location Content-MD5 Content-Transfer-Encoding Content-Type MIME-Version',
    'RFC4021',
    '',
    'MIME',
  ],
];

export const registry: ReadonlyMap<string, RegistryRow> = new Map(
  groups.flatMap(([names, references, status = '', kind]) =>
    names.split(' ').map((name): [string, RegistryRow] => [
      name.toLowerCase(),
      {
        name,
        protocol: kind === 'MIME' ? 'MIME' : 'mail',
        status,
        provisional: kind === 'provisional',
        references: references.split(' '),
      },
    ]),
  ),
);
