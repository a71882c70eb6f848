import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterisedValue, type Parameter } from '#core/headers/values/parameters.ts';

const plain = (name: string, value: string, rest: Partial<Parameter> = {}): Parameter => ({
  name,
  value,
  charset: null,
  language: null,
  form: 'plain',
  pieces: 1,
  ...rest,
});

describe('a value with parameters', () => {
  it('is taken apart, comments and quotes taken out (RFC 2045 §5.1)', () => {
    expect(
      parameterisedValue('text/plain (plain text); charset="us-ascii" (as usual); Format=flowed'),
    ).toEqual({
      value: 'text/plain',
      parameters: [plain('charset', 'us-ascii'), plain('format', 'flowed')],
    });
  });

  it('keeps semicolons, parentheses and escaped quotes within a quoted string', () => {
    expect(parameterisedValue(String.raw`a/b; name="one; (two) \"three\" C:\four"`).parameters).toEqual([
      plain('name', String.raw`one; (two) "three" C:\four`),
    ]);
  });

  it('joins a value in pieces, in the order of their numbers (RFC 2231 §3)', () => {
    const { parameters } = parameterisedValue('a/b; url*1="two"; URL*0="one"; url*2=three; url*4=never');
    expect(parameters).toEqual([plain('url', 'onetwothree', { pieces: 3 })]);
  });

  it('decodes charset and language (RFC 2231 §4)', () => {
    expect(parameterisedValue("a/b; title*=us-ascii'en-us'This%20is%20fun").parameters).toEqual([
      plain('title', 'This is fun', { charset: 'us-ascii', language: 'en-us', form: 'extended' }),
    ]);
  });

  it('decodes both together, plain pieces between encoded ones (RFC 2231 §4.1)', () => {
    const text = `a/b; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2="isn't it!"`;
    expect(parameterisedValue(text).parameters).toEqual([
      plain('title', "This is even more ***fun*** isn't it!", {
        charset: 'us-ascii',
        language: 'en',
        form: 'extended',
        pieces: 3,
      }),
    ]);
  });

  it('decodes a character that two pieces share', () => {
    expect(parameterisedValue("a/b; n*0*=utf-8''%C3; n*1*=%A9").parameters[0]?.value).toBe('é');
  });

  it('shows plain and extended forms of one name both', () => {
    expect(
      parameterisedValue("attachment; filename=e.pdf; filename*=utf-8''%C3%A9.pdf").parameters.map(
        ({ value }) => value,
      ),
    ).toEqual(['e.pdf', 'é.pdf']);
  });

  it('reads encoded words, which programs write although RFC 2047 §5 forbids it', () => {
    expect(parameterisedValue('a/b; name="=?utf-8?Q?=C3=A9?="').parameters).toEqual([
      plain('name', 'é', { form: 'encoded-word' }),
    ]);
  });

  it('leaves octets of an unknown charset as written', () => {
    expect(parameterisedValue("a/b; n*=x-klingon''%E9a").parameters).toEqual([
      plain('n', '%E9a', { charset: 'x-klingon', form: 'unknown-charset' }),
    ]);
  });

  it('passes over what is none', () => {
    expect(parameterisedValue('a/b; ; =x; alone; *0=y; n*x=z; n**=q').parameters).toEqual([]);
  });

  it('ends for any text', () => {
    const mark = fc.constantFrom(';', '=', '"', '\\', '(', ')', '*', '0', "'", '%', 'C', 'a', ' ', 'é');
    fc.assert(
      fc.property(fc.string({ unit: mark }), (text) => {
        expect(parameterisedValue(text).parameters.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
