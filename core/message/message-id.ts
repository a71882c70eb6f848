/** A Message-ID as programs write it, with its angle brackets (RFC 5322 §3.6.4); its bounds keep a field of it in one line. */
export const MESSAGE_ID = /^<[!-;=?A-~]{1,500}@[!-;=?A-~]{1,400}>$/;
