/** The learners' guide in English. Loaded when the guide is opened. */
import type { GuideWords } from './chapters.ts';

export const guide: GuideWords = {
  envelope: {
    title: 'The envelope',
    before:
      'Before it hands a message over, a mail program says in a few short commands what the server is to do with it. MAIL FROM names the address to which a notice goes if the message cannot be delivered.',
    recipients:
      'Each RCPT TO names one recipient, and the server answers each on its own: it may take one and refuse another. MAIL FROM and RCPT TO together are the envelope. Servers deliver by it and by nothing else; what the message itself says under To does not count.',
    gone: 'When the last server has put the message into a mailbox, the envelope is thrown away, as with a letter. Its sender may be kept, in a field called Return-Path; its recipients are not. This program keeps the whole envelope of what it sends.',
    qualified:
      'Hosts, the sender and the recipients are written fully qualified, with their whole domain: “mail.example.org”, not “mail”. A server that reads a bare name cannot know which of the world’s “mail” is meant. A program that has no such name of its own gives its address in brackets.',
  },
  header: {
    title: 'The header',
    fields:
      'After DATA comes the message, and first its header: lines with a name, a colon and a value. A value that goes on in the next line is indented there. Most programs show four or five fields and hide the others; none of them is secret, and Source shows each byte.',
    emptyLine:
      'An empty line ends the header. What follows is the body: the text, and the attachments written as text.',
    names:
      'Message-ID is the message’s own name, the same in every copy; answers quote it, and a search for it finds the message again in the logs of servers. The program that writes the message makes it.',
    received:
      'Each server that passes the message on puts a Received field on top of the header: who gave it the message, who it is, and when. Read from below, they are the route. What you send has none yet: the fields above it come on the way. Open a message that arrived, and Route draws them.',
  },
  differ: {
    title: 'Why the two differ',
    hidden:
      'A blind copy is nothing but that: a recipient who stands in the envelope and in no field of the header. The others see the header alone, and so they cannot know.',
    lists:
      'A mailing list sends what you wrote on to its members with an envelope of its own. To still names the list, From still names you, but notices of failed deliveries go to the list’s address in MAIL FROM, and not to you.',
    notices:
      'A notice about a failed delivery is sent with an empty sender, MAIL FROM:<>, so that no notice ever answers a notice. Its From says something like “Mail Delivery System”.',
  },
  forge: {
    title: 'Why a From is easy to forge',
    text: 'From is a line of text, written by whoever writes the message. SMTP asks nobody to prove it, no more than the post office proves a name on the back of a letter. What looks like your bank may come from anyone.',
    signIn:
      'Signing in proves to your provider that you are its customer, and many providers then allow only your own addresses under From. Somebody else’s server does not see your password: it can only believe your provider.',
    tls: 'TLS keeps others from reading and changing what goes over one connection, from your program to your provider, and from server to server where both can. It says nothing about who wrote the message, and each server on the way reads it in clear.',
    domains:
      'Three records in the DNS let a domain speak up for its mail. SPF lists the servers that may send with it in MAIL FROM. DKIM signs header and body, so that a change shows. DMARC says what to do with mail whose From is confirmed by neither.',
    people:
      'With S/MIME or OpenPGP a person signs and encrypts, not a server: only the recipient can read the text, wherever it lies. The header stays open, usually with the subject: who writes to whom can still be seen.',
  },
  port: {
    title: 'Finding host and port',
    ports:
      'Port 465 is encrypted from the first byte and comes first today. Port 587 begins in clear and turns to TLS with STARTTLS. Port 25 is for servers among themselves; many networks close it to everyone else.',
    provider:
      'Your provider’s help calls it “outgoing mail server” or “SMTP server”. You need not look for it: give your address under Accounts, Add, and this program asks your domain, well-known lists and, if need be, the ports themselves.',
    name: 'The user name is mostly the whole address. Where a second factor is on, providers want a password made for this one program (an app password), or a sign-in in the browser. Replies arrive where they always do: this program only sends.',
  },
  smtp: {
    title: 'When SMTP is used',
    away: 'SMTP carries mail away: from your program to your provider, which is called submission, and from server to server until the last one. Mail is fetched with other protocols, IMAP or POP3, or shown by a web page.',
    accepted:
      'When the server answers the final dot with 250, it has the message and answers for it from there: it delivers it, or it sends a notice. Accepted is not delivered, and no sender can see more than that.',
  },
};
