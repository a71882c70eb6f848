import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '#core/smtp/redact.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const secret = 'hunter2-Zoë+/pass';

describe('a secret that a server echoes', () => {
  const redact = redactor([secret]);

  it.each([
    ['plain', `535 wrong password ${secret} for eva`],
    ['plain in a word', `535 x${secret}y`],
    ['base64', `535 you said ${base64(secret)}`],
    ['base64 without padding', `535 ${base64(secret).replace(/=+$/, '')}`],
    ['base64url', `535 ${Buffer.from(secret).toString('base64url')}`],
    ['PLAIN', `535 AUTH PLAIN ${base64(`\0eva@example.org\0${secret}`)} refused`],
    ['PLAIN with an identity', `535 ${base64(`eva\0eva\0${secret}`)}`],
    ['PLAIN, odd length', `535 ${base64(`\0ev\0${secret}`)}`],
    ['XOAUTH2', `334 ${base64(`user=eva\x01auth=Bearer ${secret}\x01\x01`)}`],
    ['byte for byte', `535 ${Buffer.from(secret).toString('latin1')}`],
  ])('is replaced: %s', (_, line) => {
    const clean = redact(line);
    expect(clean).toContain('****');
    expect(clean).not.toContain(secret);
    expect(Buffer.from(clean, 'latin1').toString('latin1')).not.toContain('hunter2');
    for (const run of clean.match(/[\w+/-]{4,}/g) ?? [])
      expect(Buffer.from(run, 'base64').toString('latin1')).not.toContain('hunter2');
  });

  it('leaves the words around it', () => {
    expect(redact(`535 5.7.8 wrong ${base64(secret)}, try again`)).toBe('535 5.7.8 wrong ****, try again');
    expect(redact('250-SIZE 35882577')).toBe('250-SIZE 35882577');
  });

  it('is replaced though it is short', () => {
    expect(redactor(['ab'])(`535 ${base64('ab')} and ab`)).toBe('535 **** and ****');
  });

  it.each([
    ['percent-encoded where it must be', encodeURIComponent],
    ['percent-encoded in lower case', (text: string) => encodeURIComponent(text).toLowerCase()],
    [
      'percent-encoded throughout',
      (text: string) => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
    ],
    ['in a form', (text: string) => new URLSearchParams({ text }).toString().slice('text='.length)],
    [
      'quoted-printable',
      (text: string) => Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '=$&'),
    ],
    ['in xtext', (text: string) => Buffer.from(text).toString('hex').toUpperCase().replaceAll(/../g, '+$&')],
  ])('is replaced when it is %s', (_name, encode) => {
    const password = 'pass é/word+1';
    const said = encode(password);
    // Lower-casing makes another password of it, but the bytes in hex are the same.
    const clean = redactor([said === said.toLowerCase() ? password.toLowerCase() : password]);
    expect(clean(`535 <${said}> is wrong`)).toBe('535 <****> is wrong');
  });

  it('is replaced where the server cut it short', () => {
    const long = 'correct horse battery staple';
    const line = `AUTH PLAIN ${base64(`\0ada\0${long}`)}`;
    const clean = redactor([long])(`501 5.5.2 Cannot parse: "${line.slice(0, 50)}..."`);
    expect(clean).toBe('501 5.5.2 Cannot parse: "AUTH PLAIN ****..."');
    expect(redactor([long])('535 no such user, or wrong: correct horse bat…')).toBe(
      '535 no such user, or wrong: ****…',
    );
    // A word that it begins with is a word.
    expect(redactor([long])('250 that is correct')).toBe('250 that is correct');
  });

  it('leaves nothing of a half or more, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii', minLength: 12, maxLength: 80 }).filter((text) => !/[*]/.test(text)),
        fc.nat(40),
        (any, cut) => {
          const kept = Math.min(any.length, Math.ceil(any.length / 2) + cut);
          const head = any.slice(0, Math.ceil(any.length / 2));
          expect(redactor([any])(`<${any.slice(0, kept)}`)).not.toContain(head);
          const encoded = base64(`\0eva\0${any}`);
          // Behind the user's name eight characters of the secret's own are there.
          const clean = redactor([any])(`x ${encoded.slice(0, 20 + cut)}`);
          expect(clean).toMatch(/^x \*{4}=*$/);
        },
      ),
    );
  });

  it('is none when it is empty', () => {
    expect(redactor([''])('250 OK')).toBe('250 OK');
  });

  it('is replaced in whatever surrounds it', () => {
    const word = fc.string({ minLength: 6, maxLength: 40 });
    fc.assert(
      fc.property(word, fc.string(), fc.string(), (password, before, after) => {
        const clean = redactor([password]);
        expect(clean(`${before}${password}${after}`).replaceAll('****', '\n')).not.toContain(password);
        for (const run of clean(base64(`${before}${password}${after}`)).split('****'))
          expect(Buffer.from(run, 'base64').toString()).not.toContain(password);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    const started = performance.now();
    redact('aHVudGVy'.repeat(50_000));
    redact(base64(secret).slice(0, -4).repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
