/** Who a message is from. Several per account; no secret is in here. */
import { z } from 'zod';
import { NO_DSN } from '../message/dsn.ts';
import { DsnDefault } from '../message/dsn-schema.ts';
import { IdentityId } from '../message/ids.ts';
import { checkFieldName } from './field-name.ts';
import { oneLine } from './one-line.ts';

const SIGNATURE_PLACES = ['below', 'above'] as const;
export type SignaturePlace = (typeof SIGNATURE_PLACES)[number];
const DATE_ZONES = ['utc', 'local'] as const;

/** characters */
export const MOST_SIGNATURE_TEXT = 10_000;
export const MOST_SIGNATURE_HTML = 50_000;

const CustomField = z.strictObject({
  name: z.string().refine((name) => checkFieldName(name) === null, { message: 'field-name' }),
  value: oneLine(2000),
});

export const Identity = z.strictObject({
  id: IdentityId,
  name: oneLine(200),
  address: oneLine(320),
  /** Where answers should go; empty: to the address. */
  replyTo: oneLine(320),
  /** MAIL FROM when it is not the address (bounces go there); empty: the same as From. */
  returnPath: oneLine(320),
  /** Its Organization field; empty: none. */
  organisation: oneLine(200).default(''),
  /** Each message goes to its own address too, unseen by the others. */
  bccSelf: z.boolean().default(false),
  /** Plain text below what is written; empty: none. Of a rich signature it is the text (message/rich/kept-signature.ts). */
  signature: z.string().max(MOST_SIGNATURE_TEXT).default(''),
  /** The same as rich text, for rich messages; empty: it was written as plain text. Cleaned by main before it is stored. */
  signatureHtml: z.string().max(MOST_SIGNATURE_HTML).default(''),
  /** Where quoted lines stand in a letter that is begun with some: below them, or above. */
  signaturePlace: z.enum(SIGNATURE_PLACES).default('below'),
  /** Header fields that each of its messages gets besides the usual ones. */
  headers: z.array(CustomField).max(50).default([]),
  /** In which zone their Date is written. Local time tells where the sender is, roughly. */
  dateZone: z.enum(DATE_ZONES).default('utc'),
  /** What stands at the right of their Message-IDs; empty: the address's domain. */
  messageIdDomain: oneLine(255).default(''),
  /** What its messages ask about their delivery, unless one of them says otherwise. */
  dsn: DsnDefault.default(NO_DSN),
});
export type Identity = z.infer<typeof Identity>;

/** An identity of which only name and address are known. */
export const USUAL_IDENTITY: Omit<Identity, 'id' | 'name' | 'address'> = {
  replyTo: '',
  returnPath: '',
  organisation: '',
  bccSelf: false,
  signature: '',
  signatureHtml: '',
  signaturePlace: 'below',
  dateZone: 'utc',
  messageIdDomain: '',
  headers: [],
  dsn: NO_DSN,
};
