/** Words of the protocols: they stay in a redacted header. Every other word may be somebody's, and goes. */

const words = `
from by with id for via using cipher bits tls ssl esmtp esmtps esmtpsa esmtpa smtp smtps lmtp lmtps utf8smtp http https mapi
tlsv aes gcm cbc sha chacha poly ecdhe dhe ecdsa
unknown unverified verified authenticated sender helo ehlo client certificate requested not present no
mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep oct nov dec gmt utc ut est edt cst cdt mst mdt pst pdt cet cest bst
postfix exim sendmail qmail microsoft exchange server internet frontend transport google amavisd amavis dovecot spamassassin rspamd
text plain html multipart mixed alternative related signed report digest encrypted message rfc delivery status disposition notification
partial external body application octet stream pdf pgp signature keys pkcs mime smime image png gif jpeg calendar method format flowed
delsp yes charset boundary name filename inline attachment bit binary quoted printable base utf iso us ascii windows koi micalg protocol type
dkim spf dmarc arc iprev auth pass fail softfail neutral none temperror permerror policy header d s i b bh a c h l q t v x z cv
relaxed simple rsa sha ed domain of designates permitted as does designate hosts best guess record envelope mailfrom rcpttostatus action
reason arc-seal seal instance compauth adkim aspf p sp pct dis quarantine reject key smtp.mailfrom smtp.helo header.from header.d header.i
header.s header.b header.a policy.iprev receiver ip client-ip envelope-from identity mechanism
true false normal high low urgent bulk list junk auto auto-replied auto-generated autoreply first class post mailto subject unsubscribe
one click unsubscribe=one-click localhost local version score required tests hits autolearn ham spam
`
  .split(/\s+/)
  .filter((word) => word !== '');

const known: ReadonlySet<string> = new Set(words);

export const isProtocolWord = (word: string): boolean => known.has(word.toLowerCase());

/** Fields whose words are the writer's, all of them. */
export const isProse = (name: string): boolean =>
  /^(?:subject|thread-topic|comments|keywords|organi[sz]ation|content-description|list-description|x-.*(?:subject|name|comment).*)$/i.test(
    name,
  );

/** Fields of message identifiers (RFC 5322 §3.6.4, RFC 2045 §7). */
export const isIdentifier = (name: string): boolean =>
  /^(?:message-id|in-reply-to|references|content-id|resent-message-id|original-message-id|x-.*message-id.*)$/i.test(
    name,
  );
