/**
 * A header that can be shown to others: its structure, its fields and what the protocols say stay; addresses, hosts, IPs and identifiers are
 * replaced, the same by the same; every other word is masked letter for letter, so that lines keep their lengths. It keeps what is known to be
 * harmless and nothing else: what cannot be told apart goes. Total and linear.
 */
import { octetText } from '../bytes.ts';
import { encodedWords } from '../encoded-words.ts';
import type { ParsedHeader } from '../parse.ts';
import { ipAddress } from '../route/ip.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { isIdentifier, isProse, isProtocolWord } from './vocabulary.ts';

/** ASCII, with the line ends of the original. */
export function redactedHeader(bytes: Uint8Array, { items, separator, end }: ParsedHeader): string {
  const redaction = new Redaction(new Pseudonyms(octetText(bytes, { start: 0, end })));
  const lines: string[] = [];
  for (const item of items) {
    const name = item.kind === 'field' ? item.name : '';
    for (const [index, line] of item.lines.entries()) {
      const isFirst = item.kind === 'field' && index === 0;
      const from = isFirst ? item.colon : line.start;
      if (isFirst)
        lines.push(redaction.fieldName(name) + octetText(bytes, { start: item.nameEnd, end: from }));
      lines.push(redaction.value(name, octetText(bytes, { start: from, end: line.end })));
      lines.push(octetText(bytes, { start: line.end, end: line.next }));
    }
  }
  if (separator)
    lines.push(octetText(bytes, separator), octetText(bytes, { start: separator.end, end: separator.next }));
  return lines.join('');
}

/** Stretches between white space and the marks that part addresses from one another. */
const RUN = /[^\s<>"(),;]+/g;
/** A host has a dot, and letters in its last label. */
const HOST =
  /^[a-z0-9_\x80-\xff-]+(?:\.[a-z0-9_\x80-\xff-]+)*\.(?=[^.]*[a-z\x80-\xff])[a-z0-9\x80-\xff-]+\.?$/i;
const SCHEME = /^(https?|ftp|mailto|tel|cid):(?:\/\/)?/i;
/** `name=`, `smtp.mailfrom=` */
const KEY = /^([a-z0-9_.-]{1,40})(\*\d{0,4}\*?)?=/i;

class Redaction {
  readonly #pseudonyms: Pseudonyms;

  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  /** Names are public words, unless they carry a host's. */
  fieldName(name: string): string {
    return name.includes('.') || /[^A-Za-z0-9_-]/.test(name) ? masked(name) : name;
  }

  value(name: string, text: string): string {
    let result = '';
    let at = 0;
    for (const word of encodedWords(text)) {
      result += this.#plain(name, text.slice(at, word.start)) + maskedWord(text.slice(word.start, word.end));
      at = word.end;
    }
    return result + this.#plain(name, text.slice(at));
  }

  #plain(name: string, text: string): string {
    return text.replaceAll(RUN, (run) => this.#run(name, run));
  }

  #run(name: string, run: string): string {
    const scheme = SCHEME.exec(run);
    if (scheme) return scheme[0] + this.#place(name, run.slice(scheme[0].length));
    const key = KEY.exec(run);
    if (key && isProtocolWord(key[1] ?? '')) return key[0] + this.#run(name, run.slice(key[0].length));
    const at = run.lastIndexOf('@');
    if (at >= 0) return this.#address(name, run.slice(0, at), run.slice(at + 1));
    const [, before = '', literal = '', after = ''] =
      /^([^[\]]{0,100})\[([^[\]]{1,100})\]([^[\]]{0,100})$/.exec(run) ?? [];
    if (literal !== '' && ipAddress(literal))
      return `${this.#words(name, before)}[${this.#pseudonyms.ip(literal)}]${this.#words(name, after)}`;
    return this.#words(name, run);
  }

  /** What stands behind a scheme: a host with a path, or an address. */
  #place(name: string, text: string): string {
    const slash = text.search(/[/?#]/);
    const host = slash < 0 ? text : text.slice(0, slash);
    const rest = slash < 0 ? '' : masked(text.slice(slash));
    const at = host.lastIndexOf('@');
    return (
      (at < 0 ? this.#words(name, host) : this.#address(name, host.slice(0, at), host.slice(at + 1))) + rest
    );
  }

  #address(name: string, local: string, host: string): string {
    // What closes a sentence or a list around it is no part of a host.
    const end = /[.:!?'`\]]*$/.exec(host.startsWith('[') ? '' : host)?.[0] ?? '';
    const place = host.slice(0, host.length - end.length);
    if (place === '')
      return isIdentifier(name)
        ? this.#pseudonyms.identifier(local, '') + masked(end)
        : `${masked(local)}@${masked(host)}`;
    return (
      (isIdentifier(name)
        ? this.#pseudonyms.identifier(local, place)
        : this.#pseudonyms.address(local, place)) + end
    );
  }

  #words(name: string, run: string): string {
    if (run === '') return '';
    const bare = run.replace(/[.:]+$/, '');
    const end = run.slice(bare.length);
    if (ipAddress(bare)) return this.#pseudonyms.ip(bare) + end;
    // A dotted word of the protocols, such as smtp.mailfrom, is no host.
    if (bare.length <= 255 && HOST.test(bare) && !isProtocolWord(bare))
      return this.#pseudonyms.host(bare) + end;
    const parts = bare.split(/([/=:[\]{}|'*])/);
    if (parts.length > 1)
      return (
        parts.map((part) => (part.length > 1 ? this.#words(name, part) : this.#word(name, part))).join('') +
        end
      );
    return this.#word(name, bare) + end;
  }

  #word(name: string, run: string): string {
    if (isIdentifier(name) && run.length > 3) return this.#pseudonyms.identifier(run, '');
    // Times, offsets, sizes, versions; a longer number may be somebody's.
    if (/^[\d.+_-]+$/.test(run) && !/\d{5}/.test(run)) return run;
    if (isProse(name)) return masked(run);
    return run.replaceAll(/[A-Za-z\x80-\xff]+|\d{5,}/g, (word) =>
      isProtocolWord(word) ? word : masked(word),
    );
  }
}

const masked = (text: string): string =>
  text
    .replaceAll(/[a-z\x80-\xff]/g, 'x')
    .replaceAll(/[A-Z]/g, 'X')
    .replaceAll(/\d/g, '0');

/** An encoded word stays one: charset and encoding as they were, its text masked to the same length. */
function maskedWord(word: string): string {
  const match = /^(=\?[^?]*\?[QqBb]\?)([^]*)\?=$/.exec(word);
  if (match === null) return masked(word);
  const [, head = '', payload = ''] = match;
  const filler = /\?b\?$/i.test(head)
    ? 'eHh4'.repeat(Math.ceil(payload.length / 4))
    : 'x'.repeat(payload.length);
  return `${head}${filler}?=`;
}
