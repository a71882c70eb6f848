/** Mail signed with DKIM, and the DNS records that vouch for it. nodemailer signs, as Facteur will; mailauth where tags are needed that nodemailer does not write. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Answer } from 'dns-packet';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { txt } from './dns.ts';

export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
  readonly record: string;
}

export const rsaKey = (domain: string, selector: string, bits = 2048): SigningKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return keyOf(domain, selector, privateKey, `k=rsa; p=${der(publicKey).toString('base64')}`);
};

/** RFC 8463 §4: the bare 32 octets of the key. */
export const ed25519Key = (domain: string, selector: string): SigningKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return keyOf(
    domain,
    selector,
    privateKey,
    `k=ed25519; p=${der(publicKey).subarray(-32).toString('base64')}`,
  );
};

const der = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

const keyOf = (domain: string, selector: string, key: KeyObject, record: string): SigningKey => ({
  domain,
  selector,
  privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  record: `v=DKIM1; ${record}`,
});

/** The zone of keys and policies, as `startDnsServer` takes it. */
export function zoneOf(
  keys: readonly SigningKey[],
  policies: Readonly<Record<string, string>> = {},
): Record<string, Answer[]> {
  const records = [
    ...keys.map(({ domain, selector, record }) => [`${selector}._domainkey.${domain}`, record] as const),
    ...Object.entries(policies),
  ];
  return Object.fromEntries(records.map(([name, text]) => [name, [txt(name, text)]]));
}

export interface Letter {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

export const letter: Letter = {
  from: 'Léa Fontaine <lea@stagecraft.example>',
  subject: 'Autumn season: dates confirmed',
  text: 'Dear Camille,\r\n\r\nthe dates are fixed.\r\n\r\nLéa\r\n',
};

/** What nodemailer makes and signs: relaxed/relaxed, rsa-sha256. */
export async function signed(
  { domain, selector, privateKey }: SigningKey,
  { from, subject, text }: Letter = letter,
): Promise<string> {
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    dkim: { domainName: domain, keySelector: selector, privateKey },
  });
  const { message } = await transport.sendMail({
    from,
    to: 'camille@atelier-lumen.example',
    subject,
    text,
    date: new Date('2026-11-23T08:14:02Z'),
    messageId: '<autumn@stagecraft.example>',
  });
  return z.instanceof(Buffer).parse(message).toString('latin1');
}

/** Without its signature. */
export const unsigned = (message: string): string => message.replace(/^DKIM-Signature:[^]*?\r\n(?=\S)/, '');

/** mailauth's own signer, for the tags that nodemailer does not write: l=, x=, ed25519. */
export async function signedWith(
  { domain, selector, privateKey }: SigningKey,
  options: Omit<Parameters<typeof dkimSign>[1], 'signatureData'> = {},
  maxBodyLength?: number,
): Promise<string> {
  const message = unsigned(await signed(rsaKey(domain, selector)));
  const signer = { signingDomain: domain, selector, privateKey };
  const { signatures, errors } = await dkimSign(Buffer.from(message, 'latin1'), {
    ...options,
    signatureData: [maxBodyLength === undefined ? signer : { ...signer, maxBodyLength }],
  });
  if (errors.length > 0) throw new Error('mailauth could not sign', { cause: errors[0] });
  return signatures + message;
}

/** As a receiving server stamps what it took from `address`. */
export const arrived = (message: string, address: string): string =>
  [
    'Return-Path: <lea@stagecraft.example>',
    `Received: from out.stagecraft.example (unknown [${address}])`,
    '\tby mx.atelier-lumen.example (Postfix) with ESMTPS id 4Xw9; Mon, 23 Nov 2026 09:15:18 +0100',
    message,
  ].join('\r\n');
