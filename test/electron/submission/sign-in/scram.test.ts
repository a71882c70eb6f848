/** SCRAM-SHA-256 as RFC 7677 §3 shows it, and what is not taken for it. */
import { describe, expect, it } from 'vitest';
import { preparation, scram } from '#electron/submission/sign-in/scram.ts';

const NONCE = 'rOprNGfwEbeRWgbNEkqO';
const SERVER_NONCE = `${NONCE}%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0`;
const FIRST = `r=${SERVER_NONCE},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const FINAL = `c=biws,r=${SERVER_NONCE},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`;
const SIGNATURE = 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=';

const prepared = await preparation();

function begin(user = 'user', secret = 'pencil') {
  const hidden: string[] = [];
  const identity = { user, secret, host: 'localhost', port: 587 };
  const exchange = scram(identity, (text) => hidden.push(text), NONCE, prepared);
  const answer = async (text: string): Promise<string> => {
    const said = await exchange.answer(Buffer.from(text, 'utf8'));
    return typeof said === 'string' ? said : said.toString('utf8');
  };
  return { exchange, hidden, answer };
}

describe('the exchange of RFC 7677', () => {
  it('is said as it stands there, and the server has proved itself at its end', async () => {
    const { exchange, hidden, answer } = begin();
    expect(exchange.initial?.toString('utf8')).toBe(`n,,n=user,r=${NONCE}`);
    expect(await answer(FIRST)).toBe(FINAL);
    expect(exchange.isProven?.()).toBe(false);
    expect(await answer(SIGNATURE)).toBe('');
    expect(exchange.isProven?.()).toBe(true);
    expect(hidden).toEqual(['dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=']);
  });

  it('ends where the server’s signature is not the password’s', async () => {
    const { exchange, answer } = begin();
    await answer(FIRST);
    expect(await answer('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toBe('unproven');
    expect(exchange.isProven?.()).toBe(false);
  });

  it('lets the server refuse in its own words', async () => {
    const { exchange, answer } = begin();
    await answer(FIRST);
    expect(await answer('e=invalid-proof')).toBe('');
    expect(exchange.isProven?.()).toBe(false);
  });
});

describe('what a server says first', () => {
  it.each([
    ['with another nonce', FIRST.replace(NONCE, 'xOprNGfwEbeRWgbNEkqO')],
    ['with nothing of its own in the nonce', FIRST.replace(SERVER_NONCE, NONCE)],
    ['with too few iterations', FIRST.replace('4096', '4095')],
    ['with iterations for an hour', FIRST.replace('4096', '4000000000')],
    ['with a mandatory extension', `m=x,${FIRST}`],
    ['with a salt that is no base64', FIRST.replace('W22Z', '*22Z')],
    ['in another order', FIRST.split(',').toReversed().join(',')],
    ['as nothing', ''],
  ])('%s is not answered', async (_, text) => {
    expect(await begin().answer(text)).toBe('not-understood');
  });
});

describe('names and passwords', () => {
  it('are prepared (RFC 4013), and a comma ends no attribute', () => {
    // RFC 4013 §3: a soft hyphen is mapped to nothing, U+00AA to an a.
    expect(begin('I\u00ADX').exchange.initial?.toString('utf8')).toBe(`n,,n=IX,r=${NONCE}`);
    expect(begin('\u00AA').exchange.initial?.toString('utf8')).toBe(`n,,n=a,r=${NONCE}`);
    expect(begin('a=b,c').exchange.initial?.toString('utf8')).toBe(`n,,n=a=3Db=2Cc,r=${NONCE}`);
  });

  it('that the preparation forbids are said as they are', () => {
    expect(begin('\u0007').exchange.initial?.toString('utf8')).toBe(`n,,n=\u0007,r=${NONCE}`);
  });
});
