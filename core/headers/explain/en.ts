/** What header fields are for, in English: one sentence or two for a reader who meets the field for the first time. Loaded by the lens alone. */
import type { FieldKey } from '../fields.ts';

export const explanations: Readonly<Record<FieldKey, string>> = {
  date: 'When the author finished the message, with the author’s zone. Set once; servers do not change it.',
  from: 'Who wrote the message, as readers see it. Anyone can write anything here; SPF, DKIM and DMARC exist to check it.',
  sender: 'Who sent the message, when that is not its author or when there are several authors.',
  'reply-to': 'Where answers should go instead of From.',
  to: 'The main recipients, as readers see them. Who really gets the message is decided by RCPT TO in the envelope.',
  cc: 'Recipients of a copy, seen by everybody.',
  bcc: 'Hidden recipients. A header that went out should not have this field: everybody could read it.',
  'message-id':
    'The name of this one message, the same in every copy. Replies quote it in In-Reply-To and References, and servers log it: it is what to search for when someone asks “did it arrive?”.',
  'in-reply-to': 'The Message-ID of the message that this one answers.',
  references: 'The Message-IDs of the thread so far, oldest first. Programs build threads from it.',
  subject:
    'What it is about. Characters beyond ASCII stand in encoded words, so that every server can pass them on.',
  comments: 'Remarks on the message, for people. No program acts on it.',
  keywords: 'Words and phrases to search for, separated by commas.',
  'resent-date': 'When somebody sent the finished message on. The Date field stays what the author wrote.',
  'resent-from':
    'Who sent the finished message on, unchanged. From stays the author’s. Each resending puts a block of Resent- fields on top.',
  'resent-sender': 'Who carried out the resending, where it is not Resent-From.',
  'resent-to': 'To whom the finished message was sent on. It informs readers; servers went by the envelope.',
  'resent-cc': 'Who got a copy when the message was sent on.',
  'resent-bcc':
    'Who got a hidden copy when the message was sent on. Like Bcc, it ought not to be in what left.',
  'resent-message-id': 'The name of this resending. The message itself keeps its Message-ID.',
  'resent-reply-to':
    'Obsolete: where replies to the one who resent should go. It must not be written any more; replies follow Reply-To and From.',
  'return-path': 'The envelope’s MAIL FROM, written by the last server at delivery. Bounces go there.',
  received:
    'One relay’s stamp: from where, by whom, when. Each server puts its own on top, so the route reads from the bottom.',
  'mime-version': 'Says that the message follows MIME. The version has always been 1.0.',
  'content-type': 'What the body is: text and its charset, or several parts and the boundary between them.',
  'content-transfer-encoding': 'How the body’s octets were put into lines that every server can pass on.',
  'content-id': 'A name for this part, so that others can point to it, such as a picture within HTML.',
  'content-description': 'What this part is, in words for people.',
  'content-disposition':
    'Whether a part is shown in place or offered as an attachment, and under which file name.',
  'content-language': 'The language or languages that the text is written in.',
  'content-location':
    'The address (URI) at which this part may be had, so that HTML in the same message can refer to it by it.',
  'content-base':
    'Obsolete: the address from which relative links in this part were counted. Content-Location took its place.',
  'content-md5':
    'A checksum (MD5) of the decoded part against accidents on the way. It is no protection against forgery.',
  'content-duration': 'How long the sound or video in this part plays, in seconds.',
  'content-features':
    'What a program must be able to do to show this part, in the notation of media features.',
  'content-alternative': 'Which other forms of this part its author can send on request.',
  'content-translation-type':
    'In a message of several languages: whether this part is the original, a person’s translation, or a machine’s.',
  'dkim-signature':
    'A domain’s signature over some fields and the body. Its key is in the DNS, under the selector s= of the domain d=.',
  'domainkey-signature': 'DomainKeys, the forerunner of DKIM, by Yahoo. Nobody verifies it any more.',
  'authentication-results':
    'What the receiving server found: SPF, DKIM, DMARC. Believe only the one that your own server wrote.',
  'arc-seal': 'A forwarder’s seal over the ARC fields so far.',
  'arc-message-signature': 'A forwarder’s signature over the message as it passed on.',
  'arc-authentication-results': 'What a forwarder found when the message came in, kept for the next one.',
  'received-spf': 'What a server found about SPF for the envelope sender.',
  'vbr-info':
    'Names certifiers who vouch for the sending domain; the receiving server may ask them through the DNS.',
  'hp-outer':
    'In an encrypted or signed message: how a field looked on the outside when the message was made, to compare with what arrived.',
  author:
    'The author as first written, kept where a mailing list rewrites From. It is as easy to forge as From.',
  'require-recipient-valid-since':
    'Asks the receiving server to deliver only if the mailbox has had the same owner since that date.',
  'tls-required':
    '“No” asks relays to deliver even where TLS, as policies demand it, cannot be had: for reports about TLS itself.',
  'tls-report-domain': 'Of a TLS report: the domain that it is about.',
  'tls-report-submitter': 'Of a TLS report: who made it.',
  'mt-priority':
    'The priority that the message was handed over with, −9 to 9, kept for relays that do not know the SMTP extension.',
  'cfbl-address':
    'Where a mailbox provider may send complaints when readers mark this message as unwanted. Must be signed to count.',
  'cfbl-feedback-id': 'The sender’s own mark, returned in a complaint so that the mailing can be found.',
  'list-unsubscribe':
    'Where to leave the list: a mailto: or https: address that mail programs turn into a button.',
  'list-unsubscribe-post':
    'Says that one click is enough: the program posts to the https: address of List-Unsubscribe.',
  'list-id': 'The lasting name of the mailing list.',
  'list-help':
    'Where to get help with the mailing list. With list mail, this is the one List- field to have if there is only one.',
  'list-subscribe': 'Where to join the mailing list.',
  'list-post': 'Where to write to the list; NO when readers cannot.',
  'list-owner': 'How to reach the person who runs the list.',
  'list-archive': 'Where earlier messages of the list can be read.',
  'archived-at': 'Where this one message can be read in an archive.',
  precedence: 'Custom: bulk, list or junk keeps away automatic replies. Auto-Submitted is the standard way.',
  'auto-submitted': 'Says that no person wrote this, so that other programs do not answer it.',
  autoforwarded: 'Says that a program forwarded this on its own (from X.400).',
  'delivered-to': 'The mailbox that a server delivered to; servers use it to notice loops.',
  'original-recipient':
    'Of a delivery: the address as the sender had it, before aliases and forwarding. A read receipt quotes it.',
  'disposition-notification-to': 'Asks the reader’s program for a read receipt. Readers may refuse.',
  'disposition-notification-options': 'Options of the request for a read receipt, such as a signed one.',
  'return-receipt-to':
    'Not standardised: asks some servers for a notice of delivery. DSN (NOTIFY in the envelope) took its place.',
  'errors-to': 'Obsolete: where bounces should go. They go to MAIL FROM, whatever stands here.',
  'apparently-to':
    'An old Sendmail added this when a message had no To, from the envelope. It may betray hidden recipients.',
  'original-message-id': 'The Message-ID before somebody resent the content under a new one.',
  'original-from': 'The From that a filter (Sieve) took away when it enclosed or replaced the message.',
  'original-subject': 'The Subject that a filter (Sieve) took away when it enclosed or replaced the message.',
  importance:
    'How important the author holds it: high, normal or low. Programs may mark it; servers do not hurry.',
  priority:
    'How urgent the author holds it: urgent, normal or non-urgent (from X.400). Servers do not hurry.',
  sensitivity: 'Asks readers for discretion: Personal, Private or Company-Confidential. Nothing enforces it.',
  expires: 'When the author holds the message to be out of date. Programs may grey it out.',
  'reply-by': 'Until when the author hopes for a reply.',
  supersedes:
    'The Message-ID of an earlier message that this one replaces (from netnews). Mail programs ignore it.',
  obsoletes:
    'The Message-ID of an earlier message that this one replaces (from X.400). Mail programs ignore it.',
  encrypted:
    'Obsolete since 1995: named the program that encrypted the body. S/MIME and OpenPGP say it in Content-Type.',
  'delivery-date': 'When a server put the message into the mailbox. Custom, as Received tells it too.',
  'deferred-delivery':
    'The time before which delivery was asked not to happen (from X.400). Internet servers do not look at it.',
  'alternate-recipient': 'Whether another recipient may have it when the first cannot (from X.400).',
  'incomplete-copy': 'Says that attachments or parts were left out of this copy (from X.400).',
  'accept-language': 'The languages in which the author likes to be answered, best first.',
  'message-context': 'What kind of message it is to its reader: voice mail, fax, text, video.',
  'user-agent': 'Which program wrote the message. Standardised for netnews; mail uses it too.',
  'x-mailer':
    'Which program wrote the message, by custom. It tells more about the author’s computer than some like.',
  organization: 'Whom the author works for, in the author’s own words.',
  newsgroups: 'Netnews: the groups that the article was posted to.',
  'followup-to': 'Netnews: where answers should be posted; “poster” asks for mail.',
  path: 'Netnews: the servers that the article passed, newest first; what Received is for mail.',
  approved: 'The moderator who let the message through, for groups and some lists.',
  xref: 'Netnews: under which numbers the server filed the article.',
  downgraded:
    'What an internationalised field (RFC 6532) held before a server turned it into ASCII for an older one.',
  'x-priority': 'Microsoft’s and Eudora’s priority: 1 is highest, 3 normal, 5 lowest. Programs may mark it.',
  'thread-topic': 'Outlook’s: the subject of the conversation without “Re:”.',
  'thread-index':
    'Outlook’s: the place in the conversation, as bytes in base64; it holds the time of the first message.',
  autocrypt: 'The author’s OpenPGP key, for programs that encrypt on their own (Autocrypt).',
  openpgp: 'Where to find the author’s OpenPGP key, and whether encrypted mail is preferred.',
  'mail-followup-to':
    'Custom on mailing lists: where a reply to all should go. Not every program follows it.',
  'feedback-id':
    'A bulk sender’s mark for Google’s statistics of complaints: campaign, customer, kind, sender.',
  'x-original-to': 'The recipient in the envelope as it reached the last server (RCPT TO), before aliases.',
  'x-originating-ip':
    'The address of the computer from which a web-mail user wrote, as the provider tells it.',
  'x-received': 'Google’s: a stamp within its own network, in the form of Received.',
  'x-google': 'Google’s own note to itself. Nobody else can read anything in it.',
  'x-microsoft':
    'A note of Exchange or Microsoft 365 to itself: filters, tenants, internal hops. Some parts are documented.',
  'x-spam':
    'What a spam filter thought of the message: score, threshold, tests. Believe only your own server’s.',
  'x-virus': 'Says that a virus scanner looked at the message. Anybody can write it.',
  'x-mailman': 'Written by the list program Mailman: its version, and how it handled the message.',
  'x-loop': 'A mark by which a list or a filter knows its own mail again, against loops.',
  'x-auto-response-suppress':
    'Microsoft’s: which automatic replies are not wanted, such as OOF (out of office).',
  'x-mozilla': 'Thunderbird’s note in its own files: read, replied, tagged. It was not there on the way.',
  bimi: 'Which logo of the sender to show beside the message (BIMI, a draft), if DMARC passes.',
  mailbox: 'A note of a mailbox file or program: length, read or not, labels. It was not there on the way.',
  'x-face': 'A picture of the author, 48 × 48 dots, from another time.',
  'dkim-like': 'A provider’s own signature in DKIM’s form, for its own use. Others do not verify it.',
  'list-other': 'One of the fields by which a mailing list says how to post, get help or read its archive.',
  extension: 'A private field. “X-” once marked experiments; no standard says what it means.',
  unknown:
    'A field that Facteur cannot explain. RFC 5322 allows any name; readers ignore what they do not know.',
};
