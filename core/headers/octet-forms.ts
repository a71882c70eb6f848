/**
 * Octets as text that a clipboard can hold. Text alone loses octets that are no UTF-8; the other forms are ASCII, and any decoder gives the
 * same octets back.
 */
import { utf8Length } from './bytes.ts';

export const EXACT_FORMS = ['quotedPrintable', 'base64', 'hex'] as const;
export type OctetForm = 'text' | (typeof EXACT_FORMS)[number];

export function inForm(bytes: Uint8Array, form: OctetForm): string {
  switch (form) {
    case 'text':
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    case 'quotedPrintable':
      return quotedPrintable(bytes);
    case 'base64':
      return base64(bytes);
    case 'hex':
      return hex(bytes);
  }
}

/** Octets that text has to leave out: no UTF-8 (RFC 3629 §4). */
export function octetsLostAsText(bytes: Uint8Array): number {
  let lost = 0;
  for (let at = 0; at < bytes.length;) {
    const length = utf8Length(bytes, at, bytes.length);
    if (length === 0) lost += 1;
    at += Math.max(1, length);
  }
  return lost;
}

const CR = 13;
const LF = 10;
const EQUALS = 61;
/** RFC 2045 §6.7 (5): with the `=` of a soft line break. */
const LONGEST = 76;
const HEX = '0123456789ABCDEF';
const escaped = (octet: number) => `=${HEX.charAt(octet >> 4)}${HEX.charAt(octet & 15)}`;

/**
 * As RFC 2045 §6.7 has it for what is no text: CR and LF are octets like others, so that the line ends of the place where it is pasted say
 * nothing. The text is broken behind each `=0A`, as the lines are, and stays legible. A blank is written out where a line is broken behind it.
 */
function quotedPrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = '';
  for (const [at, octet] of bytes.entries()) {
    const isPrintable = octet >= 32 && octet < 127 && octet !== EQUALS;
    const written =
      isPrintable && !(octet === 32 && isBroken(bytes[at + 1])) ? String.fromCharCode(octet) : escaped(octet);
    if (line.length + written.length >= LONGEST) {
      lines.push(`${line}=`);
      line = '';
    }
    line += written;
    if (octet !== LF || at + 1 === bytes.length) continue;
    lines.push(`${line}=`);
    line = '';
  }
  return [...lines, line].join('\n');
}

const isBroken = (next: number | undefined) => next === undefined || next === CR || next === LF;

/** A multiple of three, so that the pieces' base64 is the base64 of the whole; a line has 76 letters (RFC 2045 §6.8). */
const LINE = 57;

function base64(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += LINE)
    lines.push(btoa(String.fromCharCode(...bytes.subarray(at, at + LINE))));
  return lines.join('\n');
}

const HEX_LINE = 32;

function hex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += HEX_LINE)
    lines.push(
      Array.from(bytes.subarray(at, at + HEX_LINE), (octet) => octet.toString(16).padStart(2, '0')).join(' '),
    );
  return lines.join('\n');
}
